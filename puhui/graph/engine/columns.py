"""What a kernel is handed, by name: the snapshot, what is younger, what is asked, and room to write in."""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

UNREACHED: Final = 255
"""Instead of hops: not reached from this start."""
STARTS_AT_MOST: Final = 8
HOPS_AT_MOST: Final = 32


class Old(NamedTuple):
    """The snapshot's half-edges; `slot` is empty where no edge stands on a consent."""

    offsets: NDArray[Any]
    neighbour: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    since: NDArray[np.uint16]
    until: NDArray[np.uint16]
    row: NDArray[np.uint32]
    slot: NDArray[np.uint32]
    flags: NDArray[np.uint8]


class Young(NamedTuple):
    """The overlay's half-edges, of touched nodes only.

    `marks` holds two words for 64 nodes: which of them are touched, and how many touched nodes stand before
    them; so a node's place among the touched ones costs one line of memory. `gone` are places in the
    snapshot that hold no more, ascending; touched node i's lie at gone_offsets[i] to gone_offsets[i + 1].
    `flags` are those of nodes that the snapshot does not know.
    """

    marks: NDArray[np.uint64]
    offsets: NDArray[np.uint32]
    neighbour: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    since: NDArray[np.uint16]
    until: NDArray[np.uint16]
    row: NDArray[np.uint32]
    slot: NDArray[np.uint32]
    gone_offsets: NDArray[np.uint32]
    gone: NDArray[np.uint32]
    flags: NDArray[np.uint8]


class Asked(NamedTuple):
    """One walk's terms. `day` 0 asks about no day; `wanted` has a byte for every value of `kind`."""

    hops: int
    cap: int
    day: int
    wanted: NDArray[np.uint8]
    every_kind: bool
    budget: int
    looks: int
    through_super: bool
    withdrawn: NDArray[np.uint64]
    each: bool


class Room(NamedTuple):
    """Where a walk writes; kept from walk to walk. `seen` is all zero between walks.

    `queue` holds the reached nodes in the order they were met; `place` is a node's place in it, valid while
    its bit in `seen` is set. `has` are the starts a reached node was reached from, `fresh` those it has just
    been reached from (two levels in turn), `hops` the hops from each start, `told` whether its half-edges
    were written down, `ends` how many were reached after each hop.
    """

    seen: NDArray[np.uint64]
    queue: NDArray[np.int32]
    place: NDArray[np.uint32]
    has: NDArray[np.uint8]
    fresh: NDArray[np.uint8]
    hops: NDArray[np.uint8]
    told: NDArray[np.uint8]
    turn: NDArray[np.uint32]
    ends: NDArray[np.int64]
    met: NDArray[np.int64]
    met_from: NDArray[np.int32]
