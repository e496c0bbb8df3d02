"""Limits that cannot be kept together, found by leaving them out one at a time.

What is left is irreducible: each of them is needed for the clash, so giving way on any one resolves it.
"""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from puhui.decision.money.allocation.model import Clash
from puhui.decision.money.allocation.problem import Asked


def clash(it: Asked) -> Clash:
    """The limits that clash, and how much could be given out at most without a wish to use a least share."""
    matrix = _least_drawn(it)
    kept = list(range(len(it.rows)))
    for place in range(len(it.rows)):
        without = [row for row in kept if row != place]
        if not _can_be(it, matrix, without):
            kept = without
    others = [place for place, row in enumerate(it.rows) if row.code != "use"]
    return Clash(tuple(it.rows[place] for place in kept), _highest_use(it, matrix, others))


def _least_drawn(it: Asked) -> csr_array:
    """Use at the rates that lose the fewest customers: what is possible at any is possible there."""
    cheapest = tuple(int(np.argmax(menu.drawn_share)) for menu in it.menus)
    return it.matrix.multiply(it.used(cheapest)[None, :]).tocsr()


def _can_be(it: Asked, matrix: csr_array, rows: list[int]) -> bool:
    if not rows or not len(it.firms):
        return not rows or bool((it.most[rows] >= 0).all())
    nothing = np.zeros(len(it.firms))
    found = linprog(nothing, matrix[rows], it.most[rows], bounds=_bounds(it), method="highs")
    return bool(found.success)


def _highest_use(it: Asked, matrix: csr_array, rows: list[int]) -> float:
    if not len(it.firms):
        return 0.0
    use = matrix[[0]].toarray()[0]
    found = linprog(-use, matrix[rows], it.most[rows], bounds=_bounds(it), method="highs")
    return float(-found.fun) if found.success else 0.0


def _bounds(it: Asked) -> np.ndarray:
    return np.column_stack([np.zeros(len(it.firms)), it.firms.most_lots])
