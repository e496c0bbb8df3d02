"""Every business of the town as columns of numbers: what the later steps reckon with.

Nobody outside the town sees this; the tables are written from it.
"""

from dataclasses import dataclass

import numpy as np

from town.dice import Bools, Dice, Floats, Ints, Words
from town.people import Population
from town.settings import Settings
from town.trade.asking import asking_months
from town.trade.casting import Cast, cast_characters
from town.trade.tables import KINDS, characters, trades


@dataclass(frozen=True, slots=True)
class Firms:
    """One row a business. `owner` is a row of people; `ring` −1 is nobody's; `asks` is the month in which
    it applies for a loan, −1 never; `size` is how far above an ordinary one of its kind (deviations)."""

    kind: Words
    trade: Ints
    owner: Ints
    character: Words
    ring: Ints
    leader: Ints
    asks: Ints
    age_months: Ints
    size: Floats
    month_yuan: Floats
    margin: Floats
    growth: Floats
    noise: Floats
    top_share: Floats
    debt_share: Floats
    savings_months: Floats
    has_invoices: Bools
    has_till: Bools

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def is_new(self) -> Bools:
        """Set up for a loan only."""
        return np.array([characters()[name].is_new for name in self.character.tolist()])

    def of_trade(self, field: str) -> Floats:
        """A figure of each one's trade."""
        return np.array([getattr(trade, field) for trade in trades()], dtype=np.float64)[self.trade]

    def of_character(self, field: str) -> Floats:
        """A figure of each one's character."""
        known = {name: float(getattr(row, field)) for name, row in characters().items()}
        return np.asarray(np.vectorize(known.__getitem__, otypes=[np.float64])(self.character))


def open_firms(dice: Dice, settings: Settings, population: Population) -> Firms:
    """Who trades in what, how large, and of what character."""
    rng = dice.stream("firms")
    cast = cast_characters(dice, settings, population)
    count = len(cast.kind)
    trade = _trades(rng, cast.kind)
    has_invoices = rng.random(count) < _looked_up(settings.business.invoicing_share, cast.kind)
    has_invoices |= np.isin(cast.character, ("circular_invoicing",))
    has_till = rng.random(count) < _looked_up(settings.business.till_share, cast.kind)
    has_till |= cast.character == "shared_device_farm"
    size = rng.normal(size=count)
    month_yuan = _sizes(size, cast, trade)
    age_months = _ages(rng, settings, cast)
    asks = asking_months(dice, settings, cast, age_months)
    return Firms(
        kind=cast.kind,
        trade=trade,
        owner=cast.owner,
        character=cast.character,
        ring=cast.ring,
        leader=cast.leader,
        asks=asks,
        age_months=np.where(_is_new(cast), settings.months - asks + rng.integers(3, 9, count), age_months),
        size=size,
        month_yuan=month_yuan,
        **_natures(rng, settings, cast, (trade, size)),
        has_invoices=has_invoices,
        has_till=has_till,
    )


def _trades(rng: np.random.Generator, kinds: Words) -> Ints:
    chosen = np.zeros(len(kinds), dtype=np.int64)
    for kind in KINDS:
        chances = np.array([trade.chances.get(kind, 0) for trade in trades()], dtype=np.float64)
        here = np.flatnonzero(kinds == kind)
        chosen[here] = rng.choice(len(chances), len(here), p=chances / chances.sum())
    return chosen


def _sizes(size: Floats, cast: Cast, trade: Ints) -> Floats:
    kinds = cast.kind
    scales = np.array([characters()[name].scale for name in cast.character.tolist()])
    ordinary = np.array([row.month_yuan for row in trades()])[trade]
    scale = np.select([kinds == "company", kinds == "part_time_seller"], [2.2, 0.5], 1.0)
    sigma = np.where(kinds == "company", 1.0, 0.55)
    return np.asarray(ordinary * scale * np.sqrt(scales) * np.exp(size * sigma))


def _ages(rng: np.random.Generator, settings: Settings, cast: Cast) -> Ints:
    median_months = settings.business.age_years * 12
    kind_factor = np.select(
        [cast.kind == "company", cast.kind == "part_time_seller", cast.kind == "farm"], [1.1, 0.45, 1.8], 0.9
    )
    months = np.exp(rng.normal(np.log(median_months * kind_factor), 0.85))
    return np.clip(months, 2, 480).astype(np.int64)


def _is_new(cast: Cast) -> Bools:
    return np.array([characters()[name].is_new for name in cast.character])


def _natures(
    rng: np.random.Generator, settings: Settings, cast: Cast, at: tuple[Ints, Floats]
) -> dict[str, Floats]:
    """Differ by character, trade and size: the larger one is, the more is put by and the less owed."""
    trade, size = at
    count, known, lending = len(trade), characters(), settings.lending
    rows = [known[name] for name in cast.character]
    shift = np.array([row.margin for row in rows]) + rng.normal(0, 0.22, count)
    shift = np.where([row.is_honest for row in rows], shift, np.minimum(shift, 0.1))
    ordinary = np.array([row.margin for row in trades()])[trade]
    return {
        "margin": ordinary * np.clip(1 + shift, 0.05, 1.9),
        "growth": np.array([row.growth for row in rows]) + rng.normal(0, 0.1, count),
        "noise": np.array([row.noise for row in rows]) * np.exp(rng.normal(0, 0.25, count)),
        "top_share": np.clip(rng.beta(1.3, 2.4, count), 0.02, 0.95),
        "debt_share": np.where(_is_new(cast), 0.1, 1.0)
        * _looked_up(lending.debt_share, cast.character)
        * np.exp(rng.normal(-0.25, 0.7, count) - 0.3 * size),
        "savings_months": _looked_up(lending.savings_months, cast.character)
        * np.exp(rng.normal(-0.1, 0.45, count) + 0.5 * size),
    }


def _looked_up(table: dict[str, float], words: Words) -> Floats:
    otherwise = table.get("other", 0.0)
    return np.asarray(np.vectorize(lambda word: table.get(word, otherwise), otypes=[np.float64])(words))
