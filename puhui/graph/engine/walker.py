"""Walking: from one or several starts, so many hops, so many edges a node, and never without an end."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.building import INCOMING
from puhui.graph.engine.columns import HOPS_AT_MOST, STARTS_AT_MOST, UNREACHED, Asked, Room
from puhui.graph.engine.days import asked as asked_day
from puhui.graph.engine.view import View
from puhui.graph.engine.walking import walk
from puhui.graph.engine.withdrawn import Withdrawn

_LOOKS: Final = 4_000_000
_MET_AT_MOST: Final = 1_000_000
_EVERY: Final = np.ones(256, np.uint8)
_NO_PLACES: Final = np.empty(0, np.int64)
_NO_NODES: Final = np.empty(0, np.int32)


@dataclass(frozen=True)
class Reached:
    """The nodes in the order they were met, starts first; `ends[h]` of them lie within h hops.

    `hops_from` (a row a node, a column a start; 255: not from there) is there when the walk was asked to tell
    the starts `apart`; `met` and `met_from` (positions of half-edges, and the node each was seen from) when
    it was asked for `edges`. Not `complete`: a bound was met, and the farthest nodes are missing.
    """

    ids: NDArray[np.int32]
    ends: tuple[int, ...]
    complete: bool
    hops_from: NDArray[np.uint8] | None = None
    met: NDArray[np.int64] | None = None
    met_from: NDArray[np.int32] | None = None

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


class Walker:
    """Walks one view. Keeps its room from walk to walk: one walker a thread, as many as you like."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._room = _room(view.nodes)
        self._apart: NDArray[np.uint8] = np.empty((0, 1), np.uint8)
        self._met = (_NO_PLACES, _NO_NODES)
        self._masks: dict[tuple[str, ...], NDArray[np.uint8]] = {}

    def walk(  # noqa: PLR0917 - the terms of a walk, in the order people say them
        self,
        starts: Sequence[int] | NDArray[np.int32],
        hops: int = 3,
        cap: int = 200,
        day: int | None = None,
        kinds: tuple[str, ...] | None = None,
        budget: int | None = None,
        through_super: bool = True,
        withdrawn: Withdrawn | None = None,
        *,
        apart: bool = False,
        edges: bool = False,
        looks: int = _LOOKS,
    ) -> Reached:
        """Everyone within `hops` of a start, over each node's newest `cap` usable edges.

        Usable: true on `day` (None: on any), of `kinds` (None: of any; `<ownership`: only towards where the
        walk stands, `>ownership`: only away from it), its consent not taken back (in the view, unless
        `withdrawn` says otherwise). `budget` bounds nodes, `looks` the edges looked at. A start
        of −1 is left out. A super-node is reached, and walked on from only `through_super` or as a start.
        """
        if not 0 <= hops <= HOPS_AT_MOST or len(starts) > STARTS_AT_MOST:
            raise ValueError(f"a walk goes {HOPS_AT_MOST} hops at most, from {STARTS_AT_MOST} starts at most")
        begun = np.asarray(starts, np.int32)
        if len(begun) and begun.max() >= self.view.nodes:
            raise ValueError("a start is not in the graph")
        room = self._room_for(len(begun) if apart else 0, edges)
        taken_back = (withdrawn or self.view.withdrawn).bits
        asked = Asked(
            hops,
            cap,
            0 if day is None else asked_day(day),
            _EVERY if kinds is None else self._mask(kinds),
            kinds is None,
            self.view.nodes if budget is None else max(budget, len(begun)),
            looks,
            through_super,
            taken_back,
            apart,
        )
        count, met, complete = walk(self.view.old, self.view.young, begun, asked, room)
        return Reached(
            room.queue[:count].copy(),
            tuple(room.ends[: hops + 1].tolist()),
            bool(complete),
            room.hops[:count].copy() if apart else None,
            room.met[:met].copy() if edges else None,
            room.met_from[:met].copy() if edges else None,
        )

    def _mask(self, kinds: tuple[str, ...]) -> NDArray[np.uint8]:
        """One byte a value of `kind`; a kind the snapshot does not have gives nothing."""
        if kinds not in self._masks:
            mask = np.zeros(256, np.uint8)
            for kind in kinds:
                if (name := kind.lstrip("<>")) in self.view.kinds:
                    number = self.view.kinds.index(name)
                    mask[number] |= not kind.startswith("<")
                    mask[number | INCOMING] |= not kind.startswith(">")
            self._masks[kinds] = mask
        return self._masks[kinds]

    def _room_for(self, starts: int, edges: bool) -> Room:
        if starts > self._apart.shape[1] or (starts and not len(self._apart)):
            self._apart = np.zeros((self.view.nodes, starts), np.uint8)
        if edges and not len(self._met[0]):
            self._met = (np.zeros(_MET_AT_MOST, np.int64), np.zeros(_MET_AT_MOST, np.int32))
        met, met_from = self._met if edges else (_NO_PLACES, _NO_NODES)
        return self._room._replace(hops=self._apart[:, :starts], met=met, met_from=met_from)


def _room(nodes: int) -> Room:
    """All of it is asked for and little of it is touched: pages come when a walk first writes there."""
    return Room(
        np.zeros((nodes >> 6) + 1, np.uint64),
        np.zeros(nodes, np.int32),
        np.zeros(nodes, np.uint32),
        np.zeros(nodes, np.uint8),
        np.zeros((2, nodes), np.uint8),
        np.empty((0, 0), np.uint8),
        np.zeros(nodes, np.uint8),
        np.zeros((2, nodes), np.uint32),
        np.zeros(HOPS_AT_MOST + 1, np.int64),
        _NO_PLACES,
        _NO_NODES,
    )
