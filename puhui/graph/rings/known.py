"""What was known on a day, and which person and firm are one party."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from puhui.graph.edges import Edges
from puhui.graph.rings.model import Applications

_ONE_PARTY: Final = ("operates", "legal_representation")
_FIRMS_OF_ONE_MOST: Final = 8
"""Who stands for more firms than this stands for others; nothing is put together over such a person."""


@dataclass(frozen=True, slots=True)
class Known:
    """Relations that had begun on `day`, the day, the applications until then.

    `edges` keeps every row of what was given, `begun` says which count; so positions stay the caller's.
    `party` is one number for an owner and the firms that owner runs.
    """

    edges: Edges
    day: int
    begun: NDArray[np.bool_]
    party: NDArray[np.int32]
    applications: Applications

    @classmethod
    def on(cls, edges: Edges, day: int, applications: Applications | None) -> "Known":
        """Everything after `day` is left out, in relations and applications."""
        begun = edges.since <= day
        given = applications if applications is not None else _everybody(edges, day)
        return cls(edges, day, begun, _parties(edges, begun & (edges.until > day)), given.until(day))

    def standing(self, *kinds: str) -> NDArray[np.int64]:
        """Positions of the edges of some kinds that are true on the day."""
        return np.flatnonzero(self._of(kinds) & self.begun & (self.edges.until > self.day))

    def ever(self, *kinds: str) -> NDArray[np.int64]:
        """Positions of the edges of some kinds that had begun, ended or not."""
        return np.flatnonzero(self._of(kinds) & self.begun)

    def _of(self, kinds: tuple[str, ...]) -> NDArray[np.bool_]:
        return np.isin(
            self.edges.kind, [self.edges.kinds.index(it) for it in kinds if it in self.edges.kinds]
        )


def _parties(edges: Edges, true: NDArray[np.bool_]) -> NDArray[np.int32]:
    kinds = [edges.kinds.index(it) for it in _ONE_PARTY if it in edges.kinds]
    at = np.flatnonzero(true & np.isin(edges.kind, kinds))
    origin, target = edges.origin[at], edges.target[at]
    few = np.bincount(origin, minlength=edges.nodes)[origin] <= _FIRMS_OF_ONE_MOST
    origin, target = origin[few], target[few]
    link = coo_array((np.ones(len(origin), np.int8), (origin, target)), (edges.nodes, edges.nodes))
    party: NDArray[np.int32] = connected_components(link, directed=False)[1]
    return party


def _everybody(edges: Edges, day: int) -> Applications:
    """Each who runs a firm, on `day`."""
    kinds = [edges.kinds.index(it) for it in _ONE_PARTY if it in edges.kinds]
    at = np.flatnonzero(np.isin(edges.kind, kinds) & (edges.since <= day) & (edges.until > day))
    return Applications(edges.origin[at], edges.target[at], np.full(len(at), day, np.int32))
