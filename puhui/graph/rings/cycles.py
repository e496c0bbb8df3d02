"""Every simple circle of bounded length in a directed graph, within a bounded number of steps."""

from collections.abc import Sequence
from typing import Any, Final

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.rings.circles_kept import none_kept, one_more

_FOUND_MOST: Final = 2_000


def circles(  # noqa: PLR0917 - plain arrays, as scipy takes them
    nodes: int,
    origin: NDArray[np.int32],
    target: NDArray[np.int32],
    length_most: int,
    steps_most: int,
    starts: Sequence[int] | None = None,
) -> tuple[list[tuple[int, ...]], bool]:
    """Circles of 2 to `length_most` edges as positions in `origin`, and whether all were seen.

    No more than `_FOUND_MOST` are told.

    Each is told once, from its least node on; with `starts`, those through one of them, from there on.
    Depth and steps are bounded, so that no blocking (Johnson) is needed.

    >>> circles(3, np.array([0, 1, 1], np.int32), np.array([1, 0, 2], np.int32), 6, 100)
    ([(0, 1)], True)
    """
    order = np.argsort(origin, kind="stable")
    offsets = np.zeros(nodes + 1, np.int64)
    np.cumsum(np.bincount(origin, minlength=nodes), out=offsets[1:])
    asked = np.unique(origin if starts is None else np.asarray(starts, np.int32))
    limits = (length_most, steps_most, starts is None, _FOUND_MOST)
    (rows, lengths, count), complete = _search((offsets, target[order]), asked, limits)
    found = zip(rows[:count], lengths[:count], strict=True)
    return [tuple(order[row[:length]].tolist()) for row, length in found], bool(complete)


@numba.njit(cache=True, nogil=True)
def _search(graph: Any, starts: Any, limits: Any) -> Any:  # noqa: ANN401 - compiled
    offsets, heads = graph
    length_most, steps_most, anywhere, found_most = limits
    kept = none_kept(length_most)
    path = np.empty(length_most, np.int64)
    node = np.empty(length_most, np.int64)
    cursor = np.empty(length_most, np.int64)
    passed = np.zeros(len(offsets) - 1, np.bool_)
    steps = 0
    for start in starts:
        depth = 0
        node[0] = start
        cursor[0] = offsets[start]
        while depth >= 0:
            at = cursor[depth]
            if at == offsets[node[depth] + 1]:
                passed[node[depth]] = False
                depth -= 1
                continue
            cursor[depth] += 1
            steps += 1
            if steps > steps_most or kept[2] >= found_most:
                return kept, False
            there = heads[at]
            path[depth] = at
            if there == start:
                if depth > 0:
                    kept = one_more(kept, path, depth + 1)
                continue
            if passed[there] or depth + 1 == length_most or (anywhere and there < start):
                continue
            passed[there] = True
            depth += 1
            node[depth] = there
            cursor[depth] = offsets[there]
        passed[start] = not anywhere
    return kept, True
