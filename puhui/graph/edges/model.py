"""Edges over nodes 0 … n−1, column by column."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

ALWAYS: Final = -(2**31)
"""`since` of an edge whose beginning nobody knows: true on every day before its end."""
STILL: Final = 2**31 - 1
"""`until` of an edge that has not ended."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Relations between `nodes` nodes; row i of every edge column tells of edge i.

    `since` and `until` are days since 1970-01-01, `until` exclusive. `weight` is what the kind counts: a
    share from 0 to 1, fen, or a number; NaN where nobody said. `kind` points into `kinds`, `types` (one a
    node) into `type_names`.

    >>> edges = Edges.of_rows(3, [(0, 1, "ownership", 0.6), (1, 2, "trade", 500_00)])
    >>> edges.kinds, len(edges), edges.of("trade").origin.tolist()
    (('ownership', 'trade'), 2, [1])
    """

    nodes: int
    origin: NDArray[np.int32]
    target: NDArray[np.int32]
    kind: NDArray[np.uint8]
    kinds: tuple[str, ...]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    weight: NDArray[np.float64]
    types: NDArray[np.uint8]
    type_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.origin)

    @classmethod
    def of_rows(
        cls,
        nodes: int,
        rows: "list[tuple[int, int, str, float]] | list[tuple[int, int, str, float, int, int]]",
        types: "list[str] | None" = None,
    ) -> "Edges":
        """From (origin, target, kind, weight) or with since and until behind; for small graphs and tests."""
        whole = [row if len(row) == 6 else (*row, ALWAYS, STILL) for row in rows]
        kinds = tuple(sorted({row[2] for row in whole}))
        names = tuple(sorted(set(types or ["node"])))
        return cls(
            nodes,
            np.array([row[0] for row in whole], np.int32),
            np.array([row[1] for row in whole], np.int32),
            np.array([kinds.index(row[2]) for row in whole], np.uint8),
            kinds,
            np.array([row[4] for row in whole], np.int32),
            np.array([row[5] for row in whole], np.int32),
            np.array([row[3] for row in whole], np.float64),
            np.array([names.index(it) for it in types] if types else [0] * nodes, np.uint8),
            names,
        )

    def at(self, day: int) -> "Edges":
        """Those that are true on `day`."""
        return self.where((self.since <= day) & (day < self.until))

    def of(self, *kinds: str) -> "Edges":
        """Those of some kinds; a kind that does not occur gives none."""
        wanted = [self.kinds.index(it) for it in kinds if it in self.kinds]
        return self.where(np.isin(self.kind, wanted))

    def where(self, kept: NDArray[np.bool_]) -> "Edges":
        """Those for which `kept` is true."""
        return replace(
            self,
            origin=self.origin[kept],
            target=self.target[kept],
            kind=self.kind[kept],
            since=self.since[kept],
            until=self.until[kept],
            weight=self.weight[kept],
        )
