"""Everybody around an application, seen from its two centres."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.graph.circle.roles import roles
from puhui.graph.engine import UNREACHED, HalfEdges, View


@dataclass(frozen=True, slots=True)
class Member:
    """One of them: how far from each centre (None: not reached from there), and what it is to them.

    `roles` are all that apply, the most telling first; empty for who is only near.
    """

    id: int
    hops_owner: int | None
    hops_enterprise: int | None
    roles: tuple[str, ...]

    @property
    def in_both(self) -> bool:
        """Whether both circles hold it."""
        return self.hops_owner is not None and self.hops_enterprise is not None

    @property
    def role(self) -> str | None:
        """The main role."""
        return self.roles[0] if self.roles else None


@dataclass(frozen=True)
class DualCentre:
    """The two circles as columns, a row a node: the owner first, the enterprise next.

    `hops`: from owner and enterprise (255: not reached). `role_bits`: roles towards each of them, a bit a row
    of the table. `met` are the half-edges seen, `met_from` the nodes they were seen from, `met_to` the rows
    here of their other ends (−1: kept out by the bound). Not `complete`: a bound was met, and the farthest
    are missing.
    """

    view: View
    ids: NDArray[np.int32]
    hops: NDArray[np.uint8]
    role_bits: NDArray[np.uint32]
    met: NDArray[np.int64]
    met_from: NDArray[np.int32]
    met_to: NDArray[np.int32]
    complete: bool

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def in_both(self) -> NDArray[np.bool_]:
        """Who belongs to both circles."""
        both: NDArray[np.bool_] = (self.hops != UNREACHED).all(axis=1)
        return both

    @property
    def overlap_share(self) -> float:
        """How much of the smaller circle lies in the other, the centres left out; 0 where one is empty."""
        others = (self.hops > 0).all(axis=1)
        sizes = [int(((self.hops[:, side] != UNREACHED) & others).sum()) for side in (0, 1)]
        return float((self.in_both & others).sum() / min(sizes)) if min(sizes) else 0.0

    def with_role(self, role: str) -> NDArray[np.int32]:
        """The nodes that have a role towards either centre."""
        names = [it.name for it in roles()]
        bits = self.role_bits[:, 0] | self.role_bits[:, 1]
        found: NDArray[np.int32] = self.ids[(bits >> np.uint32(names.index(role))) & np.uint32(1) == 1]
        return found

    def counts(self) -> dict[str, int]:
        """How many have each role."""
        bits = self.role_bits[:, 0] | self.role_bits[:, 1]
        return {it.name: int(((bits >> np.uint32(at)) & 1).sum()) for at, it in enumerate(roles())}

    def members(self, at_most: int | None = None) -> Iterator[Member]:
        """One by one, nearest first."""
        names = [it.name for it in roles()]
        for row in range(len(self.ids) if at_most is None else min(at_most, len(self.ids))):
            bits = int(self.role_bits[row, 0] | self.role_bits[row, 1])
            owner, enterprise = (None if hops == UNREACHED else int(hops) for hops in self.hops[row])
            said = tuple(name for at, name in enumerate(names) if bits >> at & 1)
            yield Member(int(self.ids[row]), owner, enterprise, said)

    def edges(self) -> HalfEdges:
        """What was seen between them, half by half, in the order of `met`."""
        return self.view.half_edges(self.met)
