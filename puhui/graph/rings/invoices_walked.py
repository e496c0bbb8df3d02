"""The compiled walk from one sale to those that may be the same money, or the same paper, going on.

Arguments are tuples: `firms` (sales of each firm in order of day, where each firm's begin), `sales` (origin,
 target, day, amount; in order of day), `step` (days on, days back, least and most part of the amount),
`limits` (shortest, longest, days of a round, steps, circles).
"""

from typing import Any

import numba
import numpy as np

from puhui.graph.rings.circles_kept import none_kept, one_more


@numba.njit(cache=True, nogil=True)
def fitting(firms: Any, sales: Any, step: Any, shortest: int) -> Any:  # noqa: ANN401 - compiled
    """Which sales lie on a chain of `shortest` fitting sales or more."""
    order, offsets = firms
    _, target, day, _ = sales
    ahead = np.ones(len(target), np.int64)
    behind = np.ones(len(target), np.int64)
    for _ in range(shortest - 1):
        before, after = behind.copy(), ahead.copy()
        for at in order:
            for place in range(_first_after(firms, sales, step, at), offsets[target[at] + 1]):
                then = order[place]
                if day[then] > day[at] + step[0]:
                    break
                if _fits(sales, step, at, then):
                    ahead[at] = max(ahead[at], after[then] + 1)
                    behind[then] = max(behind[then], before[at] + 1)
    return ahead + behind - 1 >= shortest


@numba.njit(cache=True, nogil=True)
def walked(firms: Any, sales: Any, step: Any, limits: Any) -> Any:  # noqa: ANN401 - compiled
    """Circles as rows of sales, each told from its earliest sale on, and whether all were seen."""
    order, offsets = firms
    origin, target, day, _ = sales
    shortest, longest, round_days, steps_most, found_most = limits
    kept = none_kept(longest)
    path = np.empty(longest, np.int64)
    cursor = np.empty(longest, np.int64)
    steps = 0
    for first in np.sort(order):
        depth = 0
        path[0] = first
        cursor[0] = _first_after(firms, sales, step, first)
        while depth >= 0:
            here = path[depth]
            place = cursor[depth]
            if place >= offsets[target[here] + 1]:
                depth -= 1
                continue
            then = order[place]
            cursor[depth] += 1
            steps += 1
            if steps > steps_most or kept[2] >= found_most:
                return kept, False
            if day[then] > min(day[here] + step[0], day[first] + round_days):
                depth -= 1
                continue
            if then < first or not _fits(sales, step, here, then):
                continue
            path[depth + 1] = then
            if target[then] == origin[first]:
                if depth + 2 >= shortest:
                    kept = one_more(kept, path, depth + 2)
            elif depth + 2 < longest and not _passed(origin, path, depth, target[then]):
                depth += 1
                cursor[depth] = _first_after(firms, sales, step, then)
    return kept, True


@numba.njit(cache=True, nogil=True)
def _fits(sales: Any, step: Any, here: int, then: int) -> bool:  # noqa: ANN401 - compiled
    weight = sales[3]
    return bool(step[2] * weight[here] <= weight[then] <= step[3] * weight[here])


@numba.njit(cache=True, nogil=True)
def _passed(origin: Any, path: Any, depth: int, firm: int) -> bool:  # noqa: ANN401 - compiled
    for at in range(depth + 2):  # noqa: SIM110 - compiled faster
        if origin[path[at]] == firm:
            return True
    return False


@numba.njit(cache=True, nogil=True)
def _first_after(firms: Any, sales: Any, step: Any, at: int) -> int:  # noqa: ANN401 - compiled
    """The place in `order` of the first sale of the buyer that may follow sale `at`."""
    order, offsets = firms
    _, target, day, _ = sales
    begin, end = offsets[target[at]], offsets[target[at] + 1]
    least = day[at] - step[1]
    while begin < end:
        middle = (begin + end) // 2
        if day[order[middle]] < least:
            begin = middle + 1
        else:
            end = middle
    return int(begin)
