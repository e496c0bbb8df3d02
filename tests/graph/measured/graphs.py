"""Small made-up graphs of every shape, for properties."""

import numpy as np
from hypothesis import strategies as st

from puhui.graph.edges import ALWAYS, STILL, Edges
from puhui.graph.measured import Limits

KINDS = ("ownership", "trade", "uses_device")
TYPES = ("device", "firm", "person")
NARROW = Limits(1000, 3, 20, 12, 10**9, 8, ("ownership",))
"""Bounds so small that every graph meets them."""
WIDE = Limits(10_000, 200, 20, 12, 10**9, 8, ("ownership",))


@st.composite
def graphs(draw: st.DrawFn, most_edges: int = 40) -> Edges:
    """Up to nine nodes; parallel edges, open and closed ones, some of the future; no edge to itself."""
    nodes = draw(st.integers(2, 9))
    node = st.integers(0, nodes - 1)
    since = st.one_of(st.just(ALWAYS), st.integers(0, 60))
    edge = st.tuples(
        node,
        node,
        st.integers(0, 2),
        since,
        st.one_of(st.just(STILL), st.integers(1, 90)),
        st.sampled_from([0.25, 1.0, 4.0, float("nan")]),
    )
    rows = [it for it in draw(st.lists(edge, max_size=most_edges)) if it[0] != it[1] and it[3] < it[4]]
    column = lambda at, kind: np.array([it[at] for it in rows], kind)  # noqa: E731
    types = np.array(draw(st.lists(st.integers(0, 2), min_size=nodes, max_size=nodes)), np.uint8)
    return Edges(
        nodes, column(0, np.int32), column(1, np.int32), column(2, np.uint8), KINDS, column(3, np.int32),
        column(4, np.int32), column(5, np.float64), types, TYPES,
    )  # fmt: skip
