"""What the trees add up to for many rows, fast."""

from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.identify.owner.forest.model import Floats, Forest, Ints, Sums

_ROWS_AT_ONCE: Final = 256
_Nodes = tuple[Ints, Ints, Floats, NDArray[np.bool_]]


def summed(forest: Forest, rows: Floats) -> Sums:
    """One row a row and one column a class; NaN is *not known*. `rows` is C-ordered float32."""
    out = np.zeros((len(rows), forest.classes))
    nodes = (forest.roots, forest.feature, forest.threshold, forest.unknown_left)
    _sum(rows, nodes, (forest.left, forest.right), forest.value, out)
    return out


@numba.njit(cache=True, nogil=True)
def _sum(rows: Floats, nodes: _Nodes, children: tuple[Ints, Ints], value: Sums, out: Sums) -> None:
    """A block of rows goes down a tree in step, so that none waits for another's memory."""
    (roots, feature, threshold, unknown_left), (left, right) = nodes, children
    classes = out.shape[1]
    places = np.empty(_ROWS_AT_ONCE, np.int32)
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        count = min(_ROWS_AT_ONCE, len(rows) - first)
        for tree in range(len(roots)):
            places[:count] = roots[tree]
            going = roots[tree] >= 0
            while going:
                going = False
                for row in range(count):
                    node = places[row]
                    if node >= 0:
                        found = rows[first + row, feature[node]]
                        goes_left = (found <= threshold[node]) | (np.isnan(found) & unknown_left[node])
                        child = left[node] if goes_left else right[node]
                        places[row] = child
                        going |= child >= 0
            for row in range(count):
                out[first + row, tree % classes] += value[~places[row]]
