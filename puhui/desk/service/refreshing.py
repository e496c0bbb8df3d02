"""One row of the queue, made anew from what the rooms say: after every event, and for a rebuild.

A row is made under a lock of its own that lasts to the end of the transaction, so whoever makes it last has
seen everything before. Made twice from the same rooms it is the same row; nothing in it hangs on the clock.
"""

from datetime import datetime
from uuid import UUID

from puhui.decision import ProposalMark, RequestMark
from puhui.desk import events
from puhui.desk.model import CaseFile, Stage, WaitsFor
from puhui.desk.service.gathering import Gathered, gather_case
from puhui.desk.store import cases
from puhui.desk.wording import section_of
from puhui.ground import Work
from puhui.intake import Application, Subject, application, folded, subject
from puhui.kernel import BEIJING, Outcome, Problem, new_id

NAME_INDEX = "desk_name"
"""The field under which names are blindly indexed here."""


def refresh(work: Work, application_id: UUID) -> CaseFile | None:
    """Make the row of an application again; None where there is no such application here."""
    cases.hold(work.connection, application_id)
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return None
    made = _made(work, asked)
    if made is not None:
        cases.keep(work.connection, made)
    return made


def touch(work: Work, application_id: UUID) -> None:
    """Have the row made again after this work is done; for who must not wait for it, or hold it."""
    payload = {"application_id": str(application_id)}
    work.post(events.CASE_TOUCHED, payload, f"{events.CASE_TOUCHED}:{new_id()}")


def _made(work: Work, asked: Application) -> CaseFile | None:
    owner = subject(work, asked.owner_id)
    business = None if asked.enterprise_id is None else subject(work, asked.enterprise_id)
    if isinstance(owner, Problem) or isinstance(business, Problem):
        return None
    who, connection, mode = business or owner, work.connection, work.actor.mode
    day = asked.created_at.astimezone(BEIJING).date()
    now = gather_case(work, asked)
    waits_for, since, due_at = waiting(now)
    return CaseFile(
        application_id=asked.id,
        mode=mode.value,
        number=cases.number_of(connection, mode, asked.id, day, "P"),
        owner_id=asked.owner_id,
        business_id=asked.enterprise_id,
        owner_index=_index(work, owner),
        business_index=None if business is None else _index(work, business),
        kind=who.kind.value,
        section=section_of(who.trade, day),
        trade=who.trade,
        region=who.region or owner.region,
        amount_fen=asked.amount_fen,
        months=asked.months,
        purpose=asked.purpose,
        channel=asked.channel,
        status=asked.status.value,
        stage=now.stage,
        outcome=now.decision.outcome.value if now.decision else None,
        band=now.kept.band.value if now.kept and now.kept.band else None,
        limit_fen=now.kept.limit_fen or None if now.kept else None,
        institution=now.institution,
        waits_for=waits_for,
        waiting_since=since,
        due_at=due_at,
        assignee=cases.assignee_of(connection, mode, asked.id),
        bucket=now.bucket,
        created_at=asked.created_at,
        moved_at=now.moved_at,
        decision_id=now.decision.id if now.decision else None,
        decided_at=now.decision.decided_at if now.decision else None,
        decided_ms=now.decision.took_ms if now.decision else None,
    )


def name_index(work: Work, name: str) -> bytes:
    """The blind index of a name, however it was spaced or written."""
    return work.vault.blind_index(NAME_INDEX, folded(name))


def _index(work: Work, who: Subject) -> bytes | None:
    return None if who.erased else name_index(work, who.name)


Waiting = tuple[WaitsFor | None, datetime | None, datetime | None]
"""For whom, since when, until when."""


def waiting(now: Gathered) -> Waiting:
    """Whom it waits for. A case before people comes before what else was asked about it."""
    asked = [it for it in now.requests if it.closed_at is None and it.is_own]
    due_at = min((it.due_at for it in asked if it.due_at is not None), default=None)
    if now.stage is Stage.NEEDS_PERSON and (people := _before_people(now)):
        return *people, due_at
    first = min(asked, key=_urgency, default=None)
    return (None, None, None) if first is None else (WaitsFor(first.kind), first.asked_at, due_at)


def _before_people(now: Gathered) -> tuple[WaitsFor, datetime] | None:
    if now.decision is None:
        return None if now.referred_at is None else (WaitsFor.REVIEWER, now.referred_at)
    proposed = _open(now.proposals)
    if proposed is not None and proposed.decision_id == now.decision.id:
        return WaitsFor.SECOND_REVIEWER, proposed.at
    is_referred = now.decision.outcome is Outcome.REFER
    return (WaitsFor.REVIEWER, now.decision.decided_at) if is_referred else None


def _open(proposals: tuple[ProposalMark, ...]) -> ProposalMark | None:
    return next((it for it in reversed(proposals) if it.state == "open"), None)


def _urgency(asked: RequestMark) -> tuple[int, datetime]:
    order = (WaitsFor.PERSON, WaitsFor.CORRECTION, WaitsFor.EXPLANATION)
    return order.index(WaitsFor(asked.kind)), asked.asked_at
