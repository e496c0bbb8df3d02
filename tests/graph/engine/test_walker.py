"""Who is reached: the same as the plain walk, whatever is asked."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.graph.edges import ALWAYS, STILL, Edges
from puhui.graph.engine import SUPER, Changed, Engine, Overlay, Walker, Withdrawn
from tests.graph.engine.opening import least_hops, opened
from tests.graph.engine.plainly import Plain

KINDS = ("guarantee", "ownership", "trade")


@st.composite
def graphs(draw: st.DrawFn) -> Edges:
    """Small graphs with loops, parallel edges, hubs, same days and open ends."""
    nodes = draw(st.integers(1, 12))
    node = st.integers(0, nodes - 1)
    day = st.integers(100, 104)
    row = st.tuples(node, node, st.sampled_from(KINDS), st.just(1.0), st.one_of(day, st.just(ALWAYS)), day)
    rows = draw(st.lists(row, max_size=40))
    rows += [(0, 0, kind, 1.0, 100, STILL) for kind in KINDS]
    return Edges.of_rows(nodes, rows)


@settings(max_examples=80, deadline=None)
@given(
    graphs(),
    st.integers(0, 4),
    st.integers(1, 4),
    st.sampled_from([None, 101, 103]),
    st.sampled_from([None, ("ownership",), ("guarantee", "trade")]),
    st.data(),
)
def test_the_walk_reaches_whom_the_plain_walk_reaches(
    tmp_path_factory: pytest.TempPathFactory,
    edges: Edges,
    hops: int,
    cap: int,
    day: int | None,
    kinds: tuple[str, ...] | None,
    data: st.DataObject,
) -> None:
    """Same nodes, same least hops, from one start and from two, told apart or not, with stops or without."""
    view = Engine(opened(tmp_path_factory.mktemp("graph"), edges)).look()
    starts = data.draw(st.lists(st.integers(0, edges.nodes - 1), min_size=1, max_size=3, unique=True))
    walker, plain = Walker(view), Plain(edges)
    for _ in range(2):
        reached = walker.walk(starts, hops, cap, day, kinds)
        assert least_hops(reached) == plain.reached(starts, hops, cap, day, kinds)
    apart = walker.walk(starts, hops, cap, day, kinds, apart=True, edges=True)
    for place, start in enumerate(starts):
        column = apart.hops_from[:, place]
        told = {int(node): int(hop) for node, hop in zip(apart.ids, column, strict=True) if hop != 255}
        assert told == plain.reached([start], hops, cap, day, kinds)


@settings(max_examples=80, deadline=None)
@given(graphs(), st.integers(0, 45), st.integers(1, 3), st.sampled_from([None, 101, 103]), st.data())
def test_an_overlay_changes_nothing_about_who_is_reached(
    tmp_path_factory: pytest.TempPathFactory,
    edges: Edges,
    first: int,
    cap: int,
    day: int | None,
    data: st.DataObject,
) -> None:
    """Some edges in the snapshot, some in the overlay, some ended since: as if there were one snapshot."""
    first = min(first, len(edges))
    part = np.arange(len(edges))
    ended = data.draw(st.lists(st.integers(0, first - 1), unique=True, max_size=5)) if first else []
    until = edges.until.copy()
    until[ended] = [data.draw(st.sampled_from([ALWAYS, 101, 102])) for _ in ended]
    rows = np.array(ended, np.int64)
    snapshot = opened(tmp_path_factory.mktemp("graph"), edges.where(part < first))
    changed = Changed(rows.astype(np.uint32), edges.origin[rows], edges.target[rows], until[rows])
    overlay = Overlay.over(snapshot, edges.where(part >= first), changed=changed)
    walker = Walker(Engine(snapshot, overlay).look())

    plain = Plain(replace(edges, until=until))
    for start in range(edges.nodes):
        reached = walker.walk([start], 3, cap, day)
        assert least_hops(reached) == plain.reached([start], 3, cap, day)


STAR = Edges.of_rows(
    6,
    [
        (0, 1, "trade", 1.0),
        (1, 2, "trade", 1.0),
        (2, 3, "ownership", 1.0),
        (3, 4, "trade", 1.0),
        (0, 5, "trade", 1.0),
    ],
)
"""A chain 0-1-2-3-4, and 5 beside 0; later rows are newer."""


def test_a_super_node_is_reached_and_not_walked_through(tmp_path: Path) -> None:
    """An agent's address joins nobody; asked about itself, it still shows who is there."""
    flags = np.array([0, SUPER, 0, 0, 0, 0], np.uint8)
    walker = Walker(Engine(opened(tmp_path, STAR, flags=flags)).look())
    assert sorted(walker.walk([0], through_super=False).ids) == [0, 1, 5]
    assert sorted(walker.walk([0], 2).ids) == [0, 1, 2, 5]
    assert sorted(walker.walk([1], 1, through_super=False).ids) == [0, 1, 2]


