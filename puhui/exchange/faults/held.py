"""What is held back, and leaves right after the next: its sender has by then given it up."""

import threading
from collections.abc import Callable


class Held:
    """Calls that wait for the next one to pass. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: list[Callable[[], object]] = []

    def hold(self, call: Callable[[], object]) -> None:
        """Keep it for later."""
        with self._lock:
            self._calls.append(call)

    def release(self) -> None:
        """Let everything go that was held before."""
        with self._lock:
            calls, self._calls = self._calls, []
        for call in calls:
            call()
