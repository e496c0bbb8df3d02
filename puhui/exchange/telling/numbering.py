"""Telling the platform one thing: numbered and kept in the transaction in which it happened.

The reference's row counts the numbers and stays locked to the end of the transaction: two who tell at once
get one number after the other, and a rollback gives its number back.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.exchange import events
from puhui.exchange.canonical import plain
from puhui.exchange.model import EventKind, PartnerEvent, ReceivedStatus
from puhui.exchange.received import store as packages
from puhui.exchange.saying.bodies import body_problem
from puhui.exchange.telling import store
from puhui.ground import Mode, Work
from puhui.kernel import new_id


def tell(work: Work, reference: str | None, kind: EventKind, body: Mapping[str, Any]) -> PartnerEvent | None:
    """Tell the platform about a reference; None for our own borrower, of whom nobody is told.

    `body` may hold decimals, dates and instants. Raises ValueError for a body that is not what the protocol
    says of its kind: that is a mistake of ours, and the other side would refuse it.
    """
    row = None if reference is None else _row(work, reference)
    if row is None:
        return None
    told = plain(body)
    if problem := body_problem(kind, told):
        raise ValueError(f"{kind.value}: {problem.where}")
    event = PartnerEvent(
        event_id=new_id(),
        institution=row.institution,
        mode=Mode(row.mode),
        reference=str(row.id),
        sequence=packages.next_told(work.connection, row.id),
        kind=kind,
        at=work.now(),
        body=told,
    )
    store.add_event(work.connection, _kept(event, row.id))
    _move(work, row, event)
    work.post(events.EVENT_DUE, {"event_id": str(event.event_id)}, f"{events.EVENT_DUE}:{event.event_id}")
    return event


def told_about(work: Work, reference: str) -> tuple[PartnerEvent, ...]:
    """Everything that was told about a reference, in order."""
    row = _row(work, reference)
    return () if row is None else tuple(shown(it) for it in store.events_of(work.connection, row.id))


def shown(row: Row[Any]) -> PartnerEvent:
    """A kept event."""
    return PartnerEvent(
        event_id=row.event_id,
        institution=row.institution,
        mode=Mode(row.mode),
        reference=str(row.received_id),
        sequence=row.sequence,
        kind=EventKind(row.kind),
        at=row.at,
        body=row.body,
    )


def _move(work: Work, row: Row[Any], event: PartnerEvent) -> None:
    """A signature is the truth whatever else was said; only what is open can be closed."""
    if event.kind is EventKind.CONTRACT_SIGNED:
        packages.change_received(work.connection, row.id, status=ReceivedStatus.SIGNED, why=None)
    elif event.kind is EventKind.APPLICATION_CLOSED and row.status == ReceivedStatus.OPEN:
        packages.change_received(work.connection, row.id, status=ReceivedStatus.CLOSED, why=event.body["why"])


def _row(work: Work, reference: str) -> Row[Any] | None:
    try:
        known_as = UUID(reference)
    except ValueError:
        return None
    return packages.get_received(work.connection, work.actor.mode, known_as)


def _kept(event: PartnerEvent, received_id: UUID) -> dict[str, Any]:
    return {
        "event_id": event.event_id,
        "institution": event.institution,
        "mode": event.mode,
        "received_id": received_id,
        "sequence": event.sequence,
        "kind": event.kind,
        "at": event.at,
        "body": event.body,
    }
