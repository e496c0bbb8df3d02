"""The second phase: what the rail says becomes books, once, whatever else it says before or after.

Nothing is freed before the rail has said that the key can never pay, and nothing is booked that disagrees
with what was asked. These two make silence, two answers, a late answer and a kill at any moment harmless.
The outbox asks again after a Problem.
"""

from datetime import date
from uuid import UUID

from puhui.ground import Work
from puhui.kernel import Problem, Text
from puhui.loan.drawing import Drawdown, DrawdownState
from puhui.loan.lender import lender_of
from puhui.loan.ports import Cancelled, Paid, PaymentRail, Refused, Unclear
from puhui.loan.service.accounts import open_account
from puhui.loan.service.endings import Ending, end_all, keep_break
from puhui.loan.service.looking import NO_DRAWDOWN, drawdown
from puhui.loan.store import drawdowns as store


def pay_out(work: Work, drawdown_id: UUID, rail: PaymentRail, on: date | None = None) -> Problem | None:
    """Ask the rail to pay a reserved drawdown and book what it says.

    `on` is the business date of posting, the clock's where none is given. Past its time a reservation is left
    to `expire_drawdowns`: nobody asks to pay any more.
    """
    one = _held(work, drawdown_id)
    if one is None or one.state is not DrawdownState.RESERVED or one.flagged or work.now() >= one.expires_at:
        return None
    account = open_account(work, one.contract_id)
    if isinstance(account, Problem):
        return account
    said = rail.pay(str(one.id), account, one.paid_out_fen)
    if isinstance(said, Unclear):
        return _UNCLEAR
    if isinstance(said, Paid):
        end_all(work, [Ending(one, said, DrawdownState.VOIDED, "")], on)
        return None
    ended = _take_back(work, one, rail, said.reason, on)
    return ended if isinstance(ended, Problem) else None


def post_drawdown(work: Work, drawdown_id: UUID, paid: Paid, on: date | None = None) -> Drawdown | Problem:
    """Book a payment that the rail has confirmed. Told twice, it is booked once.

    One that comes after the rail had promised never to pay is not booked but kept for a person.
    """
    one = _held(work, drawdown_id)
    if one is None:
        return NO_DRAWDOWN
    if one.state is DrawdownState.RESERVED:
        end_all(work, [Ending(one, paid, DrawdownState.VOIDED, "")], on)
    elif one.state is not DrawdownState.POSTED or paid.amount_fen != one.paid_out_fen:
        keep_break(work, one, paid)
    return drawdown(work, drawdown_id)


def void_drawdown(
    work: Work, drawdown_id: UUID, why: str, rail: PaymentRail, on: date | None = None
) -> Drawdown | Problem:
    """Take a reservation back, the rail first; `why` is a code. Where it was paid after all, it is posted."""
    one = _held(work, drawdown_id)
    if one is None:
        return NO_DRAWDOWN
    if one.state is not DrawdownState.RESERVED or one.flagged:
        return one
    return _take_back(work, one, rail, why, on)


def recheck_drawdown(
    work: Work, drawdown_id: UUID, rail: PaymentRail, on: date | None = None
) -> Drawdown | Problem:
    """Ask the rail anew about a flagged drawdown: it is booked only when the amounts agree now."""
    one = _held(work, drawdown_id)
    if one is None:
        return NO_DRAWDOWN
    if one.state is not DrawdownState.RESERVED or not one.flagged:
        return one
    said = rail.status(str(one.id))
    if isinstance(said, Unclear):
        return _UNCLEAR
    if isinstance(said, Paid):
        end_all(work, [Ending(one, said, DrawdownState.VOIDED, "")], on)
        return drawdown(work, drawdown_id)
    why = said.reason if isinstance(said, Refused) else "cancelled"
    return _take_back(work, one, rail, why, on)


def _take_back(work: Work, one: Drawdown, rail: PaymentRail, why: str, on: date | None) -> Drawdown | Problem:
    said = rail.cancel(str(one.id))
    if isinstance(said, Paid | Cancelled):
        end_all(work, [Ending(one, said, DrawdownState.VOIDED, why)], on)
        return drawdown(work, one.id)
    return _UNCLEAR


def _held(work: Work, drawdown_id: UUID) -> Drawdown | None:
    return store.get(work.connection, lender_of(work), work.actor.mode, drawdown_id, lock=True)


_UNCLEAR = Problem(
    "drawdown.rail.unavailable",
    Text(
        "付款通道没有明确答复，额度继续保留。",
        "The payment rail gave no clear answer; the reservation stays.",
    ),
    Text("系统会再次询问，无需重复操作。", "It is asked again by itself; nothing needs to be done."),
)
