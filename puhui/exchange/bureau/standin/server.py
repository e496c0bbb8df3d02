"""The made-up bureau as a process that answers JSON over HTTP."""

import time
from dataclasses import asdict
from typing import Any, Final

from puhui.exchange.bureau.standin.books import Books
from puhui.exchange.bureau.standin.desk import answered
from puhui.ground.standin import JsonHandler, JsonServer

_SILENCE_SECONDS: Final = 10.0
_SILENT: Final = "超时"
_BROKEN: Final = "故障"


class BureauServer(JsonServer):
    """`slow_seconds` pass before each answer."""

    def __init__(self, port: int, books: Books, slow_seconds: float = 0.0) -> None:
        super().__init__(port, _Handler)
        self.books = books
        self.slow_seconds = slow_seconds


class _Handler(JsonHandler):
    server: BureauServer
    largest_question_bytes = 1 << 20

    def look(self) -> None:
        """`/health`, and `/inquiries`: every hard inquiry so far, for tests and demos."""
        if self.path == "/health":
            return self.reply(200, {"ok": True, "standin": True, "cra_id": self.server.books.cra_id})
        if self.path == "/inquiries":
            counted = self.server.books.inquiries()
            told = [asdict(one) | {"at": one.at.isoformat()} for one in counted]
            return self.reply(200, {"total": len(told), "inquiries": told})
        return self.reply(404, {})

    def answer(self, question: dict[str, Any]) -> None:
        name = str(question.get("name") or "")
        time.sleep(_SILENCE_SECONDS if _SILENT in name else self.server.slow_seconds)
        if _BROKEN in name:
            return self.reply(503, {"error": "made up"})
        answer = answered(self.server.books, self.path, question)
        return self.reply(404, {"error": "unknown path"}) if answer is None else self.reply(200, answer)
