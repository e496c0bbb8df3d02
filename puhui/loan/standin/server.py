"""The till as a process that answers JSON over HTTP."""

import time
from dataclasses import asdict
from typing import Any, Final

from puhui.ground.standin import JsonHandler, JsonServer
from puhui.loan.ports import Account, Cancelled, Paid, Refused, Unclear
from puhui.loan.standin.till import SLOW_END, Deed, Till

_DEEDS: Final = {"/v1/pay": Deed.PAY, "/v1/collect": Deed.COLLECT}


class StandIn(JsonServer):
    """Answers about money that does not exist."""

    def __init__(self, port: int, till: Till, slow_seconds: float) -> None:
        super().__init__(port, _Handler)
        self.till = till
        self.slow_seconds = slow_seconds


class _Handler(JsonHandler):
    server: StandIn

    def look(self) -> None:
        """`/movements` as well: everything that was asked, for tests and demos."""
        if self.path == "/movements":
            return self.reply(200, {"movements": [asdict(one) for one in self.server.till.movements()]})
        return super().look()

    def answer(self, question: dict[str, Any]) -> None:
        key = question.get("key")
        if not isinstance(key, str) or not key:
            return self.reply(422, {"error": "a question has a key"})
        if self.path in _DEEDS:
            return self._move(_DEEDS[self.path], key, question)
        if self.path in {"/v1/cancel", "/v1/status"}:
            ask = self.server.till.cancel if self.path == "/v1/cancel" else self.server.till.status
            return self._say(ask(key))
        return self.reply(404, {"error": "unknown path"})

    def _move(self, deed: Deed, key: str, question: dict[str, Any]) -> None:
        amount_fen, card = question.get("amount_fen"), question.get("bank_card")
        if type(amount_fen) is not int or amount_fen <= 0 or not isinstance(card, str):
            return self.reply(422, {"error": "an amount in fen and a card"})
        said = self.server.till.move(deed, key, Account(str(question.get("holder")), card), amount_fen)
        if card.endswith(SLOW_END):
            time.sleep(self.server.slow_seconds)
        return self._say(said)

    def _say(self, said: Paid | Refused | Cancelled | Unclear) -> None:
        if isinstance(said, Paid):
            self.reply(200, {"state": "paid", "amount_fen": said.amount_fen, "reference": said.reference})
        elif isinstance(said, Refused):
            self.reply(200, {"state": "refused", "reason": said.reason})
        elif isinstance(said, Cancelled):
            self.reply(200, {"state": "cancelled"})
        else:
            self.reply(_UNCLEAR.get(said.reason, 500), {"error": said.reason})


_UNCLEAR: Final = {"unknown": 404, "hanging": 202, "key_reused": 409, "lost": 500}
"""What the till leaves open, as a status; the other side takes none of them for an answer."""
