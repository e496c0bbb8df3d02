"""Snapshots: what is written is what is opened, and what is broken is said."""

import json
from pathlib import Path

import numpy as np
import pytest

from puhui.graph.edges import ALWAYS, STILL, Edges
from puhui.graph.engine import Engine, Snapshot, Walker, write_snapshot
from puhui.kernel import Problem
from tests.graph.engine.opening import opened

FIRMS = Edges.of_rows(
    3,
    [(0, 1, "ownership", 0.25, 18_000, STILL), (1, 2, "trade", 500_00, ALWAYS, 20_000)],
    ["person", "firm", "firm"],
)


def test_an_edge_comes_back_as_it_was(tmp_path: Path) -> None:
    """Kind, direction, dates, weight and the caller's own number, seen from either end."""
    view = Engine(opened(tmp_path, FIRMS, edge_ids=np.array([901, 902]))).look()
    reached = Walker(view).walk([1], 1, edges=True)
    assert reached.met is not None
    halves = view.half_edges(reached.met)
    assert [view.kinds[it] for it in halves.kind] == ["ownership", "trade"]
    assert halves.outgoing.tolist() == [False, True]
    assert halves.since.tolist() == [18_000, ALWAYS]
    assert halves.until.tolist() == [STILL, 20_000]
    assert halves.weight.tolist() == [0.25, 500_00]
    assert view.edge_ids(halves.row).tolist() == [901, 902]
    names = [view.snapshot.type_names[it] for it in view.types_of(reached.ids)]
    assert names == ["firm", "person", "firm"]


def test_a_node_is_found_by_its_key_and_the_key_is_nowhere_in_the_files(tmp_path: Path) -> None:
    """Only digests are kept: a copied snapshot names nobody."""
    keys = ["firm:91990000MA00TEX70J", "person:b", "firm:c"]
    snapshot = opened(tmp_path, FIRMS, keys=keys)
    assert snapshot.find([*reversed(keys), "nobody"]).tolist() == [2, 1, 0, -1]
    written = b"".join(path.read_bytes() for path in snapshot.folder.iterdir())
    assert b"91990000MA00TEX70J" not in written


def test_a_new_snapshot_takes_the_place_and_readers_keep_theirs(tmp_path: Path) -> None:
    """Whoever opened the first still walks it whole; who opens now sees the second; nothing is left over."""
    first = opened(tmp_path, FIRMS)
    second = opened(tmp_path, Edges.of_rows(2, [(0, 1, "ownership", 1.0)]))
    assert (first.nodes, second.nodes) == (3, 2)
    assert sorted(Walker(Engine(first).look()).walk([0], 2).ids) == [0, 1, 2]
    assert [it.name for it in tmp_path.iterdir()] == ["snapshot"]


def test_a_graph_without_edges_is_a_graph(tmp_path: Path) -> None:
    """One node alone reaches itself."""
    empty = Edges.of_rows(1, [])
    assert Walker(Engine(opened(tmp_path, empty)).look()).walk([0]).ids.tolist() == [0]


def test_what_cannot_be_read_is_a_problem_that_says_what_to_do(tmp_path: Path) -> None:
    """No folder, a cut file, another format: each a Problem, never a wrong walk."""
    assert isinstance(Snapshot.open(tmp_path / "nowhere"), Problem)
    folder = opened(tmp_path, FIRMS).folder
    whole = (folder / "neighbour.npy").read_bytes()
    (folder / "neighbour.npy").write_bytes(whole[:-4])
    cut = Snapshot.open(folder)
    assert isinstance(cut, Problem)
    assert cut.code == "graph.snapshot.unavailable"
    (folder / "neighbour.npy").write_bytes(whole)
    card = json.loads((folder / "snapshot.json").read_text("utf-8"))
    (folder / "snapshot.json").write_text(json.dumps(card | {"format": 99}), "utf-8")
    assert isinstance(Snapshot.open(folder), Problem)


def test_changed_bytes_are_found(tmp_path: Path) -> None:
    """Asked for, every array is held against what was written."""
    snapshot = opened(tmp_path, FIRMS)
    assert snapshot.damaged() == ()
    bytes_now = bytearray((snapshot.folder / "weight.npy").read_bytes())
    bytes_now[-1] ^= 1
    (snapshot.folder / "weight.npy").write_bytes(bytes_now)
    assert snapshot.damaged() == ("weight",)


def test_an_edge_to_a_node_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(ValueError, match="not there"):
        write_snapshot(tmp_path / "snapshot", Edges.of_rows(2, [(0, 2, "trade", 1.0)]))
    assert list(tmp_path.iterdir()) == []


def test_an_edge_takes_thirteen_bytes_bare_and_thirty_one_with_everything(tmp_path: Path) -> None:
    """Six nodes to ten edges, as among owners and enterprises."""
    random = np.random.default_rng(1)
    rows = [(int(a), int(b), "trade", 1.0) for a, b in random.integers(0, 6000, (10_000, 2))]
    taken = opened(tmp_path, Edges.of_rows(6000, rows)).bytes_per_edge()
    assert taken["bare"] < 13
    assert taken["typed"] < 31
