"""The problem with lots that may be broken, at given rates: a linear programme for HiGHS, and its prices.

The *prices* of the limits (dual values) do two things: they say what more room would earn, and they prove a
bound. Pay every firm's use of every limit at these prices, and take each firm whole that is still worth it:
no allocation can earn more than that plus the limits' worth. The bound is reckoned from the prices by itself
(`bounds_fen`), so that it holds whatever tolerance a solver stopped at.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack

from puhui.decision.money.allocation.model import Counts, Floats
from puhui.decision.money.allocation.problem import Asked, Rates


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Lots by firm, and the price of each limit in fen a lot of room."""

    lots: Floats
    prices: Floats


@dataclass(frozen=True, slots=True)
class Impossible:
    """Prices at which no use is worth what the limits ask: proof that they cannot be kept at these rates, and
    at all others for which the same prices prove it."""

    prices: Floats


def relaxed(it: Asked, rates: Rates) -> Relaxed | Impossible:
    """The best broken allocation at these rates, or why the limits cannot be kept."""
    if not len(it.firms):
        broken = (it.most < 0).astype(float)
        return Impossible(broken) if broken.any() else Relaxed(np.zeros(0), np.zeros(len(it.most)))
    matrix = it.matrix.multiply(it.used(rates)[None, :]).tocsr()
    bounds = np.column_stack([np.zeros(len(it.firms)), it.firms.most_lots])
    found = linprog(-it.values_fen(rates), matrix, it.most, bounds=bounds, method="highs")
    if found.success:
        return Relaxed(found.x, np.maximum(-found.ineqlin.marginals, 0.0))
    return Impossible(_proof(it, matrix, bounds))


def bounds_fen(it: Asked, prices: Floats, *, of_value: bool = True) -> tuple[float, list[Floats]]:
    """What these prices prove: the limits' worth, and for each band and each rate on its menu what its firms
    leave after paying. Worth + one figure a band bounds every allocation at those rates; without any value,
    below zero, it says that there is none."""
    charge = it.matrix.T @ prices
    left = [_left_fen(it, place, charge, float(of_value)) for place in range(len(it.menus))]
    return float(prices @ it.most), left


def _proof(it: Asked, matrix: csr_array, bounds: Floats) -> Floats:
    """The prices of the least that would have to be given up to keep the limits."""
    n, k = len(it.firms), len(it.most)
    given_up = np.concatenate([np.zeros(n), np.ones(k)])
    free = np.column_stack([np.zeros(k), np.full(k, np.inf)])
    found = linprog(
        given_up,
        hstack([matrix, -eye_array(k)]).tocsr(),
        it.most,
        bounds=np.vstack([bounds, free]),
        method="highs",
    )
    return np.maximum(-found.ineqlin.marginals, 0.0) if found.success else np.zeros(k)


def _left_fen(it: Asked, place: int, charge: Floats, weight: float) -> Floats:
    """What the firms of one band leave after paying, at each rate of its menu."""
    menu, mine = it.menus[place], it.firms.band.of == place
    pd, burden, most = it.firms.probability[mine], it.burden[mine], it.firms.most_lots[mine]
    is_drawn = it.wishes.counts is Counts.DRAWN
    return np.array(
        [
            np.maximum(
                weight * it.wishes.lot_fen * drawn * (rate * (1 - pd) - burden)
                - (drawn if is_drawn else 1.0) * charge[mine],
                0.0,
            )
            @ most
            for rate, drawn in zip(menu.annual_rate, menu.drawn_share, strict=True)
        ]
    )
