"""The platform's messages to an institution: a package, stop, another way in.

Handlers of the outbox: an answer that is no yes is a `Problem`, so it is tried again later, signed anew under
the same idempotency key.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from puhui.exchange.canonical import canonical
from puhui.exchange.courier import Answered, Courier, not_accepted
from puhui.exchange.handover import store
from puhui.exchange.handover.handing_over import package_of_handover
from puhui.exchange.handover.shown import ENTRY_FIELD, shown_handover
from puhui.exchange.handover.stopping import handover_of, move, take_back
from puhui.exchange.model import BINDING, OPEN, Handover, HandoverStatus, Partner
from puhui.exchange.package.address import entry_problem
from puhui.exchange.package.building import standing_consent
from puhui.exchange.package.sealing import seal
from puhui.exchange.package.written import written
from puhui.exchange.partners import partner, record_refusal
from puhui.ground import Work
from puhui.ground.outbox import Message
from puhui.kernel import Problem, Text

PATH: Final = "/partner/v1/applications"


def deliver_package(work: Work, message: Message, courier: Courier) -> Problem | None:
    """Send a package that was prepared, unless the consent was taken back or it has ended meanwhile."""
    row = _meant(work, message)
    if row is None or not is_unanswered(row):
        return None
    if isinstance(standing_consent(work, row.owner_id, row.institution), Problem):
        return _ended(work, row, "consent_withdrawn")
    to = partner(work, row.institution)
    if isinstance(to, Problem) or not to.stands(work.today()):
        return _ended(work, row, "partner_ended")
    package = package_of_handover(work, row)
    if isinstance(package, Problem):
        return _ended(work, row, "package_erased")
    answered = courier.post(work, to, PATH, written(package), str(row.package_id))
    return answered if isinstance(answered, Problem) else take_answer(work, row, to, answered)


def deliver_withdrawal(work: Work, message: Message, courier: Courier) -> Problem | None:
    """Tell an institution to stop; done once it has answered that it did, or that it is too late."""
    row = _meant(work, message)
    to = None if row is None else partner(work, row.institution)
    if row is None or to is None or isinstance(to, Problem):
        return None
    path = f"{PATH}/{row.package_id}/withdraw"
    answered = courier.post(work, to, path, canonical({"why": row.why or "withdrawn"}), f"stop-{row.id}")
    if isinstance(answered, Problem):
        return answered
    if not answered.is_accepted:
        return not_accepted(answered)
    if row.reference is None:
        _keep_reference(work, row, answered)
    return None


def renew_entry(work: Work, application_id: UUID, courier: Courier) -> Handover | Problem:
    """Another one-time way in, where the one before was used or ran out: for going on, and for repaying."""
    now = handover_of(work, application_id)
    if isinstance(now, Problem):
        return now
    row = store.get_handover(work.connection, now.id, lock=True)
    to = partner(work, now.institution)
    if row is None or row.reference is None or row.status not in OPEN | BINDING or isinstance(to, Problem):
        return _NO_WAY_IN
    key = f"entry-{row.id}-{int(work.now().timestamp() * 1000)}"
    answered = courier.post(work, to, f"{PATH}/{row.reference}/entry", canonical({}), key)
    if isinstance(answered, Problem):
        return answered
    entry = _entry(to, answered) if answered.is_accepted else None
    if entry is None:
        return _NO_WAY_IN
    _keep_entry(work, row, *entry)
    fresh = store.get_handover(work.connection, row.id)
    return _NO_WAY_IN if fresh is None else shown_handover(work, fresh)


def take_answer(work: Work, row: Row[Any], to: Partner, answered: Answered) -> Problem | None:
    """What follows from an institution's answer to its package."""
    if answered.is_final:
        record_refusal(work, row.institution, "package.send", answered.code)
        return _ended(work, row, "package_refused")
    if not answered.is_accepted:
        return not_accepted(answered)
    entry = _entry(to, answered)
    if not _keep_reference(work, row, answered) or entry is None:
        record_refusal(work, row.institution, "package.send", "entry.host.forbidden")
        return _ended(work, row, "entry_refused")
    _keep_entry(work, row, *entry)
    if row.status == HandoverStatus.SENDING:
        move(work, row, HandoverStatus.RECEIVED)
    return None


def is_unanswered(row: Row[Any]) -> bool:
    """Whether the institution's answer to the package is still missing: an event may be here before it."""
    return row.status in OPEN and row.sealed_entry_url is None


def _meant(work: Work, message: Message) -> Row[Any] | None:
    """The hand-over a message is about, locked; none of another institution than whose message it is."""
    row = store.get_handover(work.connection, UUID(message.payload["handover_id"]), lock=True)
    return None if row is None or message.institution not in {"", row.institution} else row


def _ended(work: Work, row: Row[Any], why: str) -> Problem | None:
    """The message is done: there is nothing more to send."""
    take_back(work, row, why)
    return None


def _entry(to: Partner, answered: Answered) -> tuple[str, datetime] | None:
    """The address a borrower may be sent to, or nothing: any host but the registered one is refused."""
    address, until = answered.body.get("entry_url"), answered.body.get("entry_until")
    if not isinstance(address, str) or not isinstance(until, str) or len(address) > 500:
        return None
    try:
        at = datetime.fromisoformat(until)
    except ValueError:
        return None
    return None if at.tzinfo is None or entry_problem(address, to.page_host) else (address, at)


def _keep_reference(work: Work, row: Row[Any], answered: Answered) -> bool:
    """Note what the institution calls it; also when it is told to stop and the first answer was lost, so that
    what it tells is understood."""
    reference = answered.body.get("reference")
    if not isinstance(reference, str) or not 0 < len(reference) <= 100 or not reference.isprintable():
        return False
    store.change_handover(work.connection, row.id, reference=reference)
    return True


def _keep_entry(work: Work, row: Row[Any], address: str, until: datetime) -> None:
    sealed = seal(work, row.institution, row.owner_id, ENTRY_FIELD, address)
    store.change_handover(work.connection, row.id, sealed_entry_url=sealed, entry_until=until)


_NO_WAY_IN: Final = Problem(
    "handover.entry.unavailable",
    Text("现在不能进入机构页面。", "There is no way in to the institution's pages now."),
    Text("请稍后再试；若申请已结束，请选择其他方案。", "Try again later, or choose another offer."),
)
