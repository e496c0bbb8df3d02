"""The relations of PostgreSQL as columns: read as a stream, block by block, in the order of their numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sqlalchemy import Connection, Row

from puhui.graph.concepts import WHOLE_SHARE, Unit, concepts, node_concepts
from puhui.graph.edges import STILL, Edges
from puhui.graph.engine.keys import find, sorted_digests
from puhui.graph.serving import store
from puhui.graph.serving.consents import Consents
from puhui.ground import Mode

Find = Callable[[list[str]], NDArray[np.int32]]
"""From words to numbers of nodes."""

_BLOCK_BYTES: Final = 32 << 20
SCHEMA: Final = {
    "number": pl.Int64,
    "kind": pl.String,
    "from_node": pl.String,
    "to_node": pl.String,
    "since": pl.Int32,
    "until": pl.Int32,
    "weight": pl.Int64,
    "consent_id": pl.String,
}


@dataclass(frozen=True, slots=True)
class Names:
    """Kinds of relation and types of node in the order of a snapshot: all there are, used or not."""

    kinds: tuple[str, ...]
    types: tuple[str, ...]

    @classmethod
    def now(cls) -> "Names":
        """As the concepts are now."""
        return cls(tuple(sorted(concepts())), tuple(sorted(node_concepts())))


class Words(Sequence[str]):
    """The nodes' words, one a line of a file: read again each time, never held together."""

    def __init__(self, path: Path, many: int) -> None:
        self._path, self._many = path, many

    def __len__(self) -> int:
        return self._many

    def __iter__(self) -> Iterator[str]:
        with self._path.open(encoding="utf-8") as lines:
            yield from (line.rstrip("\n") for line in lines)

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        raise TypeError("words are read from the first to the last")


@dataclass(frozen=True, slots=True)
class Columns:
    """Relations without their ends, column by column; a weight is what `Edges` wants it to be."""

    number: NDArray[np.int64]
    kind: NDArray[np.uint8]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    weight: NDArray[np.float64]
    slot: NDArray[np.uint32]

    def in_order(self, order: NDArray[np.int64]) -> "Columns":
        """The same relations in another order."""
        return Columns(*(getattr(self, name)[order] for name in _TYPES))

    @classmethod
    def of(cls, frame: pl.DataFrame, names: Names, consents: Consents) -> "Columns":
        """From rows as they were read. Their kinds are all among the names (`known_kinds`)."""
        units = {it.kind: it.unit for it in concepts().values()}
        divided = [kind for kind, unit in units.items() if unit is Unit.SHARE]
        silent = [kind for kind, unit in units.items() if unit is Unit.NONE]
        weight = (
            pl.when(pl.col("kind").is_in(silent) | (pl.col("kind").is_in(divided) & (pl.col("weight") == 0)))
            .then(None)
            .when(pl.col("kind").is_in(divided))
            .then(pl.col("weight") / WHOLE_SHARE)
            .otherwise(pl.col("weight"))
        )
        slots = {it: consents.slot(UUID(it)) for it in frame["consent_id"].unique().drop_nulls()}
        slot = pl.col("consent_id").replace_strict(slots, default=0, return_dtype=pl.UInt32)
        kinds = {kind: place for place, kind in enumerate(names.kinds)}
        made = frame.select(
            "number",
            pl.col("kind").replace_strict(kinds, return_dtype=pl.UInt8),
            "since",
            pl.col("until").fill_null(STILL),
            weight.cast(pl.Float64).fill_null(np.nan).alias("weight"),
            (slot if slots else pl.lit(0, pl.UInt32)).alias("slot"),
        )
        return cls(*(made[name].to_numpy() for name in made.columns))


