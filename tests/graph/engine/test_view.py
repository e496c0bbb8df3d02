"""Views and swaps: whoever looks sees one moment, whole."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from puhui.graph.edges import Edges
from puhui.graph.engine import Changed, Engine, Overlay, Walker
from tests.graph.engine.opening import opened

BASE = Edges.of_rows(3, [(0, 1, "ownership", 0.5), (1, 2, "trade", 1.0)], ["firm", "firm", "firm"])


def overlay_with(
    engine: Engine, rows: list[tuple[int, int, str, float]], nodes: int, keys: list[str]
) -> Overlay:
    """Younger edges over the engine's snapshot, with some new nodes."""
    snapshot = engine.look().snapshot
    young = Edges.of_rows(nodes, [*rows, (0, 0, "ownership", 1.0), (0, 0, "trade", 1.0)], ["firm"] * nodes)
    return Overlay.over(snapshot, young, keys=keys, edge_ids=np.arange(len(young)) + 500)


def test_new_nodes_and_edges_are_seen_after_the_swap_and_not_before(tmp_path: Path) -> None:
    """A view that was taken stays as it was."""
    engine = Engine(opened(tmp_path, BASE, keys=["a", "b", "c"]))
    before = engine.look()
    engine.swap(overlay=overlay_with(engine, [(2, 3, "trade", 9.0)], 4, ["d"]))
    after = engine.look()
    assert sorted(Walker(before).walk([0]).ids) == [0, 1, 2]
    assert sorted(Walker(after).walk([0]).ids) == [0, 1, 2, 3]
    assert after.find(["a", "d", "e"]).tolist() == [0, 3, -1]
    assert before.find(["d"]).tolist() == [-1]
    assert after.types_of(np.array([0, 3], np.int32)).tolist() == [0, 0]


def test_edges_of_the_overlay_say_what_edges_of_the_snapshot_say(tmp_path: Path) -> None:
    """One list of columns for both; rows and the caller's numbers go on where the snapshot's end."""
    engine = Engine(opened(tmp_path, BASE, edge_ids=np.array([1, 2])))
    engine.swap(overlay=overlay_with(engine, [(2, 0, "trade", 9.0)], 3, []))
    view = engine.look()
    reached = Walker(view).walk([2], 1, edges=True)
    assert reached.met is not None
    halves = view.half_edges(reached.met)
    told = zip(
        halves.row, halves.neighbour, halves.weight, halves.outgoing, view.edge_ids(halves.row), strict=True
    )
    assert sorted((int(a), int(b), float(c), bool(d), int(e)) for a, b, c, d, e in told) == [
        (1, 1, 1.0, False, 2),
        (2, 0, 9.0, True, 500),
    ]


def test_a_walker_that_moves_with_the_view_walks_as_one_made_anew(tmp_path: Path) -> None:
    """There and back, with edges told and without, and into a graph that its room is too small for."""
    engine = Engine(opened(tmp_path, BASE).warmed())
    walker = Walker(engine.look())
    grown = overlay_with(engine, [(2, 3, "trade", 9.0), (3, 4, "trade", 9.0)], 5, [])
    many = overlay_with(engine, [(2, 19_999, "trade", 9.0)], 20_000, [])
    for overlay in (grown, None, many, grown):
        walker.walk([0, 1], 4, apart=True, edges=True)
        walker = walker.moved(engine.swap(overlay=overlay))
        anew = Walker(engine.look())
        for told in (False, True):
            one, other = (it.walk([0, 2], 4, apart=told, edges=told) for it in (walker, anew))
            assert one.ids.tolist() == other.ids.tolist()
            assert (one.met is None) is not told
            assert not told or one.met.tolist() == other.met.tolist()  # type: ignore[union-attr]


def test_nobody_sees_half_of_two_moments(tmp_path: Path) -> None:
    """One moment has the ring closed, the other has it open; who walks meanwhile sees either."""
    engine = Engine(opened(tmp_path, BASE))
    closed = overlay_with(engine, [(2, 3, "trade", 1.0), (3, 4, "trade", 1.0)], 5, [])

    def look(_: int) -> tuple[int, ...]:
        return tuple(sorted(Walker(engine.look()).walk([0], 4).ids.tolist()))

    with ThreadPoolExecutor(4) as threads:
        asked = threads.map(look, range(400))
        for turn in range(200):
            engine.swap(overlay=closed if turn % 2 else None)
        assert set(asked) <= {(0, 1, 2), (0, 1, 2, 3, 4)}


def test_a_hub_of_a_hundred_thousand_neighbours_takes_changes_and_gives_its_newest(tmp_path: Path) -> None:
    """Edges of a hub end without looking all of it through; the cap keeps the newest that still hold."""
    leaves = 100_000
    hub = Edges(
        leaves + 1,
        np.zeros(leaves, np.int32),
        np.arange(1, leaves + 1, dtype=np.int32),
        np.zeros(leaves, np.uint8),
        ("trade",),
        np.full(leaves, 18_000, np.int32),
        np.full(leaves, 30_000, np.int32),
        np.ones(leaves),
        np.zeros(leaves + 1, np.uint8),
        ("firm",),
    )
    snapshot = opened(tmp_path, hub)
    ended = np.arange(leaves - 1000, leaves)
    changed = Changed(
        ended.astype(np.uint32), hub.origin[ended], hub.target[ended], np.full(1000, 19_000, np.int32)
    )
    overlay = Overlay.over(snapshot, hub.where(np.zeros(leaves, bool)), changed=changed)
    walker = Walker(Engine(snapshot, overlay).look())
    assert sorted(walker.walk([0], 1, 3, 18_500).ids) == [0, leaves - 2, leaves - 1, leaves]
    assert sorted(walker.walk([0], 1, 3, 20_000).ids) == [0, leaves - 1002, leaves - 1001, leaves - 1000]
