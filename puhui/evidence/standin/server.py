"""The stand-in as a process that answers JSON over HTTP."""

import random
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from puhui.evidence.standin.answers import (
    BROKEN,
    GARBLED,
    SILENT,
    debts_of,
    registration_of,
    told_names,
    verdict,
)
from puhui.ground.standin import JsonHandler, JsonServer
from puhui.kernel import BEIJING

_KINDS: Final = frozenset({"two-factor", "four-factor", "enterprise-four-factor", "list-screening"})
_SILENCE_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How badly it behaves: a share of answers that are errors, and a delay before each."""

    error_share: float = 0.0
    slow_seconds: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(20261123))  # noqa: S311 - no secret


class StandIn(JsonServer):
    """Counts its answers, so that each has a number of its own."""

    def __init__(self, port: int, manners: Manners) -> None:
        super().__init__(port, _Handler)
        self.manners = manners
        self._counter = 0
        self._lock = threading.Lock()

    def next_reference(self) -> str:
        """A number that an answer can be found by."""
        with self._lock:
            self._counter += 1
            return f"STANDIN-{self._counter:08d}"


class _Handler(JsonHandler):
    server: StandIn

    def answer(self, question: dict[str, Any]) -> None:
        factors = {str(key): str(value) for key, value in question.items() if value is not None}
        kind = self.path.removeprefix("/v1/")
        names = told_names(factors)
        manners = self.server.manners
        time.sleep(_SILENCE_SECONDS if SILENT in names else manners.slow_seconds)
        if GARBLED in names:
            return self.reply_raw(200, b"<html>\xff\xfe not what you asked for")
        if manners.chance.random() < manners.error_share:
            return self.reply(503, {"error": "made up"})
        if kind in _KINDS:
            reference = self.server.next_reference()
            return self.reply(200, {"result": verdict(kind, factors), "reference": reference})
        return self._records(kind, factors, names)

    def _records(self, kind: str, factors: dict[str, str], names: str) -> None:
        today = datetime.now(UTC).astimezone(BEIJING).date().isoformat()
        if BROKEN in names:
            return self.reply(503, {"error": "made up"})
        if kind == "debts":
            return self.reply(200, debts_of(names, factors.get("identifier", ""), today))
        if kind == "registration":
            return self.reply(200, registration_of(factors.get("uscc", "")))
        return self.reply(404, {"error": "unknown path"})
