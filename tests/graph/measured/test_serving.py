"""One application in serving gets the very numbers everyone gets in batch."""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.graph.edges import Edges
from puhui.graph.engine import Engine, Overlay, Snapshot, Walker, write_snapshot
from puhui.graph.measured import Limits, Near, batch
from tests.graph.measured.graphs import NARROW, WIDE, graphs


def _snapshot(folder: Path, edges: Edges) -> Snapshot:
    write_snapshot(folder, edges)
    opened = Snapshot.open(folder)
    assert isinstance(opened, Snapshot)
    return opened


@pytest.mark.parametrize("limits", [NARROW, WIDE], ids=["narrow", "wide"])
@settings(max_examples=40, deadline=None)
@given(graphs(), st.integers(1, 100))
def test_serving_and_batch_agree_on_every_number(limits: Limits, edges: Edges, day: int) -> None:
    """Snapshot, walk and the small graph it gathers against the arrays of everybody."""
    with tempfile.TemporaryDirectory() as folder:
        near = Near(Walker(Engine(_snapshot(Path(folder) / "s", edges)).look()), limits)
        _agree(near, edges, day, limits)


@settings(max_examples=40, deadline=None)
@given(graphs(), st.integers(1, 100), st.integers(0, 40))
def test_what_is_younger_than_the_snapshot_counts_as_if_it_were_in_it(
    edges: Edges, day: int, old: int
) -> None:
    """The first edges in the snapshot and the rest in the overlay give what all together give."""
    first = np.arange(len(edges)) < old
    with tempfile.TemporaryDirectory() as folder:
        snapshot = _snapshot(Path(folder) / "s", edges.where(first))
        view = Engine(snapshot, Overlay.over(snapshot, edges.where(~first))).look()
        _agree(Near(Walker(view), NARROW), edges, day, NARROW)


def _agree(near: Near, edges: Edges, day: int, limits: Limits) -> None:
    every = np.arange(edges.nodes)
    rows = np.vstack(list(batch(edges, every, np.full(edges.nodes, day), limits).blocks()))
    for node, row in zip(every.tolist(), rows, strict=True):
        served = near.of(node, day)
        assert served.complete
        np.testing.assert_allclose(served.values, row[: len(near.features)], rtol=1e-6)


def test_serving_says_when_a_node_has_more_edges_than_it_gathers(tmp_path: Path) -> None:
    """A number that is not whole is never passed off as whole."""
    edges = Edges.of_rows(8, [(0, at, "trade", 1.0) for at in range(1, 8)])
    walker = Walker(Engine(_snapshot(tmp_path / "s", edges)).look())
    assert not Near(walker, replace(WIDE, own_edges=5)).of(0, 9).complete
    assert Near(walker, WIDE).of(0, 9).complete