def known_kinds(frame: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Only relations of a kind that is described; nobody can say what another one means."""
    return frame.filter(pl.col("kind").is_in(list(names.kinds)))


def ends_of(frame: pl.DataFrame, find: Find) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The numbers of both ends, each word looked up once."""
    words = pl.concat([frame["from_node"], frame["to_node"]]).unique(maintain_order=True)
    if not len(words):
        return np.empty(0, np.int32), np.empty(0, np.int32)
    ids = pl.DataFrame({"word": words, "id": find(words.to_list())})
    found = [
        frame.select(pl.col(end).alias("word")).join(ids, on="word", how="left", maintain_order="left")["id"]
        for end in ("from_node", "to_node")
    ]
    return found[0].to_numpy(), found[1].to_numpy()


@dataclass(frozen=True, slots=True)
class Read:
    """Everything a snapshot is written from; `numbers` and `slots` one an edge."""

    edges: Edges
    words: Words
    numbers: NDArray[np.int64]
    slots: NDArray[np.uint32]
    consents: Consents


def read_all(connection: Connection, mode: Mode, last: int, now: datetime, scratch: Path) -> Read:
    """Every relation up to number `last` whose consent stands; nodes in the order of their words."""
    names, consents = Names.now(), Consents()
    words, types = _read_words(store.nodes_as_text(connection, mode, last, now), scratch / "words", names)
    digests, order = sorted_digests(words)
    columns: list[Columns] = []
    ends: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
    for block in _frames(store.relations_as_text(connection, mode, last, now)):
        frame = known_kinds(block, names)
        columns.append(Columns.of(frame, names, consents))
        ends.append(ends_of(frame, lambda asked: find(digests, order, asked)))
    whole = together(columns)
    edges = Edges(
        len(words),
        np.concatenate([_NO_NODES, *(it[0] for it in ends)]),
        np.concatenate([_NO_NODES, *(it[1] for it in ends)]),
        whole.kind,
        names.kinds,
        whole.since,
        whole.until,
        whole.weight,
        types,
        names.types,
    )
    return Read(edges, words, whole.number, whole.slot, consents)


def together(parts: Sequence[Columns]) -> Columns:
    """Several blocks as one."""
    return Columns(
        *(
            np.concatenate([np.empty(0, kind), *(getattr(it, name) for it in parts)])
            for name, kind in _TYPES.items()
        )
    )


def plain(row: Row[Any]) -> tuple[Any, ...]:
    """A row as `SCHEMA` takes it."""
    values = tuple(row)
    return (*values[:-1], None if values[-1] is None else str(values[-1]))


def types_of(words: pl.Series, names: Names) -> NDArray[np.uint8]:
    """The type of each node: what stands before the colon of its word."""
    kinds = {name: place for place, name in enumerate(names.types)}
    before = words.str.split_exact(":", 1).struct.field("field_0")
    return before.replace_strict(kinds, return_dtype=pl.UInt8).to_numpy()


def _read_words(stream: Iterator[bytes], path: Path, names: Names) -> tuple[Words, NDArray[np.uint8]]:
    """Keep the words in a file; no word has a comma, a quote or an end of line in it."""
    types: list[NDArray[np.uint8]] = [np.empty(0, np.uint8)]
    with path.open("wb") as file:
        for block in _lines(stream):
            file.write(block)
            types.append(types_of(pl.Series(block.decode().splitlines(), dtype=pl.String), names))
    whole = np.concatenate(types)
    return Words(path, len(whole)), whole


def _frames(stream: Iterator[bytes]) -> Iterator[pl.DataFrame]:
    for block in _lines(stream):
        yield pl.read_csv(BytesIO(block), has_header=False, schema=SCHEMA)


def _lines(stream: Iterator[bytes]) -> Iterator[bytes]:
    """Blocks of whole lines, some tens of megabytes each."""
    held: list[bytes] = []
    size = 0
    for piece in stream:
        held.append(piece)
        size += len(piece)
        if size >= _BLOCK_BYTES:
            whole = b"".join(held)
            end = whole.rfind(b"\n") + 1
            yield whole[:end]
            held, size = [whole[end:]], len(whole) - end
    if rest := b"".join(held):
        yield rest


_NO_NODES: Final = np.empty(0, np.int32)
_TYPES: Final = {
    "number": np.int64,
    "kind": np.uint8,
    "since": np.int32,
    "until": np.int32,
    "weight": np.float64,
    "slot": np.uint32,
}
