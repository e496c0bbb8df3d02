"""Consents that were taken back: one bit each, read by every walk from that moment on."""

from threading import Lock

import numpy as np
from numpy.typing import NDArray


class Withdrawn:
    """Slots whose edges nobody may walk any more. Slot 0 is what needs no consent and stays.

    >>> gone = Withdrawn()
    >>> gone.take_back([3, 70])
    >>> [gone.holds(slot) for slot in (0, 3, 70, 71)]
    [False, True, True, False]
    """

    def __init__(self) -> None:
        self.bits: NDArray[np.uint64] = np.empty(0, np.uint64)
        self._lock = Lock()

    def take_back(self, slots: "list[int] | NDArray[np.uint32]") -> None:
        """From now on no walk uses an edge on these slots; one that has begun may see them midway."""
        asked = np.asarray(slots, np.int64)
        asked = asked[asked > 0]
        if not len(asked):
            return
        with self._lock:
            self.bits = self._room_for(int(asked.max()))
            np.bitwise_or.at(self.bits, asked >> 6, np.uint64(1) << (asked & 63).astype(np.uint64))

    def give_again(self, slots: "list[int] | NDArray[np.uint32]") -> None:
        """Puts right a slot that was taken back by mistake, or is used for a new consent."""
        asked = np.asarray(slots, np.int64)
        with self._lock:
            known = asked[asked >> 6 < len(self.bits)]
            np.bitwise_and.at(self.bits, known >> 6, ~(np.uint64(1) << (known & 63).astype(np.uint64)))

    def holds(self, slot: int) -> bool:
        """Whether this consent was taken back."""
        word = slot >> 6
        return word < len(self.bits) and bool(int(self.bits[word]) >> (slot & 63) & 1)

    def _room_for(self, slot: int) -> NDArray[np.uint64]:
        words = (slot >> 6) + 1
        if words <= len(self.bits):
            return self.bits
        return np.concatenate([self.bits, np.zeros(words * 2 - len(self.bits), np.uint64)])
