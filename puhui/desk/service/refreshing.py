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
from puhui.intake import Listed, ListedParty, folded, listed
from puhui.kernel import BEIJING, Outcome, new_id

NAME_INDEX = "desk_name"
"""The field under which names are blindly indexed here."""


def refresh(work: Work, application_id: UUID) -> CaseFile | None:
    """Make the row of an application again; None where there is no such application here."""
    cases.hold(work.connection, application_id)
    found = listed(work, application_id)
    if found is None:
        return None
    made = _made(work, found)
    cases.keep(work.connection, made)
    return made


def touch(work: Work, application_id: UUID) -> None:
    """Have the row made again after this work is done; for who must not wait for it, or hold it."""
    payload = {"application_id": str(application_id)}
    work.post(events.CASE_TOUCHED, payload, f"{events.CASE_TOUCHED}:{new_id()}")


def _made(work: Work, found: Listed) -> CaseFile:
    asked, owner, business = found.application, found.owner, found.business
    who, connection, mode = business or owner, work.connection, work.actor.mode
    day = asked.created_at.astimezone(BEIJING).date()
    now = gather_case(work, asked)
    waits_for, since, due_at = waiting(now)
    mark = now.decision.mark if now.decision else None
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
        outcome=mark.outcome.value if mark else None,
        band=now.decision.band if now.decision else None,
        limit_fen=now.decision.limit_fen if now.decision else None,
        institution=now.institution,
        waits_for=waits_for,
        waiting_since=since,
        due_at=due_at,
        assignee=cases.assignee_of(connection, mode, asked.id),
        bucket=now.bucket,
        created_at=asked.created_at,
        moved_at=now.moved_at,
        decision_id=mark.id if mark else None,
        decided_at=mark.decided_at if mark else None,
        decided_ms=mark.took_ms if mark else None,
    )


def name_index(work: Work, name: str) -> bytes:
    """The blind index of a name, however it was spaced or written."""
    return work.vault.blind_index(NAME_INDEX, folded(name))


def _index(work: Work, who: ListedParty) -> bytes | None:
    return None if who.name is None else name_index(work, who.name)


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
    proposed, mark = _open(now.proposals), now.decision.mark
    if proposed is not None and proposed.decision_id == mark.id:
        return WaitsFor.SECOND_REVIEWER, proposed.at
    return (WaitsFor.REVIEWER, mark.decided_at) if mark.outcome is Outcome.REFER else None


def _open(proposals: tuple[ProposalMark, ...]) -> ProposalMark | None:
    return next((it for it in reversed(proposals) if it.state == "open"), None)


def _urgency(asked: RequestMark) -> tuple[int, datetime]:
    order = (WaitsFor.PERSON, WaitsFor.CORRECTION, WaitsFor.EXPLANATION)
    return order.index(WaitsFor(asked.kind)), asked.asked_at
