"""A reservation whose time has run out: cancelled at the rail first, freed only then.

An unclear answer keeps it reserved for the next round; a payment that was made after all is posted.
"""

from dataclasses import replace
from datetime import date

from puhui.ground import Mode, Work
from puhui.loan.drawing import DrawdownState
from puhui.loan.lender import lender_of
from puhui.loan.ports import Cancelled, Paid, PaymentRail
from puhui.loan.reference import limits
from puhui.loan.service.endings import Ending, end_all
from puhui.loan.store import drawdowns as store


def expire_drawdowns(work: Work, rail: PaymentRail, on: date | None = None) -> int:
    """One round over what is overdue, live and test alike; gives how many reservations have expired.

    A round takes a bounded number, so that a slow rail never holds many rows; call it until it gives nothing.
    """
    return sum(_expire(replace(work, actor=replace(work.actor, mode=mode)), rail, on) for mode in Mode)


def _expire(work: Work, rail: PaymentRail, on: date | None) -> int:
    overdue = store.silent(
        work.connection, lender_of(work), work.actor.mode, work.now(), limits()["expire_at_once"]
    )
    answers = [(one, rail.cancel(str(one.id))) for one in overdue]
    endings = [
        Ending(one, said, DrawdownState.EXPIRED, "silence")
        for one, said in answers
        if isinstance(said, Paid | Cancelled)
    ]
    if endings:
        end_all(work, endings, on)
    return sum(isinstance(ending.said, Cancelled) for ending in endings)
