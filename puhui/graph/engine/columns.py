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
    """One walk's terms. `day` 0 asks about no day; `wanted` has a byte for every value of `kind`.

    `filtered`: some of kind, day and consent matter at all. `budget` bounds nodes, `looks` half-edges.
    """

    hops: int
    cap: int
    day: int
    wanted: NDArray[np.uint8]
    filtered: bool
    budget: int
    looks: int
    through_super: bool
    withdrawn: NDArray[np.uint64]


class Room(NamedTuple):
    """Where a walk writes; kept from walk to walk. `seen` and `told` are all zero between answers.

    `queue` holds the reached nodes in the order they were met, `ends` how many of them within each number of
    hops. `met` are half-edges looked through (`met_from`: the node they were seen from), each node's once:
    `told` remembers across the walks of one answer. Empty `met`: nobody asked.
    """

    seen: NDArray[np.uint64]
    queue: NDArray[np.uint32]
    ends: NDArray[np.int64]
    told: NDArray[np.uint64]
    met: NDArray[np.int64]
    met_from: NDArray[np.uint32]
