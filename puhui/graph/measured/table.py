"""Features of many nodes: rows in, rows out, block by block, so that memory stays bounded."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import ALWAYS, Edges
from puhui.graph.measured.around import Around, around
from puhui.graph.measured.catalogue import Measured, near_features, whole_features
from puhui.graph.measured.limits import Limits, limits
from puhui.graph.measured.near import measure
from puhui.graph.measured.overall import overall, whole_day
from puhui.graph.measured.row import Bounds, Scratch, bounds_of, scratch, width
from puhui.graph.measured.told import Told

_ROWS: Final = 100_000
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Everyone's features. `whole_days` tells on which days whole-graph measures were taken."""

    edges: Edges
    around: Around
    limits: Limits
    features: tuple[Measured, ...]
    nodes: NDArray[np.int64]
    days: NDArray[np.int64]
    of_days: NDArray[np.int64]
    told: Told

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.nodes)

    def blocks(self, threads: int = 1) -> Iterator[NDArray[np.float64]]:
        """The rows in order, some at a time; a row a node, a column a feature."""
        most = int(np.diff(self.around.offsets).max(initial=0))
        bounds = bounds_of(self.limits, most, len(self.edges.kinds), len(self.edges.type_names))
        rooms = [scratch(self.edges.nodes, bounds) for _ in range(threads)]
        overall = self._overall()
        with ThreadPoolExecutor(threads) as pool:
            for begin in range(0, self.rows, _ROWS):
                here = slice(begin, min(begin + _ROWS, self.rows))
                near = np.empty((here.stop - begin, width(bounds)))
                parts = np.array_split(np.arange(here.stop - begin), threads)
                jobs = [
                    pool.submit(self._some, part, here, near, bounds, room)
                    for part, room in zip(parts, rooms, strict=True)
                    if len(part)
                ]
                for job in jobs:
                    job.result()
                told = self.told.measured(self.around, self.nodes[here], self.days[here], bounds)
                yield np.hstack([near, overall(here), told])

    def _some(
        self, part: NDArray[np.int64], here: slice, near: NDArray[np.float64], bounds: Bounds, room: Scratch
    ) -> None:
        rows = slice(int(part[0]), int(part[-1]) + 1)
        measure(self.around, self.nodes[here][rows], self.days[here][rows], bounds, room, near[rows])

    def _overall(self) -> Callable[[slice], NDArray[np.float64]]:
        """Whole-graph measures of the rows of a slice, taken once a day."""
        columns = len(whole_features(self.edges.kinds))
        found = np.full((self.rows, columns), np.nan, np.float64)
        for day in np.unique(self.of_days).tolist():
            rows = np.flatnonzero(self.of_days == day)
            found[rows] = overall(self.edges, day, self.limits)[self.nodes[rows]]
        return lambda here: found[here]


def batch(
    edges: Edges,
    nodes: NDArray[np.int64],
    days: NDArray[np.int64] | None = None,
    bounds: Limits | None = None,
    told: Told | None = None,
) -> Batch:
    """The features of `nodes`, each on the eve of its day; without days, after the last edge began."""
    it, told = bounds or limits(), told or Told()
    if days is None:
        days = np.full(len(nodes), day_after(edges), np.int64)
    return Batch(
        edges,
        around(edges),
        it,
        (*near_features(edges.kinds, edges.type_names), *whole_features(edges.kinds), *told.features),
        nodes.astype(np.int64),
        days.astype(np.int64),
        whole_day(days.astype(np.int64), len(edges), it),
        told,
    )


def day_after(edges: Edges) -> int:
    """The day after the last edge began; 1970-01-01 where nobody knows when any began."""
    dated = edges.since[edges.since != ALWAYS]
    return int(dated.max()) + 1 if len(dated) else 0
