"""A snapshot: the whole graph of one moment as arrays in a folder, opened without reading it.

The arrays are memory-mapped: several processes share one copy, and what nobody walks never leaves the disk.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.keys import UNKNOWN, find
from puhui.graph.engine.touching import touch
from puhui.kernel import Problem, Text

FORMAT: Final = 1
SUPER: Final = 1
"""The flag of a node that is reached and not walked through: an agent's address, a market, a platform."""

BARE: Final = ("offsets", "neighbour")
TYPED: Final = ("kind", "since", "until", "weight")
_HOT: Final = (*BARE, *TYPED, "flags", "slot")
ARRAYS: Final = {
    "offsets": (np.uint32, np.uint64),
    "neighbour": (np.uint32,),
    "kind": (np.uint8,),
    "since": (np.uint16,),
    "until": (np.uint16,),
    "weight": (np.float32,),
    "row": (np.uint32,),
    "slot": (np.uint32,),
    "types": (np.uint8,),
    "flags": (np.uint8,),
    "digest": (np.uint64,),
    "digest_node": (np.uint32,),
    "edge_id": (np.int64,),
}
_READ_AT_ONCE: Final = 1 << 24
_OPTIONAL: Final = ("slot", "digest", "digest_node", "edge_id")


@dataclass(frozen=True)
class Snapshot:
    """The arrays and what `snapshot.json` says. Node i's half-edges lie at offsets[i] to offsets[i + 1].

    `kind` has the bit INCOMING where the node is the edge's target; `since` and `until` are codes (`days`);
    `row` is the edge's place in the edges the snapshot was written from, `edge_id` the caller's own number
    of a row, `slot` the consent an edge stands on (0: public, never taken back).
    """

    folder: Path
    nodes: int
    edges: int
    half_edges: int
    kinds: tuple[str, ...]
    type_names: tuple[str, ...]
    said: dict[str, Any]
    arrays: dict[str, NDArray[Any]]

    @classmethod
    def open(cls, folder: Path, *, resident: bool = False) -> "Snapshot | Problem":
        """The snapshot in `folder`; `resident` reads what walks need into memory of this process."""
        try:
            said = json.loads((folder / "snapshot.json").read_text("utf-8"))
        except (OSError, ValueError):
            return _unreadable(folder)
        if said.get("format") != FORMAT:
            return _unreadable(folder)
        arrays = _opened(folder, said["arrays"])
        if isinstance(arrays, Problem):
            return arrays
        if int(arrays["offsets"][-1]) != said["half_edges"] or len(arrays["neighbour"]) != said["half_edges"]:
            return _unreadable(folder)
        if resident:
            arrays |= {name: _resident(arrays[name]) for name in _HOT if name in arrays}
        counts = (said["nodes"], said["edges"], said["half_edges"])
        return cls(folder, *counts, tuple(said["kinds"]), tuple(said["type_names"]), said, arrays)

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.arrays[name]

    @cached_property
    def as_of(self) -> str | None:
        """The moment of PostgreSQL this snapshot shows, as it was written down."""
        moment = self.said.get("as_of")
        return None if moment is None else str(moment)

    def find(self, keys: Sequence[str]) -> NDArray[np.int32]:
        """The node of each key; −1 for one that is not in it."""
        if "digest" not in self.arrays:
            return np.full(len(keys), UNKNOWN, np.int32)
        return find(self["digest"], self["digest_node"], keys)

    def warmed(self) -> "Snapshot":
        """Itself, after every page that walks need was read once; other threads go on meanwhile."""
        for name in (*_HOT, "row", "types"):
            if name in self.arrays and self[name].size:
                touch(self[name].view(np.uint8))
        return self

    def damaged(self) -> tuple[str, ...]:
        """Names of arrays whose bytes are not those that were written; reads everything."""
        found = ((name, sha256(self.folder / f"{name}.npy")) for name in self.arrays)
        return tuple(name for name, digest in found if digest != self.said["sha256"][name])

    def bytes_per_edge(self) -> dict[str, float]:
        """What an edge takes: `bare` to walk, `typed` with kind, time and weight, `all` with everything.

        Nodes are counted in: their offsets belong to `bare`, type and flags to `typed`.
        """
        bare = sum(self[name].nbytes for name in BARE)
        typed = bare + sum(self[name].nbytes for name in (*TYPED, "types", "flags"))
        whole = sum(array.nbytes for array in self.arrays.values())
        return {
            name: size / max(self.edges, 1)
            for name, size in (("bare", bare), ("typed", typed), ("all", whole))
        }


def _opened(folder: Path, lengths: dict[str, list[int]]) -> dict[str, NDArray[Any]] | Problem:
    """Every array, read-only, so that kernels are compiled for one type of each."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, types in ARRAYS.items():
        path = folder / f"{name}.npy"
        if name in _OPTIONAL and name not in lengths:
            continue
        try:
            array = np.load(path, mmap_mode="r" if np.prod(lengths.get(name, [0])) else None)
        except (OSError, ValueError):
            return _unreadable(path)
        if array.dtype not in types or list(array.shape) != lengths.get(name):
            return _unreadable(path)
        arrays[name] = array.view(np.ndarray)
        arrays[name].setflags(write=False)
    return arrays


def sha256(path: Path) -> str:
    """Of a file, read in parts."""
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        while read := opened.read(_READ_AT_ONCE):
            digest.update(read)
    return digest.hexdigest()


def _resident(array: NDArray[Any]) -> NDArray[Any]:
    copied = np.array(array)
    copied.setflags(write=False)
    return copied


def _unreadable(path: Path) -> Problem:
    return Problem(
        "graph.snapshot.unavailable",
        Text("图的快照读不出来。", "The graph's snapshot cannot be read."),
        Text(
            "请重新生成快照：puhui graph snapshot。",
            "Write the snapshot again: puhui graph snapshot.",
        ),
        str(path.name),
    )
