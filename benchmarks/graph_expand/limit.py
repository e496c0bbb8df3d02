"""The C loop, compiled where there is a compiler."""

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine import Snapshot


class Limit:
    """`limit.c` over a snapshot's own arrays."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._offsets, self._neighbours = snapshot["offsets"], snapshot["neighbour"]
        nodes = snapshot.nodes
        self._seen, self._queue = np.zeros(nodes // 64 + 1, np.uint64), np.zeros(nodes + 1, np.uint32)
        self._library = _compiled()

    def measure(
        self, starts: NDArray[np.int32], hops: int, cap: int, passes: int
    ) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
        """Of each application the best seconds, and how many nodes were reached."""
        best, sizes = np.zeros(len(starts), np.uint64), np.zeros(len(starts), np.int32)
        whole = np.ascontiguousarray(starts, np.int32)
        places = [_place(it) for it in (self._offsets, self._neighbours, self._seen, self._queue, whole)]
        self._library.measure(
            *places,
            *(ctypes.c_int(it) for it in (*whole.shape, hops, cap, passes)),
            _place(best),
            _place(sizes),
        )
        return best / 1e9, sizes


def has_compiler() -> bool:
    """Whether the limit can be known here."""
    return shutil.which("gcc") is not None


def _place(array: NDArray[np.generic]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


def _compiled() -> ctypes.CDLL:
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "limit.so"
        source = Path(__file__).with_name("limit.c")
        options = ["-O3", "-march=native", "-shared", "-fPIC"]
        subprocess.run(["gcc", *options, "-o", str(library), str(source)], check=True)
        return ctypes.CDLL(str(library))
