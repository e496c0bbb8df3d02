"""Who buys from whom within the town: makers sell to wholesalers, wholesalers to shops and services."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Dice, Floats, Ints
from town.trade.firms import Firms
from town.trade.tables import trades

_BUYS_FROM: Final = {
    "maker": ("maker", "wholesale", "service"),
    "wholesale": ("maker", "wholesale"),
    "shop": ("wholesale", "maker"),
    "service": ("wholesale", "service", "shop"),
}
_MOST_SUPPLIERS: Final = 7
_LARGEST_PART: Final = 0.5


@dataclass(frozen=True, slots=True)
class Links:
    """A supplier's customer number `rank` is the town's own `buyer`; one row a pair."""

    supplier: Ints
    buyer: Ints
    rank: Ints


def link(dice: Dice, firms: Firms, sales_month: Floats, pool: Ints, favourites: float) -> Links:
    """Every invoicing buyer with up to seven suppliers of a fitting trade and size.

    A supplier's favourite customers have the low ranks; the rank a buyer gets is the one whose expected
    share of the supplier's sales is about what the buyer would spend there, so a stall does not receive
    a wholesaler's largest invoices.
    """
    rng = dice.stream("links")
    sides = np.array([trade.side for trade in trades()])[firms.trade]
    selling = np.flatnonzero(firms.has_invoices)
    pairs = [
        _pairs(
            rng,
            firms,
            np.flatnonzero(firms.has_invoices & (sides == side)),
            selling[np.isin(sides[selling], from_sides)],
        )
        for side, from_sides in _BUYS_FROM.items()
    ]
    supplier, buyer = (np.concatenate(part) for part in zip(*pairs, strict=True))
    spends = (
        firms.of_trade("cost")[buyer]
        * sales_month[buyer]
        / _MOST_SUPPLIERS
        * rng.uniform(0.3, 1.5, len(buyer))
    )
    rank = _rank(sales_month[supplier], spends, pool[supplier], favourites)
    fits = (
        _expected(sales_month[supplier], rank, pool[supplier], favourites)
        < _LARGEST_PART * firms.of_trade("cost")[buyer] * sales_month[buyer]
    )
    keep = fits & (supplier != buyer)
    return _without_doubles(Links(supplier[keep], buyer[keep], rank[keep]))


def _pairs(rng: np.random.Generator, firms: Firms, buyers: Ints, sellers: Ints) -> tuple[Ints, Ints]:
    if not len(buyers) or not len(sellers):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    wanted = rng.integers(0, _MOST_SUPPLIERS + 1, len(buyers))
    return rng.choice(sellers, int(wanted.sum())), np.repeat(buyers, wanted)


def _rank(sales: Floats, spends: Floats, pool: Ints, favourites: float) -> Ints:
    density = np.maximum(spends / sales, 1e-12) * favourites * pool ** (1 / favourites)
    rank = density ** (1 / (1 / favourites - 1))
    return np.clip(rank, 0, pool - 1).astype(np.int64)


def _expected(sales: Floats, rank: Ints, pool: Ints, favourites: float) -> Floats:
    edges = ((rank + 1) / pool) ** (1 / favourites) - (rank / pool) ** (1 / favourites)
    return np.asarray(sales * edges)


def _without_doubles(links: Links) -> Links:
    _, first = np.unique(links.supplier * 10_000_000 + links.rank, return_index=True)
    return Links(links.supplier[first], links.buyer[first], links.rank[first])
