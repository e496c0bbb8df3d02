"""Bad input and monstrous nodes: the search ends, says where it stopped, and invents nothing."""

import numpy as np
import pytest

from puhui.graph.edges import ALWAYS, STILL, Edges
from puhui.graph.rings import Applications, find_rings, search_rings, spread
from tests.graph.rings.worlds import DAY


def crowd(kind: str, many: int, weight: float = 1e7) -> Edges:
    """`many` nodes that all stand to node 0, and node 0 to all of them."""
    others = np.arange(1, many + 1, dtype=np.int32)
    hub = np.zeros(many, np.int32)
    return Edges(
        many + 1,
        np.concatenate([others, hub]),
        np.concatenate([hub, others]),
        np.zeros(2 * many, np.uint8),
        (kind,),
        np.full(2 * many, DAY - 50, np.int32),
        np.full(2 * many, STILL, np.int32),
        np.full(2 * many, weight),
        np.zeros(many + 1, np.uint8),
        ("node",),
    )


@pytest.mark.parametrize(
    "kind",
    ["guarantee", "trade", "uses_device", "contact_phone", "transfer", "kinship", "ownership", "post"],
)
def test_a_node_with_fifty_thousand_neighbours_is_in_no_finding(kind: str) -> None:
    """Of any kind, with everybody applying."""
    edges = crowd(kind, 50_000)
    some = np.arange(1, 2_001, dtype=np.int32)
    asked = Applications(some, np.zeros(2_000, np.int32), np.full(2_000, DAY - 10, np.int32))
    assert find_rings(edges, DAY, applications=asked) == ()


def test_a_tangle_of_guarantees_is_cut_short_and_says_so() -> None:
    """Three hundred firms, each guaranteeing for seven others: more circles than anybody can read."""
    rows = [
        (at, (at + step) % 300, "guarantee", 1e7) for at in range(300) for step in (1, -1, 2, -2, 5, -5, 9)
    ]
    search = search_rings(Edges.of_rows(300, rows), DAY)
    assert search.findings
    assert any("步数上限" in it.zh for it in search.cut_short)


def test_loops_reversed_dates_and_missing_weights_are_no_findings() -> None:
    """A firm that guarantees for itself, an edge that ends before it begins, a sum that nobody knows."""
    nan = float("nan")
    rows = [
        (0, 0, "guarantee", 1e7, DAY - 10, DAY + 10),
        (1, 2, "guarantee", 1e7, DAY - 10, DAY - 400),
        (2, 1, "guarantee", 1e7, DAY - 10, DAY + 10),
        (3, 3, "ownership", 1.3, ALWAYS, STILL),
        (4, 5, "trade", nan, DAY - 5, STILL),
        (5, 4, "trade", -3.0, DAY - 5, STILL),
    ]
    assert find_rings(Edges.of_rows(6, rows), DAY) == ()


def test_an_unknown_sum_still_closes_a_circle() -> None:
    """Who guarantees is known, for how much is not."""
    nan = float("nan")
    rows = [(0, 1, "guarantee", nan), (1, 2, "guarantee", nan), (2, 0, "guarantee", nan)]
    (finding,) = find_rings(Edges.of_rows(3, rows), DAY)
    assert finding.members == (0, 1, 2)


def test_no_edges_are_no_rings_and_no_contagion() -> None:
    """An empty graph."""
    empty = Edges.of_rows(3, [(0, 1, "trade", 1.0)]).of("guarantee")
    assert find_rings(empty, DAY) == ()
    assert spread(empty, {1: 0.4}, DAY).distress.tolist() == [0.0, 0.4, 0.0]
