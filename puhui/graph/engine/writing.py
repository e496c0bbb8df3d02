"""Writing a snapshot: block by block into a new folder, which then takes the old one's place at once."""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.lib.format import open_memmap, read_array_header_1_0, read_array_header_2_0, read_magic
from numpy.typing import NDArray

from puhui.graph.edges import Edges
from puhui.graph.engine.building import blocks, offsets_of
from puhui.graph.engine.days import coded
from puhui.graph.engine.keys import sorted_digests
from puhui.graph.engine.snapshot import ARRAYS, FORMAT, sha256

_KINDS_AT_MOST: Final = 128
_SHORT_OFFSETS: Final = 2**32 - 1


def write_snapshot(
    folder: Path,
    edges: Edges,
    keys: Sequence[str] | None = None,
    consent_slots: NDArray[np.uint32] | None = None,
    flags: NDArray[np.uint8] | None = None,
    *,
    edge_ids: NDArray[np.int64] | None = None,
    as_of: str | None = None,
    extra: Mapping[str, Any] | None = None,
) -> None:
    """Writes `edges` as a snapshot. Rows stand in the order they were recorded: a later row is the newer.

    `keys`, `flags`: one a node. `consent_slots`, `edge_ids`: one an edge. `extra` is kept in `snapshot.json`
    as it is. Readers of an earlier snapshot in the same place keep what they opened. Raises ValueError for
    edges to nodes that are not there: who reads foreign edges checks them first (`graph.edges`).
    """
    _checked(edges)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as made:
        new = Path(made) / "new"
        new.mkdir()
        half_edges = _write_edges(new, edges, consent_slots)
        _write_nodes(new, edges, keys, flags)
        if edge_ids is not None:
            np.save(new / "edge_id.npy", edge_ids.astype(np.int64))
        _write_card(new, edges, half_edges, as_of, extra)
        _take_the_place(new, folder, Path(made) / "old")


def _checked(edges: Edges) -> None:
    if len(edges.kinds) > _KINDS_AT_MOST:
        raise ValueError(f"a snapshot knows {_KINDS_AT_MOST} kinds of relation at most")
    if not len(edges):
        return
    ends = (edges.origin.min(), edges.target.min(), edges.origin.max(), edges.target.max())
    if min(ends) < 0 or max(ends) >= edges.nodes:
        raise ValueError("an edge leads to a node that is not there")


def _write_edges(folder: Path, edges: Edges, slots: NDArray[np.uint32] | None) -> int:
    offsets = offsets_of(edges)
    half_edges = int(offsets[-1])
    short = half_edges <= _SHORT_OFFSETS
    np.save(folder / "offsets.npy", offsets.astype(np.uint32) if short else offsets)
    names = ["neighbour", "kind", "since", "until", "weight", "row", *(["slot"] if slots is not None else [])]
    out = {name: _column(folder / f"{name}.npy", ARRAYS[name][0], half_edges) for name in names}
    for block in blocks(edges, offsets):
        where = slice(block.first, block.first + len(block))
        out["neighbour"][where], out["kind"][where], out["row"][where] = (
            block.neighbour,
            block.kind,
            block.row,
        )
        out["since"][where] = coded(edges.since[block.row])
        out["until"][where] = coded(edges.until[block.row])
        out["weight"][where] = edges.weight[block.row]
        if slots is not None:
            out["slot"][where] = slots[block.row]
    for array in out.values():
        if isinstance(array, np.memmap):
            array.flush()
    return half_edges


def _column(path: Path, kind: type, length: int) -> NDArray[Any]:
    """A file of `length` values to be filled; an empty one cannot be mapped and is written at once."""
    if length:
        return open_memmap(path, "w+", kind, (length,))
    np.save(path, np.empty(0, kind))
    return np.empty(0, kind)


def _write_nodes(
    folder: Path, edges: Edges, keys: Sequence[str] | None, flags: NDArray[np.uint8] | None
) -> None:
    np.save(folder / "types.npy", edges.types.astype(np.uint8))
    np.save(
        folder / "flags.npy", np.zeros(edges.nodes, np.uint8) if flags is None else flags.astype(np.uint8)
    )
    if keys is not None:
        rows, ids = sorted_digests(keys)
        np.save(folder / "digest.npy", rows)
        np.save(folder / "digest_node.npy", ids)


def _write_card(
    folder: Path, edges: Edges, half_edges: int, as_of: str | None, extra: Mapping[str, Any] | None
) -> None:
    arrays = {path.stem: path for path in sorted(folder.glob("*.npy"))}
    said = {
        "format": FORMAT,
        "nodes": edges.nodes,
        "edges": len(edges),
        "half_edges": half_edges,
        "as_of": as_of,
        "kinds": list(edges.kinds),
        "type_names": list(edges.type_names),
        "arrays": {name: _shape(path) for name, path in arrays.items()},
        "sha256": {name: sha256(path) for name, path in arrays.items()},
        "extra": dict(extra or {}),
    }
    (folder / "snapshot.json").write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")


def _shape(path: Path) -> list[int]:
    with path.open("rb") as opened:
        version = read_magic(opened)
        header = read_array_header_1_0(opened) if version == (1, 0) else read_array_header_2_0(opened)
    return list(header[0])


def _take_the_place(new: Path, folder: Path, old: Path) -> None:
    """Two renames: who opens in between finds nothing and says so; nobody finds a mixture."""
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
