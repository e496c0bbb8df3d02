"""What an institution does about what its rooms tell: take in, underwrite, pay, keep a schedule, tell.

Each handler is one transaction together with its message being done, so a thing is told once. Money is asked
for in a message of its own, so that what was told before it stays told when the rail is silent.
"""

from typing import Final
from uuid import UUID

from puhui.app.events import PAY_OUT_DUE
from puhui.app.institution import telling
from puhui.app.institution.closing import stop_case
from puhui.app.institution.taking_in import take_in
from puhui.app.institution.underwriting import underwrite
from puhui.app.marking import mark_decline
from puhui.app.offering import on_decision_made
from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.decision import ReviewKind, ask_review, underwriting_for, underwriting_of
from puhui.exchange import EventKind, tell
from puhui.exchange import deliver as deliver_event
from puhui.ground import Work
from puhui.ground.outbox import Message
from puhui.intake import Status, applications
from puhui.kernel import Outcome, Problem
from puhui.loan import pay_out
from puhui.servicing import business_date, collect_repayment, schedule_drawdown

_OPTIONAL: Final = frozenset({"relations"})


def received(work: Work, message: Message) -> Problem | None:
    """Take a package in. One that cannot be taken in is closed and said so; nobody waits for it."""
    reference = message.payload["reference"]
    taken = take_in(work, reference)
    if isinstance(taken, Problem) and message.attempts > 0:
        tell(work, reference, EventKind.APPLICATION_CLOSED, {"why": taken.code})
        return None
    return taken if isinstance(taken, Problem) else None


def confirmed(work: Work, message: Message, party: Party, outside: Outside) -> Problem | None:
    """The borrower has confirmed: find out, then decide."""
    return underwrite(work, party, outside, message)


def after_decision(work: Work, message: Message, party: Party) -> Problem | None:
    """A decline is marked, a referral waits for a person here, and the platform is told."""
    decision_id = UUID(message.payload["decision_id"])
    if problem := _offered(work, message, party):
        return problem
    if message.payload["outcome"] == Outcome.REFER.value:
        ask_review(work, decision_id, ReviewKind.PERSON)
    return mark_decline(work, message) or telling.tell_decided(work, party, decision_id)


def _offered(work: Work, message: Message, party: Party) -> Problem | None:
    """An own borrower's approval gets its offers; a package has its product."""
    file = underwriting_of(work, UUID(message.payload["application_id"]))
    is_own = file is None or file.reference is None
    return on_decision_made(work, message, party.catalogue, is_own=True) if is_own else None


def withdrawn(work: Work, message: Message) -> Problem | None:
    """The borrower took it back on the platform: stop, unless it is signed."""
    file = underwriting_for(work, message.payload["reference"])
    return None if file is None else stop_case(work, file.application_id, message.payload["why"])


def application_moved(work: Work, message: Message) -> Problem | None:
    """An application that ended here ends its case with it."""
    status = Status(message.payload["status"])
    if status in {Status.WITHDRAWN, Status.EXPIRED}:
        return stop_case(work, UUID(message.payload["application_id"]), status.value)
    return None


def consent_withdrawn(work: Work, message: Message) -> Problem | None:
    """A consent given here was taken back: what is not signed stops. An optional one stops nothing."""
    if message.payload["source"] in _OPTIONAL:
        return None
    mine = applications(work, UUID(message.payload["subject_id"]), at_most=200)
    for asked in () if isinstance(mine, Problem) else mine:
        problem = stop_case(work, asked.id, "consent_withdrawn")
        if problem is not None:
            return problem
    return None


def deliver(work: Work, message: Message, outside: Outside) -> Problem | None:
    """Send an event to the platform."""
    if outside.courier is None:
        return telling.NO_COURIER
    return deliver_event(work, message, outside.courier)


def signed(work: Work, message: Message) -> Problem | None:
    """A contract was signed."""
    return telling.tell_signed(work, UUID(message.payload["contract_id"]))


def reserved(work: Work, message: Message) -> Problem | None:
    """Tell first, then have the rail asked."""
    drawdown_id = message.payload["drawdown_id"]
    problem = telling.tell_reserved(work, UUID(drawdown_id))
    if problem is None:
        work.post(PAY_OUT_DUE, {"drawdown_id": drawdown_id}, f"{PAY_OUT_DUE}:{drawdown_id}")
    return problem


def pay(work: Work, message: Message, outside: Outside) -> Problem | None:
    """Ask the rail; without an answer it is asked again."""
    on = business_date(work)
    return pay_out(work, UUID(message.payload["drawdown_id"]), outside.payments, on)


def drawdown_ended(work: Work, message: Message) -> Problem | None:
    """Paid out: a schedule begins. Either way the platform is told."""
    drawdown_id = UUID(message.payload["drawdown_id"])
    scheduled = schedule_drawdown(work, drawdown_id) if message.payload["state"] == "posted" else None
    return scheduled if isinstance(scheduled, Problem) else telling.tell_ended(work, drawdown_id)


def collect(work: Work, message: Message, outside: Outside) -> Problem | None:
    """Ask the rail for a repayment."""
    asked = collect_repayment(work, UUID(message.payload["repayment_id"]), outside.payments)
    return asked if isinstance(asked, Problem) else None


def repaid(work: Work, message: Message) -> Problem | None:
    """A repayment is in the books."""
    return telling.tell_repaid(work, UUID(message.payload["repayment_id"]))


def settled(work: Work, message: Message) -> Problem | None:
    """Nothing is owed any more."""
    return telling.tell_settled(work, UUID(message.payload["drawdown_id"]))


def arrears_changed(work: Work, message: Message) -> Problem | None:
    """The bucket is another one."""
    return telling.tell_arrears(work, UUID(message.payload["drawdown_id"]))
