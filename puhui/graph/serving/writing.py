"""From PostgreSQL to a snapshot: read in one transaction, written aside, shown at once."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, text

from puhui.graph.concepts import NodeType, node_concepts
from puhui.graph.edges import Edges
from puhui.graph.engine import SUPER, write_snapshot
from puhui.graph.serving.places import Places
from puhui.graph.serving.reading import Read, read_all
from puhui.graph.serving.settled import Settled, settled
from puhui.ground import Mode
from puhui.kernel import BEIJING, Problem, Text

_WAIT_SECONDS: Final = 60.0
_EPOCH_DAYS: Final = 719_163
"""1970-01-01 as `date.toordinal` counts."""


@dataclass(frozen=True, slots=True)
class Made:
    """A snapshot that was written: where, of how many nodes and edges, up to which relation."""

    folder: Path
    nodes: int
    edges: int
    last: int


def make_snapshot(
    engine: Engine, home: Path, mode: Mode, now: datetime, wait_seconds: float = _WAIT_SECONDS
) -> Made | Problem:
    """Write the relations that may be walked now as a snapshot, and show it to whoever looks next.

    What was taken back or has run out before `now` is not in it. Waits for a moment in which nobody is
    writing relations, so that none with a smaller number comes later.
    """
    last = settled(engine, wait_seconds)
    if last is None:
        return _BUSY
    places = Places.of(home, mode)
    places.make()
    with tempfile.TemporaryDirectory(prefix=".making-", dir=places.folder) as scratch:
        read = _read(engine, mode, last.number, now, Path(scratch))
        made = Path(scratch) / "made"
        made.mkdir()
        _write(made, read, last, now)
        folder = places.next()
        shutil.move(made, folder)
    places.show(folder)
    return Made(folder, read.edges.nodes, len(read.edges), last.number)


def super_flags(edges: Edges, day: int) -> NDArray[np.uint8]:
    """Nodes on which, on a day, as many others hang as make one of their type say nothing (`super_from`)."""
    concepts = node_concepts()
    from_many = np.array([concepts[NodeType(it)].super_from for it in edges.type_names], np.int64)
    open_ones = edges.at(day)
    one, other = open_ones.origin.astype(np.int64), open_ones.target.astype(np.int64)
    pairs = np.unique(np.concatenate([one * edges.nodes + other, other * edges.nodes + one]))
    hanging = np.bincount(pairs // max(edges.nodes, 1), minlength=edges.nodes)
    most = from_many[edges.types]
    return np.where((most > 0) & (hanging >= most), SUPER, 0).astype(np.uint8)


def day_of(moment: datetime) -> int:
    """The day in Beijing, counted from 1970-01-01."""
    return moment.astimezone(BEIJING).date().toordinal() - _EPOCH_DAYS


def _read(engine: Engine, mode: Mode, last: int, now: datetime, scratch: Path) -> Read:
    with engine.connect() as connection, connection.begin():
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        return read_all(connection, mode, last, now, scratch)


def _write(folder: Path, read: Read, last: Settled, now: datetime) -> None:
    write_snapshot(
        folder / "graph",
        read.edges,
        read.words,
        read.slots,
        super_flags(read.edges, day_of(now)),
        edge_ids=read.numbers,
        as_of=now.isoformat(),
        extra=last.said(),
    )
    read.consents.write(folder)


_BUSY: Final = Problem(
    "graph.snapshot.busy.unavailable",
    Text(
        "一直有关系正在写入，快照没有生成。",
        "Relations were being written all the time; no snapshot was made.",
    ),
    Text("请稍后再试。", "Try again a little later."),
)
