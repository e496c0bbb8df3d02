"""How far distress reaches."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.graph.edges import Edges
from puhui.graph.rings import spread
from tests.graph.rings.worlds import DAY


def test_a_hub_passes_nothing_on() -> None:
    """A market with 250 traders: one trader's trouble is not everybody's."""
    edges = Edges.of_rows(251, [(0, at, "trade", 1e6) for at in range(1, 251)])
    reached = spread(edges, {1: 1.0}, DAY).distress
    assert reached[0] > 0
    assert reached[2:].max() == 0


def test_what_ended_passes_nothing() -> None:
    """A guarantee that was over before the day."""
    edges = Edges.of_rows(2, [(0, 1, "guarantee", 1e8, DAY - 500, DAY - 100)])
    assert spread(edges, {1: 1.0}, DAY).distress.tolist() == [0.0, 1.0]


def test_steps_and_the_way_are_told() -> None:
    """Two steps away, over the edge that brought most."""
    edges = Edges.of_rows(3, [(0, 1, "guarantee", 1e8), (1, 2, "guarantee", 1e8)])
    reached = spread(edges, {2: 1.0}, DAY)
    assert reached.steps.tolist() == [2, 1, 0]
    assert reached.over.tolist() == [0, 1, -1]


def test_decay_weakens_every_step() -> None:
    """Half of a half."""
    edges = Edges.of_rows(3, [(0, 1, "guarantee", 1e8), (1, 2, "guarantee", 1e8)])
    assert spread(edges, {2: 1.0}, DAY, decay=0.5).distress[:2].tolist() == [0.0625, 0.25]


graphs = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["guarantee", "trade", "kinship"])),
    min_size=1,
    max_size=15,
)


@given(graphs, st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_more_distress_never_reaches_anybody_less(
    rows: list[tuple[int, int, str]], one: float, other: float
) -> None:
    """Monotone, between 0 and 1, and never below one's own."""
    edges = Edges.of_rows(7, [(*row, 1e6) for row in rows])
    less, more = sorted((one, other))
    low, high = (spread(edges, {0: it}, DAY).distress for it in (less, more))
    assert (low <= high + 1e-9).all()
    assert high.max() <= 1
    assert high[0] >= more - 1e-9


@given(st.permutations(range(1, 6)), st.data())
@settings(max_examples=30, deadline=None)
def test_on_a_tree_it_is_the_chance_of_a_cascade(order: tuple[int, ...], data: st.DataObject) -> None:
    """Against all 2^n outcomes of the tree's edges, each passing on or not by itself."""
    parents = {node: data.draw(st.sampled_from([0, *order[:at]])) for at, node in enumerate(order)}
    edges = Edges.of_rows(6, [(parent, node, "kinship", 1.0) for node, parent in parents.items()])
    reached = spread(edges, {0: 1.0}, DAY).distress
    chance = [0.0] * 6
    for outcome in itertools.product((True, False), repeat=5):
        probability = 1.0
        for passes in outcome:
            probability *= 0.15 if passes else 0.85
        hit = {0}
        for node, passes in zip(order, outcome, strict=True):
            if passes and parents[node] in hit:
                hit.add(node)
        for node in hit:
            chance[node] += probability
    assert reached.tolist() == pytest.approx([it if it >= 0.001 else 0.0 for it in chance], abs=1e-8)
