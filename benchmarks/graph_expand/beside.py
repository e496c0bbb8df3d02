"""Ours and the C loop by turns, so that a busy minute of the machine falls on both."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.graph_expand.limit import Limit, has_compiler
from benchmarks.graph_expand.plan import PASSES, PLAN
from benchmarks.graph_expand.sharing import CAP
from benchmarks.graph_expand.timing import Timed, timed
from puhui.graph.engine import Engine, Snapshot, Walker

_ROUNDS: Final = 7


def beside_the_limit(
    snapshot: Snapshot, applications: list[list[int]]
) -> tuple[dict[int, Timed], dict[int, Timed], dict[int, list[float]]]:
    """By hops: ours, the limit, and of each round the p99 of ours over the limit's.

    A round is three passes of each, pass by pass in turn; the best of the three counts for each application.
    Told of both is the round whose ratio lies in the middle. Without a compiler there is no limit.
    """
    walker = Walker(Engine(snapshot).look())
    walker.walk([0], 1)
    limit = Limit(snapshot) if has_compiler() else None
    ours, limits, over = {}, {}, {}
    for hops, many in PLAN.items():
        rounds = [_round(walker, limit, applications[:many], hops) for _ in range(_ROUNDS)]
        rounds.sort(key=lambda it: it[2])
        ours[hops], found, _ = rounds[_ROUNDS // 2]
        if found is not None:
            limits[hops], over[hops] = found, [it[2] for it in rounds]
    return ours, limits, over


def _round(
    walker: Walker, limit: Limit | None, applications: list[list[int]], hops: int
) -> tuple[Timed, Timed | None, float]:
    starts = np.array(applications, np.int32)
    ask: Callable[[list[int], int], NDArray[np.int32]] = lambda begun, far: walker.walk(begun, far, CAP).ids  # noqa: E731
    mine, theirs = timed(ask, applications, hops, 0), np.full(len(applications), np.inf)
    best = mine.seconds
    for _ in range(PASSES):
        mine = timed(ask, applications, hops, 1)
        best = np.minimum(best, mine.seconds)
        if limit is not None:
            seconds, sizes = limit.measure(starts, hops, CAP, 1)
            theirs = np.minimum(theirs, seconds)
            if not (sizes == mine.sizes).all():
                raise RuntimeError("the C loop reached other nodes")
    whole = Timed(best, mine.sizes, mine.marks)
    if limit is None:
        return whole, None, 0.0
    found = Timed(theirs, mine.sizes, mine.marks)
    return whole, found, whole.figures()["p99_ms"] / found.figures()["p99_ms"]
