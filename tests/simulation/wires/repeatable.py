"""Make fresh ids repeatable: their time is the simulated clock's, their random bits count up.

Ids decide the order of messages that fall due together, so a run is only its seed's when they are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from unittest.mock import patch

from puhui.kernel import Clock, ids


@contextmanager
def repeatable_ids(clock: Clock) -> Iterator[None]:
    """Within, `new_id()` gives ids in the order in which they are asked for, the same in every run."""
    numbers = count()
    with patch.object(ids, "secrets", _Counting(numbers)), patch.object(ids, "time", _Telling(clock)):
        yield


class _Counting:
    def __init__(self, numbers: Any) -> None:
        self.numbers = numbers

    def randbits(self, _: int) -> int:
        return int(next(self.numbers))


class _Telling:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def time_ns(self) -> int:
        return int(self.clock.now().timestamp() * 1_000) * 1_000_000
