"""Companies seen in several ways: places among all, missing figures, figures to assets, ties, neighbours.

Figures come scaled to 0–1 over all companies, a missing one as the mean: the most common value of a column,
where it is common. No view looks at a label or a number of a company.
"""

from typing import Final

import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata

from benchmarks.fdcompcn.reading import Floats, Market

_BOOKS: Final = 51
"""Columns from here on are yes or no."""
_ASSETS: Final = 24
"""Stands twice in the set (f24 = f47, as total assets and total liabilities with equity do)."""
_COMMON: Final = 0.0075
_TINY: Final = 1e-7


def views(market: Market) -> dict[str, Floats]:
    """A matrix a view, a row a company."""
    figures = market.figures
    missing = np.stack([_filled(it) for it in figures[:, :_BOOKS].T], 1)
    books = np.where(missing, np.nan, figures[:, :_BOOKS])
    yes = figures[:, _BOOKS:]
    places = np.stack([_places(it) for it in books.T], 1)
    assets = np.clip(np.log((books + _TINY) / (figures[:, _ASSETS : _ASSETS + 1] + _TINY)), -12, 12)
    return {
        "figures": figures,
        "places": np.column_stack([places, yes, missing.sum(1)]),
        "to assets": assets,
        "ties": _ties(market),
        "neighbours": _neighbours(market, places),
        "bell": np.column_stack([_bell(places), missing, yes, _even(assets)]),
    }


def _filled(column: Floats) -> np.ndarray:
    values, times = np.unique(column, return_counts=True)
    return np.asarray((column == values[times.argmax()]) & (times.max() > _COMMON * len(column)))


def _places(column: Floats) -> Floats:
    """From 0 to 1 among those that have it."""
    known = ~np.isnan(column)
    found = np.full(len(column), np.nan)
    found[known] = rankdata(column[known]) / max(known.sum(), 1)
    return found


def _bell(places: Floats) -> Floats:
    return np.asarray(ndtri(np.clip(np.nan_to_num(places, nan=0.5), 1e-3, 1 - 1e-3)))


def _even(values: Floats) -> Floats:
    """Mean 0 and spread 1; missing is 0 before, as if the figure were the assets."""
    whole = np.nan_to_num(values)
    spread = whole.std(axis=0)
    return np.asarray((whole - whole.mean(axis=0)) / np.where(spread > 0, spread, 1.0))


def _ties(market: Market) -> Floats:
    """How many one invests in, is held by, supplies, …"""
    both = [np.asarray(it.sum(axis)).ravel() for it in market.ties.values() for axis in (0, 1)]
    return np.stack(both, 1)


def _neighbours(market: Market, places: Floats) -> Floats:
    """Mean places of neighbours of any kind, and how far the company is from them."""
    some = sum(market.ties.values())
    some = ((some + some.T) > 0).astype(np.float64)
    known = ~np.isnan(places)
    near = some @ known
    mean = np.where(near > 0, some @ np.nan_to_num(places) / np.maximum(near, 1), np.nan)
    return np.column_stack([mean, places - mean])
