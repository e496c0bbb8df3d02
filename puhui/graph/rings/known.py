"""What was known on a day, and which person and firm are one party."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from puhui.graph.edges import Edges
from puhui.graph.rings.model import Applications

_ONE_PARTY: Final = ("operates", "legal_representation", "ownership")
_ROLES: Final = ("legal_representation", "ownership", "control", "post")
_MAJORITY: Final = 0.5
_FIRMS_OF_ONE_MOST: Final = 8
"""Who stands for more firms than this stands for others; nothing is put together over such a person."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Which parties are of one family, as pairs of party numbers packed into one, in order."""

    parties: int
    pairs: NDArray[np.int64]

    def between(self, one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Whether the parties of each row are relatives."""
        key = np.minimum(one, other).astype(np.int64) * self.parties + np.maximum(one, other)
        if not len(self.pairs):
            return np.zeros(len(key), np.bool_)
        place = np.minimum(np.searchsorted(self.pairs, key), len(self.pairs) - 1)
        found: NDArray[np.bool_] = self.pairs[place] == key
        return found


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
    kin: Kin
    applications: Applications
    _roles: tuple[NDArray[np.int64], NDArray[np.int64]]

    @classmethod
    def on(cls, edges: Edges, day: int, applications: Applications | None) -> "Known":
        """Everything after `day` is left out, in relations and applications."""
        begun = edges.since <= day
        given = applications if applications is not None else _everybody(edges, day)
        party = _parties(edges, begun & (edges.until > day))
        roles = _by_target(edges, np.flatnonzero(begun & _are(edges, _ROLES)))
        return cls(edges, day, begun, party, _kin(edges, begun, party), given.until(day), roles)

    def standing(self, *kinds: str) -> NDArray[np.int64]:
        """Positions of the edges of some kinds that are true on the day."""
        return np.flatnonzero(self._of(kinds) & self.begun & (self.edges.until > self.day))

    def ever(self, *kinds: str) -> NDArray[np.int64]:
        """Positions of the edges of some kinds that had begun, ended or not."""
        return np.flatnonzero(self._of(kinds) & self.begun)

    def into(self, firm: int) -> list[int]:
        """Positions of all roles that anybody ever had in a firm."""
        order, offsets = self._roles
        here: list[int] = order[offsets[firm] : offsets[firm + 1]].tolist()
        return here

    def _of(self, kinds: tuple[str, ...]) -> NDArray[np.bool_]:
        return _are(self.edges, kinds)


def _are(edges: Edges, kinds: tuple[str, ...]) -> NDArray[np.bool_]:
    return np.isin(edges.kind, [edges.kinds.index(it) for it in kinds if it in edges.kinds])


def _by_target(edges: Edges, at: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    offsets = np.zeros(edges.nodes + 1, np.int64)
    np.cumsum(np.bincount(edges.target[at], minlength=edges.nodes), out=offsets[1:])
    return at[np.argsort(edges.target[at], kind="stable")], offsets


def _parties(edges: Edges, true: NDArray[np.bool_]) -> NDArray[np.int32]:
    small = _are(edges, ("ownership",)) & (edges.weight < _MAJORITY)
    at = np.flatnonzero(true & _are(edges, _ONE_PARTY) & ~small)
    origin, target = edges.origin[at], edges.target[at]
    pairs = np.unique(origin.astype(np.int64) * edges.nodes + target)
    few = np.bincount(pairs // edges.nodes, minlength=edges.nodes)[origin] <= _FIRMS_OF_ONE_MOST
    origin, target = origin[few], target[few]
    link = coo_array((np.ones(len(origin), np.int8), (origin, target)), (edges.nodes, edges.nodes))
    party: NDArray[np.int32] = connected_components(link, directed=False)[1]
    return party


def _kin(edges: Edges, begun: NDArray[np.bool_], party: NDArray[np.int32]) -> Kin:
    at = np.flatnonzero(begun & _are(edges, ("kinship",)))
    one, other = party[edges.origin[at]].astype(np.int64), party[edges.target[at]].astype(np.int64)
    return Kin(edges.nodes, np.unique(np.minimum(one, other) * edges.nodes + np.maximum(one, other)))


def _everybody(edges: Edges, day: int) -> Applications:
    """Each who runs a firm, on `day`."""
    runs = _are(edges, ("operates", "legal_representation"))
    at = np.flatnonzero(runs & (edges.since <= day) & (edges.until > day))
    return Applications(edges.origin[at], edges.target[at], np.full(len(at), day, np.int32))
