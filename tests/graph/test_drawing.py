"""The drawing: what a walk reaches, once each, with every line between what is drawn."""

from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.graph import Drawing, Relation, RelationKind, drawing, neighbourhood
from puhui.graph.recording import store
from puhui.ground import Work
from puhui.kernel import Problem
from tests.graph.test_neighbourhood import NOW, edges

_worlds = count(10_000)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=edges, hops=st.integers(1, 3))
def test_a_drawing_has_exactly_the_nodes_of_the_walk(work: Work, drawn: list, hops: int) -> None:  # type: ignore[type-arg]
    """Any small graph: the same nodes at the same distances, and no line to what is not drawn."""
    world = next(_worlds)
    relations = [
        Relation(
            RelationKind.OWNERSHIP, f"firm:{world}-{a}", f"firm:{world}-{b}", "registration", since, until
        )
        for a, b, since, until in drawn
    ]
    store.add_relations(work.connection, work.actor.mode, relations, NOW)
    start = f"firm:{world}-0"
    walked, made = neighbourhood(work, start, hops), drawing(work, [start], hops)
    assert isinstance(made, Drawing) and not isinstance(walked, Problem)
    assert {it.node: it.hops for it in made.dots if it.hops} == {it.node: it.hops for it in walked}
    nodes = {it.node for it in made.dots}
    assert all({it.from_node, it.to_node} <= nodes for it in made.lines) and not made.is_cut
    pairs = [(it.from_node, it.to_node, it.kind) for it in made.lines]
    assert len(set(pairs)) == len(pairs)


def test_more_than_can_be_read_is_cut_and_said_so(work: Work) -> None:
    """Of two hundred lines at one node the first forty are drawn; what is nearest comes first."""
    relations = [
        Relation(
            RelationKind.OWNERSHIP, "firm:hub", f"firm:leaf-{n:03}", "registration", NOW.date(), weight=n
        )
        for n in range(200)
    ]
    store.add_relations(work.connection, work.actor.mode, relations, NOW)
    made = drawing(work, ["firm:hub"], 1)
    assert isinstance(made, Drawing) and made.is_cut
    assert len(made.dots) == 41 and made.dots[0].node == "firm:hub"
    assert {it.weight for it in made.lines} == set(range(160, 200))
