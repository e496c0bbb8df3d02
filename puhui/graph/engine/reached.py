"""What a walk answers."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.columns import UNREACHED


class Reached:
    """The nodes nearest first; `ends[h]` of them lie within h hops of some start.

    `hops_from` (a row a node, a column a start; 255: not from there) is there when the walk was asked to tell
    the starts `apart`; `met` and `met_from` (positions of half-edges, and the node each was seen from) when
    it was asked for `edges`. Not `complete`: a bound was met, and the farthest nodes are missing; an edge met
    may then lead to a node that is not in `ids`.
    """

    def __init__(  # noqa: PLR0917 - built once a walk, and by nobody else
        self,
        ids: NDArray[np.int32],
        ends: tuple[int, ...],
        complete: bool,
        hops_from: NDArray[np.uint8] | None = None,
        met: NDArray[np.int64] | None = None,
        met_from: NDArray[np.int32] | None = None,
    ) -> None:
        self.ids, self.ends, self.complete = ids, ends, complete
        self.hops_from, self.met, self.met_from = hops_from, met, met_from

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def hops(self) -> NDArray[np.uint8]:
        """Of each node, the least hops from any start."""
        sizes = np.diff((0, *self.ends))
        return np.repeat(np.arange(len(self.ends), dtype=np.uint8), sizes)

    @cached_property
    def from_start(self) -> NDArray[np.uint8]:
        """Of each node, one bit a start it was reached from."""
        if self.hops_from is None:
            raise ValueError("ask the walk to tell the starts apart")
        bits = np.left_shift(1, np.arange(self.hops_from.shape[1]))
        return np.asarray(((self.hops_from != UNREACHED) * bits).sum(axis=1), np.uint8)