def test_the_cap_keeps_the_newest(tmp_path: Path) -> None:
    """Of two edges of one day the later one is the newer."""
    walker = Walker(Engine(opened(tmp_path, STAR)).look())
    assert walker.walk([0], 1, cap=1).ids.tolist() == [0, 5]


def test_a_budget_keeps_the_nearest_and_says_so(tmp_path: Path) -> None:
    """Three nodes of six, and not complete; with room for all, complete."""
    walker = Walker(Engine(opened(tmp_path, STAR)).look())
    bounded = walker.walk([0], 4, budget=3)
    assert (sorted(bounded.ids), bounded.complete) == ([0, 1, 5], False)
    assert bounded.ends == (1, 3, 3, 3, 3)
    whole = walker.walk([0], 4, budget=6)
    assert (len(whole), whole.complete) == (6, True)


def test_two_centres_share_a_budget(tmp_path: Path) -> None:
    """Half for each; the second has what the first left."""
    walker = Walker(Engine(opened(tmp_path, STAR)).look())
    bounded = walker.walk([0, 4], 4, budget=4, apart=True)
    assert bounded.complete is False
    assert {0, 4} <= set(bounded.ids.tolist())
    assert len(bounded) <= 4


def test_looking_has_an_end(tmp_path: Path) -> None:
    """A node with very many edges that are of no use costs no more than it may."""
    rows = [(0, 1 + number % 9, "trade", 1.0, 100, 101) for number in range(5000)]
    walker = Walker(Engine(opened(tmp_path, Edges.of_rows(10, rows))).look())
    assert walker.walk([0], 1, day=500, looks=1000).complete is False
    assert walker.walk([0], 1, day=500).complete is True


def test_kinds_may_have_a_direction(tmp_path: Path) -> None:
    """`>ownership` goes from owner to owned, `<ownership` back; an unknown kind goes nowhere."""
    walker = Walker(Engine(opened(tmp_path, STAR)).look())
    assert walker.walk([2], 1, kinds=(">ownership",)).ids.tolist() == [2, 3]
    assert walker.walk([3], 1, kinds=("<ownership",)).ids.tolist() == [3, 2]
    assert walker.walk([3], 1, kinds=(">ownership",)).ids.tolist() == [3]
    assert walker.walk([3], 1, kinds=("kinship",)).ids.tolist() == [3]


def test_a_consent_taken_back_closes_its_edges_at_once(tmp_path: Path) -> None:
    """The same walker, the same view: one walk before, one after, one when it was given again."""
    slots = np.array([0, 7, 0, 7, 0], np.uint32)
    engine = Engine(opened(tmp_path, STAR, consent_slots=slots))
    walker = Walker(engine.look())
    assert sorted(walker.walk([0], 4).ids) == [0, 1, 2, 3, 4, 5]
    engine.withdrawn.take_back([7])
    assert sorted(walker.walk([0], 4).ids) == [0, 1, 5]
    assert sorted(walker.walk([0, 3], 4, apart=True, edges=True).ids) == [0, 1, 2, 3, 5]
    assert sorted(walker.walk([0], 4, withdrawn=Withdrawn()).ids) == [0, 1, 2, 3, 4, 5]
    engine.withdrawn.give_again([7])
    assert sorted(walker.walk([0], 4).ids) == [0, 1, 2, 3, 4, 5]


def test_the_edges_met_are_told_once(tmp_path: Path) -> None:
    """Both centres see the chain; each node's half-edges stand there once, with what the edge says."""
    view = Engine(opened(tmp_path, STAR)).look()
    walker = Walker(view)
    for _ in range(2):
        reached = walker.walk([0, 2], 2, apart=True, edges=True)
        assert reached.met is not None
        assert reached.met_from is not None
        halves = view.half_edges(reached.met)
        seen = sorted(
            zip(reached.met_from.tolist(), halves.neighbour.tolist(), halves.row.tolist(), strict=True)
        )
        assert seen == [
            (0, 1, 0),
            (0, 5, 4),
            (1, 0, 0),
            (1, 2, 1),
            (2, 1, 1),
            (2, 3, 2),
            (3, 2, 2),
            (3, 4, 3),
            (5, 0, 4),
        ]


def test_a_start_that_is_not_there_is_left_out_and_a_wrong_one_refused(tmp_path: Path) -> None:
    """−1 is how an unknown key comes; a number past the end is a mistake of the caller."""
    walker = Walker(Engine(opened(tmp_path, STAR)).look())
    assert walker.walk([-1, 4], 0).ids.tolist() == [4]
    assert walker.walk([-1], 3, day=1).ids.tolist() == []
    assert walker.walk([-1, 4], 1, apart=True).ids.tolist() == [4, 3]
    with pytest.raises(ValueError, match="not in the graph"):
        walker.walk([6])
