"""From broken lots to whole ones: the few firms that are nearly indifferent, solved exactly.

At the limits' prices most firms are clearly in or clearly out. Those keep what the linear programme gave
them; the rest, the *core*, become integers with their least amount in a mixed-integer programme. Where the
core is everybody, its own bound is proven too.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from puhui.decision.money.allocation.model import Floats, Whole
from puhui.decision.money.allocation.problem import Asked, Rates
from puhui.decision.money.allocation.relaxed import Relaxed

CORE = 600


@dataclass(frozen=True, slots=True)
class Found:
    """Whole lots by firm; `bound_fen` where everybody was in the core."""

    lots: Whole
    objective_fen: float
    bound_fen: float | None


def whole(it: Asked, rates: Rates, by: Relaxed, seconds: float, core: int = CORE) -> Found | None:
    """The best whole allocation at these rates that keeps the clear cases; a larger core where that cannot
    be, None where nothing can."""
    values, used = it.values_fen(rates), it.used(rates)
    reduced = values - used * (it.matrix.T @ by.prices)
    size = min(core, len(values))
    is_core = np.zeros(len(values), bool)
    is_core[np.argsort(np.abs(reduced), kind="stable")[:size]] = True
    is_core |= np.abs(by.lots - np.rint(by.lots)) > 1e-6
    is_core |= (by.lots > 1e-6) & (by.lots < it.firms.least_lots - 1e-6)
    lots = np.where(is_core, 0, np.rint(by.lots)).astype(np.int64)
    mine = np.flatnonzero(is_core)
    matrix = it.matrix.multiply(used[None, :]).tocsr()
    rest = _Core(values[mine], it.firms.least_lots[mine], it.firms.most_lots[mine], matrix[:, mine])
    solved = _solved(rest, it.most - matrix @ lots, seconds)
    if solved is None:
        return None if size == len(values) else whole(it, rates, by, seconds, core * 8)
    lots[mine], bound = solved
    return Found(lots, float(values @ lots), bound if len(mine) == len(values) else None)


@dataclass(frozen=True, slots=True)
class _Core:
    values: Floats
    least: Whole
    highest: Whole
    matrix: csr_array


def _solved(core: _Core, most: Floats, seconds: float) -> tuple[Whole, float] | None:
    """Lots and `is in` of the core: least · in ≤ lots ≤ most · in. A least of one lot needs no `in`."""
    values, least, highest, matrix = core.values, core.least, core.highest, core.matrix
    if not len(values):
        return (np.zeros(0, np.int64), 0.0) if (most >= -1e-6).all() else None
    picky = np.flatnonzero(least > 1)
    n, k = len(values), len(picky)
    chosen = csr_array((np.ones(k), (np.arange(k), picky)), shape=(k, n))
    in_or_out = [
        hstack([-chosen, csr_array((least[picky].astype(float), (range(k), range(k))), shape=(k, k))]),
        hstack([chosen, csr_array((-highest[picky].astype(float), (range(k), range(k))), shape=(k, k))]),
    ]
    rows = vstack([hstack([matrix, csr_array((matrix.shape[0], k))]), *in_or_out]) if k else matrix
    found = milp(
        -np.concatenate([values, np.zeros(k)]),
        integrality=np.ones(n + k),
        bounds=Bounds(0, np.concatenate([highest, np.ones(k)])),
        constraints=LinearConstraint(rows, -np.inf, np.concatenate([most + 1e-9, np.zeros(2 * k)])),
        options={"time_limit": max(seconds, 0.5), "mip_rel_gap": 1e-7},
    )
    if found.x is None:
        return None
    return np.rint(found.x[:n]).astype(np.int64), -float(found.mip_dual_bound)
