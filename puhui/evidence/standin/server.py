"""The stand-in as an HTTP server of the standard library: starts in a blink, needs nothing."""

import json
import random
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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
from puhui.kernel import BEIJING

_KINDS: Final = frozenset({"two-factor", "four-factor", "enterprise-four-factor", "list-screening"})
_LARGEST_QUESTION_BYTES: Final = 64 * 1024
_SILENCE_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How badly it behaves: a share of answers that are errors, and a delay before each."""

    error_share: float = 0.0
    slow_seconds: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(20261123))  # noqa: S311 - no secret


class StandIn(ThreadingHTTPServer):
    """Listens on this machine only."""

    daemon_threads = True

    def __init__(self, port: int, manners: Manners) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.manners = manners
        self._counter = 0
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def next_reference(self) -> str:
        """A number that an answer can be found by."""
        with self._lock:
            self._counter += 1
            return f"STANDIN-{self._counter:08d}"


class _Handler(BaseHTTPRequestHandler):
    server: StandIn
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """Head and body are two writes; the second must not wait until the first was acknowledged (40 ms)."""

    def do_GET(self) -> None:
        self._send(200, {"ok": True, "standin": True}) if self.path == "/health" else self._send(404, {})

    def do_POST(self) -> None:
        factors = self._question()
        kind = self.path.removeprefix("/v1/")
        names = told_names(factors)
        manners = self.server.manners
        time.sleep(_SILENCE_SECONDS if SILENT in names else manners.slow_seconds)
        if GARBLED in names:
            return self._send_raw(200, b"<html>\xff\xfe not what you asked for")
        if manners.chance.random() < manners.error_share:
            return self._send(503, {"error": "made up"})
        if kind in _KINDS:
            reference = self.server.next_reference()
            return self._send(200, {"result": verdict(kind, factors), "reference": reference})
        return self._records(kind, factors, names)

    def _records(self, kind: str, factors: dict[str, str], names: str) -> None:
        today = datetime.now(UTC).astimezone(BEIJING).date().isoformat()
        if BROKEN in names:
            return self._send(503, {"error": "made up"})
        if kind == "debts":
            return self._send(200, debts_of(names, factors.get("identifier", ""), today))
        if kind == "registration":
            return self._send(200, registration_of(factors.get("uscc", "")))
        return self._send(404, {"error": "unknown path"})

    def _question(self) -> dict[str, str]:
        length = min(int(self.headers.get("Content-Length") or 0), _LARGEST_QUESTION_BYTES)
        try:
            question = json.loads(self.rfile.read(length) or b"{}")
        except ValueError:
            return {}
        if not isinstance(question, dict):
            return {}
        return {str(key): str(value) for key, value in question.items() if value is not None}

    def _send(self, status: int, answer: dict[str, Any]) -> None:
        self._send_raw(status, json.dumps(answer, ensure_ascii=False).encode())

    def _send_raw(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: a question carries names and numbers, made up or not."""
