"""Who is reached: the same as the plain walk, whatever is asked."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.graph.edges import ALWAYS, STILL, Edges
from puhui.graph.engine import Changed, Engine, Overlay, Reached, Snapshot, Walker, write_snapshot
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


def least_hops(reached: Reached) -> dict[int, int]:
    return dict(zip(reached.ids.tolist(), reached.hops.tolist(), strict=True))


def opened(folder: Path, edges: Edges, **more: object) -> Snapshot:
    write_snapshot(folder / "snapshot", edges, **more)  # type: ignore[arg-type]
    snapshot = Snapshot.open(folder / "snapshot")
    assert isinstance(snapshot, Snapshot)
    return snapshot


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
