"""Measures of the whole graph, on the eve of a day and never of a later one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.graph.edges import STILL, Edges
from puhui.graph.measured import batch, whole_features
from puhui.graph.measured.overall import overall, whole_day
from tests.graph.measured.graphs import WIDE


def _features(edges: Edges, day: int) -> dict[str, list[float]]:
    names = [it.name for it in whole_features(edges.kinds)]
    return dict(zip(names, overall(edges, day, WIDE).T.tolist(), strict=True))


def test_a_pyramid_and_its_supplier_on_two_days() -> None:
    """Two layers of holding since day 5, one sale since day 50, one guarantee that ended on day 20."""
    rows = [
        (0, 1, "ownership", 1.0, 5, STILL),
        (1, 2, "ownership", 0.5, 5, STILL),
        (3, 2, "trade", 100, 50, STILL),
        (3, 0, "guarantee", 100, 1, 20),
    ]
    edges = Edges.of_rows(5, rows)
    early, late = _features(edges, 10), _features(edges, 60)
    assert early["component_nodes"] == [4, 4, 4, 4, 1]
    assert early["ended_edges"] == [0] * 5
    assert late["ended_edges"] == [1, 0, 0, 1, 0]
    assert late["layers_above"] == [0, 1, 2, 0, 0]
    assert late["layers_below"] == [2, 1, 0, 0, 0]
    assert late["trade_component_nodes"] == [1, 1, 2, 2, 1]
    assert early["core"] == [1, 1, 1, 1, 0]


@settings(deadline=None)
@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=200))
def test_with_too_many_days_an_earlier_one_stands_in_and_never_a_later(days: list[int]) -> None:
    """Twelve days are exact; more share the beginning of their month, quarter or year."""
    asked = np.array(days)
    taken = whole_day(asked, 10**9, WIDE)
    assert (taken <= asked).all()
    if len(set(days)) <= WIDE.whole_days:
        assert (taken == asked).all()
    assert len(set(taken.tolist())) <= WIDE.whole_days


def test_one_node_on_many_days_is_measured_on_each() -> None:
    """A row a day: degrees grow as edges become known."""
    rows = [(0, at, "trade", 1.0, 10 * at, STILL) for at in range(1, 6)]
    made = batch(Edges.of_rows(6, rows), np.zeros(6, np.int64), np.arange(5, 65, 10))
    names = [it.name for it in made.features]
    table = np.vstack(list(made.blocks()))
    assert table[:, names.index("edges")].tolist() == [0, 1, 2, 3, 4, 5]
    assert table[:, names.index("component_nodes")].tolist() == [1, 2, 3, 4, 5, 6]
