"""What spreads along edges, round by round: a score that neighbours share out, and words they agree on."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.whole.blocks import NodeBlock


def propagate(
    blocks: Sequence[NodeBlock],
    seed: NDArray[np.float32],
    rounds: int = 10,
    passed_on: float = 0.85,
    threads: int = 1,
) -> NDArray[np.float32]:
    """Each round a node keeps `1 − passed_on` of its seed and gets its share of what its neighbours held.

    With an even seed that is PageRank on the undirected graph after so many rounds; with a seed at some
    nodes, how near everybody is to them. A node without neighbours keeps its part of the seed, no more.
    """
    seed = np.ascontiguousarray(seed, np.float32)
    inverse = np.empty(len(seed), np.float32)
    for block in blocks:
        inverse[block.first : block.last] = 1 / np.maximum(np.diff(block.offsets), 1)
    held, share = seed.copy(), np.empty_like(seed)

    def step(block: NodeBlock) -> None:
        _gather(block.first, block.offsets, block.other, share, seed, np.float32(passed_on), held)

    with ThreadPoolExecutor(max(threads, 1)) as pool:
        for _ in range(rounds):
            np.multiply(held, inverse, out=share)
            list(pool.map(step, blocks))
    return held


def communities(blocks: Sequence[NodeBlock], rounds: int = 10) -> NDArray[np.int32]:
    """Everybody takes the label most neighbours have (the smallest of several), all at once."""
    nodes = blocks[-1].last if blocks else 0
    label = np.arange(nodes, dtype=np.int32)
    for _ in range(rounds):
        before = label.copy()
        for block in blocks:
            _agree(block.first, block.offsets, block.other, before, label)
    return label


@numba.njit(cache=True, nogil=True, fastmath=True)
def _gather(  # noqa: PLR0917
    first: int,
    offsets: NDArray[np.int64],
    other: NDArray[np.int32],
    share: NDArray[np.float32],
    seed: NDArray[np.float32],
    passed_on: np.float32,
    held: NDArray[np.float32],
) -> None:
    kept = np.float32(1) - passed_on
    for row in range(len(offsets) - 1):
        total = 0.0
        for at in range(offsets[row], offsets[row + 1]):
            total += share[other[at]]
        held[first + row] = kept * seed[first + row] + passed_on * np.float32(total)


@numba.njit(cache=True, nogil=True)
def _agree(
    first: int,
    offsets: NDArray[np.int64],
    other: NDArray[np.int32],
    before: NDArray[np.int32],
    label: NDArray[np.int32],
) -> None:
    for row in range(len(offsets) - 1):
        begin, end = offsets[row], offsets[row + 1]
        if begin == end:
            continue
        near = np.sort(before[other[begin:end]])
        best, most, at = near[0], 0, 0
        while at < len(near):
            run = at
            while run < len(near) and near[run] == near[at]:
                run += 1
            if run - at > most:
                best, most = near[at], run - at
            at = run
        label[first + row] = best
