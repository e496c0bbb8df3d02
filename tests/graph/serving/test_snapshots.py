"""From PostgreSQL into memory: the same nodes at the same distances, whatever lies in the overlay."""

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.graph import Relation, RelationKind
from puhui.graph.engine import Walker
from puhui.graph.recording import store
from puhui.graph.serving import Made, make_snapshot
from puhui.graph.serving.shown import Shown
from puhui.graph.serving.writing import day_of
from puhui.graph.walking.store import neighbourhood
from puhui.ground import Actor, Ground, Mode
from tests.conftest import NOW
from tests.graph.serving.worlds import Drawn, relations, told

_worlds = count(1)

edges = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.integers(0, 12),
        st.integers(0, 2),
        st.sampled_from([-1, 0, 3, 400]),
        st.sampled_from([None, 1, 3, 500]),
    ),
    max_size=50,
)


def made(ground: Ground, clerk: Actor, home: Path) -> Made:
    """A snapshot of what is committed."""
    found = make_snapshot(ground.engine, home, clerk.mode, NOW, wait_seconds=5)
    assert isinstance(found, Made), found
    return found


def shown(ground: Ground, clerk: Actor, home: Path) -> Shown:
    """It, open."""
    found = Shown.open(made(ground, clerk, home).folder)
    assert isinstance(found, Shown), found
    return found


def walked(it: Shown, starts: list[str], hops: int, cap: int) -> dict[int, int]:
    """Numbers of nodes and their hops, out of memory."""
    view = it.engine.look()
    reached = Walker(view).walk(view.find(starts), hops, cap, day_of(NOW))
    return {int(node): int(far) for node, far in zip(reached.ids, reached.hops, strict=True) if far}


def in_sql(ground: Ground, clerk: Actor, it: Shown, starts: list[str], hops: int, cap: int) -> dict[int, int]:
    """The same from the tables."""
    with ground.work(clerk) as work:
        near = neighbourhood(work.connection, clerk.mode, starts, hops=hops, cap=cap, as_of=NOW, now=NOW)
    numbers = it.engine.look().find([one.node for one in near])
    return dict(zip(numbers.tolist(), (one.hops for one in near), strict=True))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=edges, late=edges, hops=st.integers(1, 4), cap=st.integers(1, 4))
def test_memory_and_tables_walk_to_the_same_nodes(
    ground: Ground, clerk: Actor, tmp_path: Path, old: Drawn, late: Drawn, hops: int, cap: int
) -> None:
    """Any graph, some of it written into the snapshot and some told afterwards, from one start and two."""
    world = next(_worlds)
    told(ground, clerk, relations(world, old))
    it = shown(ground, clerk, tmp_path)
    told(ground, clerk, relations(world, late))
    with ground.work(clerk) as work:
        it.catch_up(work, ground.engine)
    for starts in ([f"firm:{world}-0"], [f"firm:{world}-1", f"firm:{world}-2"]):
        if (it.engine.look().find(starts) < 0).any():
            continue
        assert walked(it, starts, hops, cap) == in_sql(ground, clerk, it, starts, hops, cap)


def test_an_empty_graph_has_a_snapshot_too(ground: Ground, clerk: Actor, tmp_path: Path) -> None:
    """And what is told first lies over it."""
    it = shown(ground, clerk, tmp_path)
    assert it.engine.look().nodes == 0
    told(ground, clerk, relations(0, [(0, 1, 0, 3, None)]))
    with ground.work(clerk) as work:
        it.catch_up(work, ground.engine)
    assert walked(it, ["firm:0-0"], 3, 200) == {1: 1}


def test_what_is_not_committed_is_shown_to_nobody(ground: Ground, clerk: Actor, tmp_path: Path) -> None:
    """Not even to the one who is telling it; once committed it is there, though a later number came first."""
    it = shown(ground, clerk, tmp_path)
    with ground.work(clerk) as slow:
        from puhui.graph.recording import store

        store.add_relations(slow.connection, clerk.mode, relations(0, [(0, 1, 0, 3, None)]), NOW)
        told(ground, clerk, relations(0, [(5, 6, 0, 3, None)]))
        it.catch_up(slow, ground.engine)
        assert it.engine.look().find(["firm:0-0", "firm:0-5"]).tolist()[0] == -1
        assert it.young == 1
    with ground.work(clerk) as work:
        it.catch_up(work, ground.engine)
    assert it.young == 2
    assert (it.engine.look().find(["firm:0-0", "firm:0-6"]) >= 0).all()


def test_a_snapshot_waits_until_nobody_writes(ground: Ground, clerk: Actor, tmp_path: Path) -> None:
    """A relation that is being written would otherwise be missed for good."""

    with ground.work(clerk) as slow:
        store.add_relations(slow.connection, clerk.mode, relations(0, [(0, 1, 0, 3, None)]), NOW)
        refused = make_snapshot(ground.engine, tmp_path, clerk.mode, NOW, wait_seconds=0.05)
    assert not isinstance(refused, Made) and refused.code == "graph.snapshot.busy.unavailable"
    assert made(ground, clerk, tmp_path).edges == 1


def test_modes_are_kept_apart(ground: Ground, clerk: Actor, tmp_path: Path) -> None:
    """What is tried out is in no snapshot of real business."""

    told(ground, clerk, relations(0, [(0, 1, 0, 3, None)]))
    live = make_snapshot(ground.engine, tmp_path, Mode.LIVE, NOW, wait_seconds=5)
    assert isinstance(live, Made) and live.edges == 0


def test_weights_arrive_in_their_unit(ground: Ground, clerk: Actor, tmp_path: Path) -> None:
    """A share of 250,000 millionths is a quarter; an unknown one is unknown; fen stay fen."""

    one, two, three = relations(0, [(0, 1, 0, 3, None), (0, 2, 0, 3, None), (0, 3, 1, 3, None)])
    told(ground, clerk, [replace(one, weight=250_000), replace(two, weight=0), replace(three, weight=99)])
    view = shown(ground, clerk, tmp_path).engine.look()
    reached = Walker(view).walk(view.find(["firm:0-0"]), 1, edges=True)
    assert reached.met is not None
    half = view.half_edges(reached.met)
    found = dict(zip(half.neighbour.tolist(), half.weight.tolist(), strict=True))
    assert [found[int(it)] for it in view.find(["firm:0-1", "firm:0-3"])] == [0.25, 99.0]
    assert found[int(view.find(["firm:0-2"])[0])] != found[int(view.find(["firm:0-2"])[0])]
    assert {view.kinds[it] for it in half.kind} == {RelationKind.OWNERSHIP, RelationKind.GUARANTEE}


@pytest.mark.parametrize(("firms", "is_super"), [(19, False), (20, True)])
def test_an_agents_address_is_a_super_node(
    ground: Ground, clerk: Actor, tmp_path: Path, firms: int, is_super: bool
) -> None:
    """From twenty firms on: reached, never walked through."""

    at_one = [
        Relation(RelationKind.REGISTERED_ADDRESS, f"firm:{n}", "address:a", "registration", NOW.date())
        for n in range(firms)
    ]
    told(ground, clerk, at_one)
    view = shown(ground, clerk, tmp_path).engine.look()
    assert view.super_nodes(view.find(["address:a"])).tolist() == [is_super]
    reached = Walker(view).walk(view.find(["firm:0"]), 2, through_super=False)
    assert len(reached) == (2 if is_super else firms + 1)
