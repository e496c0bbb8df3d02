"""How many layers of holding stand above a node, and how many below."""

import numba
import numpy as np
from numpy.typing import NDArray


def layers(
    nodes: int, holder: NDArray[np.int32], held: NDArray[np.int32], most: int = 8
) -> NDArray[np.int16]:
    """The longest chain of holders above each node, `most` at most: a circle of holdings counts as that many.

    >>> layers(3, np.array([0, 1], np.int32), np.array([1, 2], np.int32)).tolist()
    [0, 1, 2]
    """
    above = np.zeros(nodes, np.int16)
    for _ in range(most):
        if not _rise(above, above.copy(), holder, held, most):
            break
    return above


@numba.njit(cache=True, nogil=True)
def _rise(
    above: NDArray[np.int16],
    before: NDArray[np.int16],
    holder: NDArray[np.int32],
    held: NDArray[np.int32],
    most: int,
) -> bool:
    risen = False
    for edge in range(len(holder)):
        layer = min(before[holder[edge]] + 1, most)
        if layer > above[held[edge]]:
            above[held[edge]] = layer
            risen = True
    return risen
