"""The till as an HTTP server of the standard library, on this machine only."""

import json
import threading
import time
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from puhui.loan.ports import Account, Cancelled, Paid, Refused, Unclear
from puhui.loan.standin.till import SLOW_END, Deed, Till

_LARGEST_QUESTION_BYTES: Final = 64 * 1024
_DEEDS: Final = {"/v1/pay": Deed.PAY, "/v1/collect": Deed.COLLECT}


class StandIn(ThreadingHTTPServer):
    """Answers about money that does not exist."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, till: Till, slow_seconds: float) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.till = till
        self.slow_seconds = slow_seconds
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: StandIn
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if self.path == "/health":
            self._send(200, {"ok": True, "standin": True})
        elif self.path == "/movements":
            self._send(200, {"movements": [asdict(one) for one in self.server.till.movements()]})
        else:
            self._send(404, {})

    def do_POST(self) -> None:
        question = self._question()
        key = question.get("key")
        if not isinstance(key, str) or not key:
            return self._send(422, {"error": "a question has a key"})
        if self.path in _DEEDS:
            return self._move(_DEEDS[self.path], key, question)
        if self.path in {"/v1/cancel", "/v1/status"}:
            ask = self.server.till.cancel if self.path == "/v1/cancel" else self.server.till.status
            return self._say(ask(key))
        return self._send(404, {"error": "unknown path"})

    def _move(self, deed: Deed, key: str, question: dict[str, Any]) -> None:
        amount_fen, card = question.get("amount_fen"), question.get("bank_card")
        if type(amount_fen) is not int or amount_fen <= 0 or not isinstance(card, str):
            return self._send(422, {"error": "an amount in fen and a card"})
        said = self.server.till.move(deed, key, Account(str(question.get("holder")), card), amount_fen)
        if card.endswith(SLOW_END):
            time.sleep(self.server.slow_seconds)
        return self._say(said)

    def _say(self, said: Paid | Refused | Cancelled | Unclear) -> None:
        if isinstance(said, Paid):
            self._send(200, {"state": "paid", "amount_fen": said.amount_fen, "reference": said.reference})
        elif isinstance(said, Refused):
            self._send(200, {"state": "refused", "reason": said.reason})
        elif isinstance(said, Cancelled):
            self._send(200, {"state": "cancelled"})
        else:
            self._send(_UNCLEAR.get(said.reason, 500), {"error": said.reason})

    def _question(self) -> dict[str, Any]:
        length = min(int(self.headers.get("Content-Length") or 0), _LARGEST_QUESTION_BYTES)
        try:
            question = json.loads(self.rfile.read(length) or b"{}")
        except ValueError:
            return {}
        return question if isinstance(question, dict) else {}

    def _send(self, status: int, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: a question carries names and cards, made up or not."""


_UNCLEAR: Final = {"unknown": 404, "hanging": 202, "key_reused": 409, "lost": 500}
"""What the till leaves open, as a status; the other side takes none of them for an answer."""
