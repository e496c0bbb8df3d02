"""The made-up bureau as an HTTP server of the standard library: starts in a blink, needs nothing."""

import json
import time
from collections.abc import Mapping
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from puhui.exchange.bureau.standin.books import Books
from puhui.exchange.bureau.standin.desk import answered

_LARGEST_QUESTION_BYTES: Final = 1 << 20
_SILENCE_SECONDS: Final = 10.0
_SILENT: Final = "超时"
_BROKEN: Final = "故障"


class BureauServer(ThreadingHTTPServer):
    """Listens on this machine only. `slow_seconds` pass before each answer."""

    daemon_threads = True

    def __init__(self, port: int, books: Books, slow_seconds: float = 0.0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.books = books
        self.slow_seconds = slow_seconds

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: BureauServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """`/health`, and `/inquiries`: every hard inquiry so far, for tests and demos."""
        if self.path == "/health":
            return self._send(200, {"ok": True, "standin": True, "cra_id": self.server.books.cra_id})
        if self.path == "/inquiries":
            counted = self.server.books.inquiries()
            told = [asdict(one) | {"at": one.at.isoformat()} for one in counted]
            return self._send(200, {"total": len(told), "inquiries": told})
        return self._send(404, {})

    def do_POST(self) -> None:
        question = self._question()
        name = str(question.get("name") or "")
        time.sleep(_SILENCE_SECONDS if _SILENT in name else self.server.slow_seconds)
        if _BROKEN in name:
            return self._send(503, {"error": "made up"})
        answer = answered(self.server.books, self.path, question)
        return self._send(404, {"error": "unknown path"}) if answer is None else self._send(200, answer)

    def _question(self) -> dict[str, Any]:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(min(length, _LARGEST_QUESTION_BYTES))
        try:
            question = json.loads(body or b"{}")
        except ValueError:
            return {}
        return question if isinstance(question, dict) else {}

    def _send(self, status: int, answer: Mapping[str, Any]) -> None:
        body = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: a question carries names and numbers, made up or not."""
