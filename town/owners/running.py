"""Who really runs which business, and into whose account its money comes: the truth about owners.

The owner of the books is the owner on paper. A name lent to a ring runs nothing; some households run the shop
of the one who is registered; some spouses run it together; some money goes through the spouse's account.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from town.dice import Bools, Floats, Ints, Words
from town.lives import Lives
from town.people.population import age_on
from town.trade.tables import KINDS, REGISTERED

NOBODY: Final = -1
GROWN_UP: Final = 18
_RUNNING_AGES: Final = (20, 72)
_HELPS_DESPITE_A_JOB: Final = 0.06


@dataclass(frozen=True, slots=True)
class Running:
    """By firm: `runner` and `account`, rows of people (−1 nobody). By person: the `firm` run (−1 none),
    whether as a `helper`, the `spouse`, and whether grown up."""

    runner: Ints
    account: Ints
    cash_heavy: Bools
    firm: Ints
    helper: Bools
    spouse: Ints
    adult: Bools
    years: Ints

    @property
    def runs(self) -> Bools:
        """Runs or co-runs a business now."""
        return self.firm >= 0


def who_runs(lives: Lives) -> Running:
    """The same for a town whatever else is asked of it."""
    rng, firms, owners = lives.dice.stream("running"), lives.firms, lives.settings.owners
    people = lives.population.people
    years = age_on(people, lives.settings.until).to_numpy().astype(np.int64)
    spouse = _spouses(people)
    has_work = (people["occupation"] == "employed").to_numpy()
    runner = np.where(firms.is_new, NOBODY, firms.owner)
    stand_in = _stand_ins(people, years, firms.owner)[firms.owner]
    registered = np.isin(firms.kind, REGISTERED)
    on_paper = rng.random(len(firms)) < owners.on_paper_only_share
    on_paper &= registered & (runner >= 0) & (stand_in >= 0)
    runner = np.where(on_paper, stand_in, runner)
    account = _accounts(rng, owners.spouse_account_share, runner, spouse)
    firm = _most_formal(firms.kind, runner, people.height)
    theirs = np.where(on_paper, firms.owner, np.where(runner >= 0, spouse[runner], NOBODY))
    seldom = has_work[theirs] & ~on_paper
    helper_of = _helpers(rng, lives, firm, theirs, np.where(seldom, _HELPS_DESPITE_A_JOB, 1.0))
    chance = np.array(
        [owners.cash_heavy_share.get(kind, owners.cash_heavy_share["other"]) for kind in firms.kind]
    )
    return Running(
        runner=runner,
        account=account,
        cash_heavy=rng.random(len(firms)) < chance,
        firm=np.where(helper_of >= 0, helper_of, firm),
        helper=helper_of >= 0,
        spouse=spouse,
        adult=years >= GROWN_UP,
        years=years,
    )


def kinds_run(lives: Lives, running: Running) -> Words:
    """`company`, `individual`, `unregistered`, `family_helper` or `none`, by person."""
    kind = lives.firms.kind[np.maximum(running.firm, 0)]
    unregistered = ~np.isin(kind, REGISTERED)
    return np.select(
        [~running.runs, running.helper, unregistered], ["none", "family_helper", "unregistered"], kind
    )


def _spouses(people: pl.DataFrame) -> Ints:
    rows = people.select(row=pl.int_range(pl.len()), household="household_id", role="role")
    head = rows.filter(pl.col("role") == "head").select("household", head="row")
    both = rows.filter(pl.col("role") == "spouse").join(head, on="household")
    spouse = np.full(people.height, NOBODY)
    spouse[both["row"]], spouse[both["head"]] = both["head"], both["row"]
    return spouse


def _stand_ins(people: pl.DataFrame, years: Ints, owners: Ints) -> Ints:
    """Another adult of the household who owns nothing: the one who may be behind the counter."""
    row = np.arange(people.height)
    able = (years >= _RUNNING_AGES[0]) & (years < _RUNNING_AGES[1]) & ~np.isin(row, owners)
    first = (
        pl.DataFrame({"household": people["household_id"], "row": np.where(able, row, people.height)})
        .select(pl.col("row").min().over("household"))["row"]
        .to_numpy()
    )
    return np.where(first < people.height, first, NOBODY)


def _accounts(rng: np.random.Generator, share: float, runner: Ints, spouse: Ints) -> Ints:
    theirs = np.where(runner >= 0, spouse[runner], NOBODY)
    return np.where((theirs >= 0) & (rng.random(len(runner)) < share), theirs, runner)


def _most_formal(kind: Words, runner: Ints, people: int) -> Ints:
    """Of two businesses of one person, the one that the law knows better."""
    rank = np.array([KINDS.index(one) for one in kind.tolist()])
    order = np.argsort(-rank, kind="stable")
    order = order[runner[order] >= 0]
    firm = np.full(people, NOBODY)
    firm[runner[order]] = order
    return firm


def _helpers(rng: np.random.Generator, lives: Lives, firm: Ints, theirs: Ints, seldom: Floats) -> Ints:
    """By person, the firm that is co-run. Whoever works elsewhere seldom does."""
    shares = lives.settings.owners.helper_share
    share = np.array([shares.get(kind, 0.0) for kind in lives.firms.kind.tolist()])
    helps = (theirs >= 0) & (firm[theirs] < 0) & (rng.random(len(theirs)) < share * seldom)
    helped = np.full(len(firm), NOBODY)
    helped[theirs[helps]] = np.flatnonzero(helps)
    return helped
