"""Walking: from one or several starts, so many hops, so many edges a node, and never without an end."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.apart import join
from puhui.graph.engine.building import INCOMING
from puhui.graph.engine.columns import HOPS_AT_MOST, STARTS_AT_MOST, Asked, Room
from puhui.graph.engine.days import asked as asked_day
from puhui.graph.engine.plain import walk_plainly
from puhui.graph.engine.reached import Reached
from puhui.graph.engine.view import View
from puhui.graph.engine.walking import forget_told, walk
from puhui.graph.engine.withdrawn import Withdrawn

LOOKS: Final = 4_000_000
_MET_AT_MOST: Final = 1_000_000
_MORE_NODES: Final = 10_000
_EVERY: Final = np.ones(256, np.uint8)
_NO_BITS: Final = np.empty(0, np.uint64)


class Walker:
    """Walks one view. Keeps its room from walk to walk: one walker a thread, as many as you like."""

    def __init__(self, view: View, room_of: "Walker | None" = None) -> None:
        lent = room_of if room_of is not None and room_of.room_nodes >= view.nodes else None
        self.view = view
        self._room: Room = lent._room if lent else _room(view.nodes)
        self._telling: Room | None = lent._telling if lent else None
        self._place: NDArray[np.uint32] | None = lent._place if lent else None
        self._arguments = (view.old.offsets, view.old.neighbour, *self._room[:3])
        self._graph = (view.old, view.young)
        self._bare = view.overlay is None
        self._masks: dict[tuple[str, ...], NDArray[np.uint8]] = {}

    def moved(self, view: View) -> "Walker":
        """A walker of another view, in the room of this one where that is large enough; this one walks no
        more."""
        return Walker(view, self)

    @property
    def room_nodes(self) -> int:
        """For how many nodes there is room."""
        return len(self._room.queue) - 1

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
        looks: int = LOOKS,
    ) -> Reached:
        """Everyone within `hops` of a start, over each node's newest `cap` usable edges.

        Usable: true on `day` (None: on any), of `kinds` (None: of any; `<ownership`: only towards where the
        walk stands, `>ownership`: only away from it), its consent not taken back (in the view, unless
        `withdrawn` says otherwise). `budget` bounds nodes, `looks` the edges looked at; told `apart`, each
        start has its even share of both, and what the ones before it left. A start of −1 is left out. A
        super-node is reached, and walked on from only `through_super` or as a start.
        """
        begun = np.array(starts, np.int32)
        taken_back = (withdrawn or self.view.withdrawn).bits if self.view.on_consent else _NO_BITS
        self._check(begun, hops)
        if (
            self._bare
            and through_super
            and day is None
            and kinds is None
            and budget is None
            and not (apart or edges or len(taken_back))
        ):
            count = walk_plainly(*self._arguments, begun, hops, cap)
            return Reached(
                self._room.queue[:count].astype(np.int32), tuple(self._room.ends[: hops + 1].tolist()), True
            )
        asked = Asked(
            hops,
            cap,
            0 if day is None else asked_day(day),
            _EVERY if kinds is None else self._mask(kinds),
            not (day is None and kinds is None and not len(taken_back)),
            self.view.nodes * STARTS_AT_MOST if budget is None else max(budget, len(begun)),
            looks,
            through_super,
            taken_back,
        )
        return self._apart(begun, asked, edges) if apart else self._together(begun, asked, edges)

    def _check(self, begun: NDArray[np.int32], hops: int) -> None:
        if not 0 <= hops <= HOPS_AT_MOST or len(begun) > STARTS_AT_MOST:
            raise ValueError(f"a walk goes {HOPS_AT_MOST} hops at most, from {STARTS_AT_MOST} starts at most")
        if max(begun.tolist(), default=0) >= self.view.nodes:
            raise ValueError("a start is not in the graph")

    def _together(self, begun: NDArray[np.int32], asked: Asked, edges: bool) -> Reached:
        room = self._room_for(edges)
        count, met, complete = walk(*self._graph, asked, room, begun, 0)
        ends, walked = tuple(room.ends[: asked.hops + 1].tolist()), room.queue[:count]
        told = _told(room, walked, met) if edges else (None, None)
        return Reached(walked.astype(np.int32), ends, bool(complete), None, *told)

    def _apart(self, begun: NDArray[np.int32], asked: Asked, edges: bool) -> Reached:
        """One walk a start; then everyone in one list, nearest first."""
        room, met, complete, left = self._room_for(edges), 0, True, asked.budget
        walked = [np.empty(0, np.uint32)]
        ends, firsts = np.zeros((len(begun), asked.hops + 1), np.int64), np.zeros(len(begun) + 1, np.int64)
        looks = asked.looks // max(len(begun), 1)
        for number in range(len(begun)):
            share = asked._replace(budget=max(left // (len(begun) - number), 1), looks=looks)
            alone = begun[number : number + 1]
            count, met, whole = walk(*self._graph, share, room, alone, met)
            walked.append(room.queue[:count].copy())
            ends[number] = room.ends[: asked.hops + 1]
            firsts[number + 1] = firsts[number] + count
            left, complete = left - count, complete and bool(whole)
        every = np.concatenate(walked)
        told = _told(room, every, met) if edges else (None, None)
        return self._joined(every, firsts, ends, complete, *told)

    def _joined(  # noqa: PLR0917
        self,
        walked: NDArray[np.uint32],
        firsts: NDArray[np.int64],
        ends: NDArray[np.int64],
        complete: bool,
        met: NDArray[np.int64] | None,
        met_from: NDArray[np.int32] | None,
    ) -> Reached:
        if self._place is None:
            self._place = np.zeros(len(self._room.queue), np.uint32)
        ids, hops = np.empty(len(walked), np.int32), np.empty((len(walked), len(ends)), np.uint8)
        within = np.zeros(ends.shape[1], np.int64)
        count = join(walked, firsts, ends, self._place, self._room.seen, ids, hops, within)
        return Reached(ids[:count], tuple(within.tolist()), complete, hops[:count], met, met_from)

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

    def _room_for(self, edges: bool) -> Room:
        if not edges:
            return self._room
        if self._telling is None:
            self._telling = self._room._replace(
                told=np.zeros_like(self._room.seen),
                met=np.zeros(_MET_AT_MOST + 1, np.int64),
                met_from=np.zeros(_MET_AT_MOST + 1, np.uint32),
            )
        return self._telling


def _told(room: Room, walked: NDArray[np.uint32], met: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The half-edges met, copied; the room forgets them."""
    forget_told(room.told, walked)
    return room.met[:met].copy(), room.met_from[:met].astype(np.int32)


def _room(nodes: int) -> Room:
    """All of it is asked for and little of it is touched: pages come when a walk first writes there. Some
    more than there are nodes, for those of later views."""
    most = nodes + (nodes >> 4) + _MORE_NODES
    return Room(
        np.zeros((most >> 6) + 1, np.uint64),
        np.zeros(most + 1, np.uint32),
        np.zeros(HOPS_AT_MOST + 1, np.int64),
        _NO_BITS,
        np.empty(0, np.int64),
        np.empty(0, np.uint32),
    )
