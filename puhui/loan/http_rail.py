"""A payment rail reached over HTTP. Whatever is not a clean answer is `Unclear`, and nothing follows from it.

`POST /v1/pay` and `/v1/collect` take `{key, holder, bank_card, amount_fen}`, `/v1/cancel` and `/v1/status`
take `{key}`; an answer is `{"state": "paid", "amount_fen", "reference"}`, `{"state": "refused", "reason"}` or
`{"state": "cancelled"}`. Every question is idempotent by its key, so asking again is harmless.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from puhui.evidence import HttpClient
from puhui.loan.ports import Account, Cancelled, Paid, Refused, Unclear

_CODE: Final = re.compile(r"[A-Za-z0-9_.:-]{1,100}", re.ASCII)
_Answer = Paid | Refused | Cancelled | Unclear


@dataclass(frozen=True, slots=True)
class HttpRail:
    """One rail behind one address."""

    client: HttpClient

    def pay(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Pay out to the account."""
        return self._move("/v1/pay", key, account, amount_fen)

    def collect(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Debit the account."""
        return self._move("/v1/collect", key, account, amount_fen)

    def status(self, key: str) -> Paid | Refused | Cancelled | Unclear:
        """What became of a key."""
        return self._ask("/v1/status", {"key": key})

    def cancel(self, key: str) -> Cancelled | Paid | Unclear:
        """Make sure that this key never pays."""
        said = self._ask("/v1/cancel", {"key": key})
        return Unclear("refused_to_cancel") if isinstance(said, Refused) else said

    def _move(self, path: str, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        told = {"key": key, "holder": account.holder, "bank_card": account.bank_card}
        said = self._ask(path, {**told, "amount_fen": amount_fen})
        return Refused("cancelled") if isinstance(said, Cancelled) else said

    def _ask(self, path: str, question: dict[str, Any]) -> _Answer:
        answer = self.client.ask(path, question)
        return read_answer(answer) if isinstance(answer, dict) else Unclear(answer.reason)


def read_answer(answer: dict[str, Any]) -> _Answer:
    """An answer off the wire; anything odd in it makes it unclear.

    >>> read_answer({"state": "paid", "amount_fen": "100", "reference": "R1"})
    Unclear(reason='odd_answer')
    """
    state, amount_fen = answer.get("state"), answer.get("amount_fen")
    if state == "cancelled":
        return Cancelled()
    if state == "refused":
        return Refused(_code(answer.get("reason")) or "refused")
    reference = _code(answer.get("reference"))
    if state == "paid" and type(amount_fen) is int and amount_fen > 0 and reference:
        return Paid(amount_fen, reference)
    return Unclear("odd_answer")


def _code(written: object) -> str | None:
    return written if isinstance(written, str) and _CODE.fullmatch(written) else None
