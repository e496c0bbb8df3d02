"""What is between businesses and between people anyway: guarantees, trade, who sent whom, kin."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Dice
from town.graph.scene import Scene
from town.owners.kin import Kin
from town.trade.papers import joined

_GUARANTEED_SHARE: Final = 0.08
_OWNER_GUARANTEES_SHARE: Final = 0.3
_REFERRED_SHARE: Final = 0.06
_TERM_DAYS: Final = 365


def tie_ordinarily(dice: Dice, scene: Scene, kin: Kin) -> None:
    """Kin last: of everybody who stands somewhere in the graph by then."""
    _guarantees(dice.stream("graph ordinary guarantees"), scene)
    _trade(scene)
    rng, asking = dice.stream("graph referrals"), scene.sheet.all_asking()
    rows = rng.random(len(asking.day)) < _REFERRED_SHARE
    sender = rng.choice(np.flatnonzero(scene.adult), int(rows.sum()))
    scene.sheet.tie("referral", sender, asking.owner[rows], asking.day[rows])
    _kin(scene, kin)


def _guarantees(rng: np.random.Generator, scene: Scene) -> None:
    """The owner for the own company's loan; now and then a friend's business, one way."""
    sheet, asking = scene.sheet, scene.sheet.all_asking()
    borrower, until = scene.firm_node[asking.firm], asking.day + _TERM_DAYS
    fen = np.round(asking.yuan / 1_000) * 100_000
    rows = scene.is_company[asking.firm] & (rng.random(len(fen)) < _OWNER_GUARANTEES_SHARE)
    owner, since = asking.owner[rows], asking.day[rows]
    sheet.tie("guarantee", owner, borrower[rows], since, until=until[rows], weight=fen[rows])
    friends = scene.free_firms if len(scene.free_firms) else np.arange(len(scene.owner))
    friend = scene.firm_node[rng.choice(friends, len(fen))]
    rows = (rng.random(len(fen)) < _GUARANTEED_SHARE) & (friend != borrower)
    since = asking.day[rows]
    sheet.tie("guarantee", friend[rows], borrower[rows], since, until=until[rows], weight=fen[rows])


def _trade(scene: Scene) -> None:
    """Valid invoices between businesses of the town, a sum a day."""
    lives = scene.lives
    papers = joined(lives.books.sales, lives.shown.sales)
    rows = (papers.partner >= 0) & ~papers.is_void & (papers.yuan > 0)
    count, days = len(lives.firms), lives.calendar.days
    place = (papers.firm[rows] * count + papers.partner[rows]) * days + papers.day[rows]
    pairs, at = np.unique(place, return_inverse=True)
    pair, day = pairs // days, pairs % days
    fen = np.round(np.bincount(at, papers.yuan[rows]) * 100)
    scene.sheet.tie("trade", scene.firm_node[pair // count], scene.firm_node[pair % count], day, weight=fen)


def _kin(scene: Scene, kin: Kin) -> None:
    """The family at home and elsewhere."""
    ties, people = scene.sheet.all_ties(), scene.lives.population.people
    here = np.zeros(scene.sheet.count, np.bool_)
    here[ties.origin], here[ties.target] = True, True
    here = here[: people.height]
    rows = people.select(row=pl.int_range(pl.len(), dtype=pl.Int64), household="household_id", role="role")
    head = rows.filter(pl.col("role") == "head").select("household", head="row")
    both = rows.filter(pl.col("role") != "head").join(head, on="household", maintain_order="left")
    kept = np.isin(scene.household, scene.household[here])[both["row"].to_numpy()]
    both = both.filter(pl.Series(kept))
    one, other = both["row"].to_numpy(), both["head"].to_numpy()
    scene.sheet.tie("kinship", one, other, detail=both["role"].to_numpy().astype(str))
    known = here[kin.who] & here[kin.other]
    scene.sheet.tie("kinship", kin.other[known], kin.who[known], detail=kin.kind[known])
