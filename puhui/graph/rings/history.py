"""Since when anybody was anything in any firm, and who is of whose family."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.rings.known import Known

_BUSINESS: Final = ("legal_representation", "ownership", "post", "operates", "control", "guarantee")
_RELATIVES_MOST: Final = 100
_NEVER: Final = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Histories:
    """Of every node the first day of a role, and its relatives."""

    first: NDArray[np.int64]
    kin: Mapping[int, frozenset[int]]

    @classmethod
    def of(cls, known: Known) -> "Histories":
        """Kinship is no history; a telephone or an account is none either."""
        edges = known.edges
        at = known.ever(*_BUSINESS)
        first = np.full(edges.nodes, _NEVER, np.int64)
        order = np.argsort(-edges.since[at].astype(np.int64), kind="stable")
        first[edges.origin[at[order]]] = edges.since[at[order]]
        kin: dict[int, set[int]] = defaultdict(set)
        kinship = known.ever("kinship")
        for one, other in zip(edges.origin[kinship].tolist(), edges.target[kinship].tolist(), strict=True):
            kin[one].add(other)
            kin[other].add(one)
        return cls(first, {one: frozenset(others) for one, others in kin.items()})

    def first_day(self, node: int) -> int:
        """The day of somebody's first role anywhere."""
        return int(self.first[node])

    def family(self, node: int, steps: int) -> frozenset[int]:
        """Relatives, and relatives of relatives, without the node."""
        met, edge = {node}, {node}
        for _ in range(steps):
            edge = {it for one in edge for it in self._near(one)} - met
            met |= edge
        return frozenset(met - {node})

    def _near(self, node: int) -> frozenset[int]:
        """Relatives; who has a hundred of them is no person."""
        near = self.kin.get(node, frozenset())
        return near if len(near) <= _RELATIVES_MOST else frozenset()
