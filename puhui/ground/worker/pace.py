"""How hard the worker works at what nobody stands and waits for, where everybody wants the machine.

A lower priority is not enough: the worker's sessions in PostgreSQL run at everybody's, and a commit of theirs
is one more wait for the disk. So after a message it rests, for a number of times as long as the message took,
as long as the machine has little left to give. The first message after a quiet time goes at once; where there
is a core to spare every one does; and of a busy machine it always gets 1 ÷ (1 + rests) of a core.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_LITTLE_IDLE_SHARE: Final = 0.25
"""A machine that stands still for less of its time is busy: of two cores, half of one is left."""
_LOOK_SECONDS: Final = 0.1
_LONGEST_SECONDS: Final = 1.0
_COUNTERS: Final = Path("/proc/stat")
_IDLE, _WAITING_FOR_DISK = 3, 4


class Busy:
    """Whether the machine had little idle time since the last look; never where nobody counts it."""

    def __init__(self, counters: Path = _COUNTERS, seconds: Callable[[], float] = time.monotonic) -> None:
        self._counters, self._seconds = counters, seconds
        self._busy, self._seen, self._at = False, (0, 0), float("-inf")

    def __call__(self) -> bool:
        now = self._seconds()
        if now - self._at >= _LOOK_SECONDS:
            idle, all_of_it = self._read()
            passed = all_of_it - self._seen[1]
            self._busy = passed > 0 and idle - self._seen[0] < _LITTLE_IDLE_SHARE * passed
            self._seen, self._at = (idle, all_of_it), now
        return self._busy

    def _read(self) -> tuple[int, int]:
        """Ticks of all cores since the start: idle, and all of them."""
        try:
            ticks = [int(it) for it in self._counters.read_text().partition("\n")[0].split()[1:9]]
        except (OSError, ValueError):
            return 0, 0
        return ticks[_IDLE] + ticks[_WAITING_FOR_DISK], sum(ticks)


@dataclass(frozen=True, slots=True)
class Pace:
    """`rests` times as long as it worked, while the machine is busy; 0 never rests.

    >>> Pace(3, lambda: True).rest_seconds(0.05), Pace(3, lambda: False).rest_seconds(0.05)
    (0.15000000000000002, 0.0)
    """

    rests: int = 0
    is_busy: Callable[[], bool] = field(default_factory=Busy)

    def rest_seconds(self, worked_seconds: float) -> float:
        """How long to rest after having worked for so long."""
        if not self.rests or not self.is_busy():
            return 0.0
        return min(_LONGEST_SECONDS, self.rests * worked_seconds)
