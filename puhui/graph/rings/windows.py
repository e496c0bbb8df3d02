"""The densest stretch of days."""

from collections import Counter
from collections.abc import Iterable


def densest(dated: Iterable[tuple[int, int]], span_days: int) -> tuple[int, ...]:
    """Those who stand within the stretch of `span_days` in which most different ones do; the earliest such.

    >>> densest([(1, 7), (3, 8), (4, 7), (90, 9)], 30)
    (7, 8)
    """
    rows = sorted(dated)
    inside: Counter[int] = Counter()
    best: tuple[int, ...] = ()
    first = 0
    for day, who in rows:
        inside[who] += 1
        while day - rows[first][0] > span_days:
            gone = rows[first][1]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
        if len(inside) > len(best):
            best = tuple(sorted(inside))
    return best
