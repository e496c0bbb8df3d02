"""What spreads along edges, round by round: a score that neighbours share out, and words they agree on."""

# A word of the processor has no signature that a checker could know.
# mypy: disable-error-code="call-arg"

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.machine import fetch
from puhui.graph.whole.blocks import NodeBlock

_AHEAD = 96
"""Neighbours ahead whose shares are asked for: memory answers many at once, and slowly one by one."""


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
    if rounds <= 0:
        return seed.copy()
    share, next_share = np.empty_like(seed), np.empty_like(seed)
    for block in blocks:
        share[block.first : block.last] = 1 / np.maximum(np.diff(block.offsets), 1)
    share *= seed
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        for turn in range(rounds):
            terms = (share, seed, np.float32(passed_on), turn == rounds - 1, next_share)
            list(pool.map(lambda block, terms=terms: _step(block, *terms), blocks))
            share, next_share = next_share, share
    return share


def communities(blocks: Sequence[NodeBlock], rounds: int = 10) -> NDArray[np.int32]:
    """Everybody takes the label most neighbours have (the smallest of several), all at once."""
    nodes = blocks[-1].last if blocks else 0
    label = np.arange(nodes, dtype=np.int32)
    for _ in range(rounds):
        before = label.copy()
        for block in blocks:
            _agree(block.first, block.offsets, block.other, before, label)
    return label


def _step(  # noqa: PLR0917 - what one block needs in one round
    block: NodeBlock,
    share: NDArray[np.float32],
    seed: NDArray[np.float32],
    passed_on: np.float32,
    last: bool,
    out: NDArray[np.float32],
) -> None:
    """One round for the nodes of one block: reads everybody's shares, writes its own nodes'."""
    here = slice(block.first, block.last)
    _gather(block.offsets, block.other.view(np.uint32), share, seed[here], passed_on, last, out[here])


@numba.njit(cache=True, nogil=True)
def _gather(  # noqa: PLR0917
    offsets: NDArray[np.int64],
    other: NDArray[np.uint32],
    share: NDArray[np.float32],
    seed: NDArray[np.float32],
    passed_on: np.float32,
    last: bool,
    out: NDArray[np.float32],
) -> None:
    """What is held, or (but in the last round) the share of it that each neighbour gets.

    Places are unsigned, because numba looks whether a signed one counts from the end, at every access.
    """
    kept, every = np.float32(1) - passed_on, len(other)
    begin = offsets[0]
    for row in range(len(offsets) - 1):
        end, total = offsets[row + 1], 0.0
        if end + _AHEAD <= every:
            for at in range(np.uint64(begin), np.uint64(end)):
                fetch(share, np.int64(other[at + np.uint64(_AHEAD)]))
                total += share[other[at]]
        else:
            for at in range(np.uint64(begin), np.uint64(end)):
                total += share[other[at]]
        held = kept * seed[row] + passed_on * np.float32(total)
        out[row] = held if last else held / np.float32(max(end - begin, 1))
        begin = end


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
