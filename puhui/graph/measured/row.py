"""A row of near features: which number stands where, what bounds them, and the room a thread needs."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from puhui.graph.measured.limits import Limits

GENERAL: Final = (
    "edges",
    "out_edges",
    "in_edges",
    "neighbours",
    "kinds",
    "both_ways",
    "newest_days",
    "oldest_days",
    "recent_edges",
    "growth",
    "two_hop_nodes",
    "links_between",
    "clustering",
    "near_edges_mean",
    "near_edges_most",
    "super_nodes",
    "super_share",
)
A_TYPE: Final = ("near", "two_hop")
A_KIND: Final = (
    "out_edges",
    "out_nodes",
    "out_weight",
    "out_top_share",
    "in_edges",
    "in_nodes",
    "in_weight",
    "in_top_share",
    "newest_days",
    "oldest_days",
    "recent_edges",
    "sharing_nodes",
    "largest_group",
    "fellow_nodes",
    "largest_fan",
)


class Bounds(NamedTuple):
    """The bounds that the kernel keeps, and how many kinds and types there are."""

    own_edges: int
    near_edges: int
    recent_days: int
    kinds: int
    types: int


class Scratch(NamedTuple):
    """Marks a thread keeps from node to node; a mark counts only while it equals the present number."""

    near: NDArray[np.int64]
    place: NDArray[np.int32]
    ways: NDArray[np.uint8]
    seen: NDArray[np.int64]
    two: NDArray[np.int64]
    nodes: NDArray[np.int32]
    counts: NDArray[np.int32]
    word: NDArray[np.int64]
    weight: NDArray[np.float64]
    number: NDArray[np.int64]


def bounds_of(limits: Limits, own_edges: int, kinds: int, types: int) -> Bounds:
    """The bounds for a graph of so many kinds and types, with room for so many edges of one node."""
    return Bounds(own_edges, limits.near_edges, limits.recent_days, kinds, types)


def width(bounds: Bounds) -> int:
    """How many numbers a row has."""
    return len(GENERAL) + len(A_TYPE) * bounds.types + len(A_KIND) * bounds.kinds


def scratch(nodes: int, bounds: Bounds) -> Scratch:
    """Room for one thread."""
    own = bounds.own_edges
    return Scratch(
        np.zeros(nodes, np.int64),
        np.zeros(nodes, np.int32),
        np.zeros(nodes, np.uint8),
        np.zeros(nodes, np.int64),
        np.zeros(nodes, np.int64),
        np.empty(own, np.int32),
        np.empty(own, np.int32),
        np.empty(own, np.int64),
        np.empty(own),
        np.zeros(1, np.int64),
    )
