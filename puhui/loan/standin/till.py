"""What the rail does with each key, once. The same till stands behind the process and the in-process rail.

How it behaves is decided by the last four digits of the card and nothing else:

| card ends in | pay out | collect |
|---|---|---|
| 0101 (9999000000020101) | refused: account_closed | refused: account_closed |
| 0202 (9999000000000202) | paid | refused: no_funds |
| 0303 (9999000000080303) | paid, answered slowly | paid, answered slowly |
| 0404 (9999000000060404) | paid, and the first answer is lost | paid, and the first answer is lost |
| 0505 (9999000000040505) | hangs: neither paid nor refused until it is cancelled | the same |
| anything else | paid | paid |
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from puhui.loan.ports import Account, Cancelled, Paid, Refused, Unclear


class Deed(StrEnum):
    """What was asked for; a cancellation may come before anything else."""

    PAY = "pay"
    COLLECT = "collect"
    CANCEL = "cancel"


class MovementState(StrEnum):
    """What became of it."""

    PAID = "paid"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    HANGING = "hanging"


class Conduct(StrEnum):
    """How the rail takes one question."""

    PAY = "pay"
    CLOSED = "account_closed"
    NO_FUNDS = "no_funds"
    LOSE_ANSWER = "lose_answer"
    HANG = "hang"


@dataclass(frozen=True, slots=True)
class Movement:
    """One key and what became of it. Only the end of the card is kept."""

    key: str
    deed: Deed
    amount_fen: int
    card_end: str
    state: MovementState
    reference: str
    reason: str = ""


Manner = Callable[[Deed, Account, int], Conduct]


def by_card(deed: Deed, account: Account, amount_fen: int) -> Conduct:
    """The table above.

    >>> by_card(Deed.COLLECT, Account("测试一", "9999000000000202"), 100)
    <Conduct.NO_FUNDS: 'no_funds'>
    """
    end = account.bank_card[-4:]
    if end == "0202" and deed is Deed.COLLECT:
        return Conduct.NO_FUNDS
    return _BY_END.get(end, Conduct.PAY)


class Till:
    """Keeps every key's movement; `keep` is told each change before anybody is answered."""

    def __init__(
        self,
        manner: Manner = by_card,
        keep: Callable[[Movement], None] | None = None,
        known: Iterable[Movement] = (),
    ) -> None:
        self._manner = manner
        self._keep = keep or (lambda movement: None)
        self._movements = {movement.key: movement for movement in known}
        self._lock = threading.Lock()

    def move(self, deed: Deed, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Pay or collect: the first question of a key decides, the later ones are told what it decided."""
        with self._lock:
            known = self._movements.get(key)
            if known is None:
                return self._first(deed, key, account, amount_fen)
        cancelled_before = known.deed is Deed.CANCEL
        same = (known.deed, known.amount_fen, known.card_end) == (deed, amount_fen, account.bank_card[-4:])
        if not same and not cancelled_before:
            return Unclear("key_reused")
        said = _said(known)
        return Refused("cancelled") if isinstance(said, Cancelled) else said

    def cancel(self, key: str) -> Cancelled | Paid | Unclear:
        """From now on this key never pays, unless it has."""
        with self._lock:
            known = self._movements.get(key)
            if known is not None and known.state is MovementState.PAID:
                return Paid(known.amount_fen, known.reference)
            blank = Movement(key, Deed.CANCEL, 0, "", MovementState.CANCELLED, self._next_reference())
            if known is None or known.state is MovementState.HANGING:
                self._put(replace(known, state=MovementState.CANCELLED) if known else blank)
            return Cancelled()

    def status(self, key: str) -> Paid | Refused | Cancelled | Unclear:
        """What became of a key."""
        known = self._movements.get(key)
        return Unclear("unknown") if known is None else _said(known)

    def movements(self) -> tuple[Movement, ...]:
        """Everything that was asked, oldest first."""
        return tuple(self._movements.values())

    def _first(self, deed: Deed, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        conduct = self._manner(deed, account, amount_fen)
        reason = conduct.value if conduct in _REFUSALS else ""
        state = _STATES.get(conduct, MovementState.REFUSED)
        end = account.bank_card[-4:]
        movement = Movement(key, deed, amount_fen, end, state, self._next_reference(), reason)
        self._put(movement)
        if conduct is Conduct.LOSE_ANSWER:
            return Unclear("lost")
        said = _said(movement)
        return Refused("cancelled") if isinstance(said, Cancelled) else said

    def _put(self, movement: Movement) -> None:
        self._keep(movement)
        self._movements[movement.key] = movement

    def _next_reference(self) -> str:
        return f"RAIL-{len(self._movements) + 1:08d}"


def _said(movement: Movement) -> Paid | Refused | Cancelled | Unclear:
    if movement.state is MovementState.PAID:
        return Paid(movement.amount_fen, movement.reference)
    if movement.state is MovementState.REFUSED:
        return Refused(movement.reason)
    return Cancelled() if movement.state is MovementState.CANCELLED else Unclear("hanging")


SLOW_END: Final = "0303"
_BY_END: Final = {"0101": Conduct.CLOSED, "0404": Conduct.LOSE_ANSWER, "0505": Conduct.HANG}
_REFUSALS: Final = frozenset({Conduct.CLOSED, Conduct.NO_FUNDS})
_STATES: Final = {
    Conduct.PAY: MovementState.PAID,
    Conduct.LOSE_ANSWER: MovementState.PAID,
    Conduct.HANG: MovementState.HANGING,
}
