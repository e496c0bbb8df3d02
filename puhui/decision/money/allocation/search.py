"""Which rate for which band: best first, until what is left provably cannot be better.

There are a few thousand ways to give each band one rate of its menu. Prices of the limits bound all of them
at once; the way with the highest bound is solved next, which gives new prices and lowers the others. What
remains below the best allocation found needs no look.
"""

from dataclasses import dataclass
from functools import reduce
from time import monotonic
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.decision.money.allocation.model import Floats
from puhui.decision.money.allocation.problem import Asked, Rates
from puhui.decision.money.allocation.relaxed import Impossible, Relaxed, bounds_fen, relaxed
from puhui.decision.money.allocation.whole import Found, whole

_ROUNDING: Final = 1e-9


@dataclass(slots=True)
class Searched:
    """The best found, by which rates and prices, and what nothing can pass."""

    rates: Rates
    by: Relaxed
    found: Found
    bound_fen: float
    ways: int
    relaxed_ways: int
    seconds: float


def search(it: Asked) -> Searched | None:
    """The best allocation over all ways to price the bands; None where the limits can be kept by none."""
    started = monotonic()
    shape = tuple(len(menu.annual_rate) for menu in it.menus)
    bounds = np.full(shape, np.inf)
    best: Searched | None = None
    solved: dict[Rates, Relaxed] = {}
    proven = -np.inf
    while True:
        rates = tuple(int(place) for place in np.unravel_index(int(np.argmax(bounds)), shape))
        highest = float(bounds[rates])
        done = highest == -np.inf or (best is not None and highest <= _near(best.found.objective_fen, it))
        spent = monotonic() - started
        if done or (best is not None and spent > it.wishes.seconds):
            break
        if rates not in solved:
            tried = relaxed(it, rates)
            if isinstance(tried, Impossible):
                bounds[_impossible(it, tried.prices, shape)] = -np.inf
                bounds[rates] = -np.inf
                continue
            solved[rates] = tried
            np.minimum(bounds, _bounds(it, tried.prices, shape), out=bounds)
            if best is not None:
                continue
        by = solved[rates]
        found = whole(it, rates, by, it.wishes.seconds - spent)
        if found is not None and (best is None or found.objective_fen > best.found.objective_fen):
            best = Searched(rates, by, found, 0.0, bounds.size, 0, 0.0)
        exact = np.inf if found is None or found.bound_fen is None else found.bound_fen
        proven = max(proven, min(float(bounds[rates]), exact))
        bounds[rates] = -np.inf
    if best is None:
        return None
    best.bound_fen = max(proven, float(bounds.max()), best.found.objective_fen)
    best.relaxed_ways, best.seconds = len(solved), monotonic() - started
    return best


def _near(objective_fen: float, it: Asked) -> float:
    """What is not worth another look: the gap that was asked for."""
    return objective_fen + abs(objective_fen) * it.wishes.gap_wanted


def _impossible(it: Asked, prices: Floats, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which ways these prices rule out, with some room for rounding."""
    proof = _bounds(it, prices, shape, of_value=False)
    return proof < -_ROUNDING * (1 + float(np.abs(prices * it.most).sum()))


def _bounds(it: Asked, prices: Floats, shape: tuple[int, ...], *, of_value: bool = True) -> Floats:
    """The bound of every way at these prices: the limits' worth and one figure a band, added up."""
    worth, left = bounds_fen(it, prices, of_value=of_value)
    total: Floats = reduce(np.add.outer, left).reshape(shape) + worth
    return total
