"""Rows as the facts they are: hand-overs with what was told about them."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from puhui.exchange.handover import store
from puhui.exchange.model import EventKind, Handover, HandoverStatus, PartnerEvent
from puhui.exchange.package.sealing import unseal
from puhui.ground import Erased, Mode, Work

ENTRY_FIELD: Final = "exchange.entry_url"


def shown_handover(work: Work, row: Row[Any]) -> Handover:
    """A hand-over with everything that was told about it and applied."""
    told = store.applied_events(work.connection, row.institution, row.reference) if row.reference else ()
    return Handover(
        id=row.id,
        mode=Mode(row.mode),
        institution=row.institution,
        application_id=row.application_id,
        offer_id=row.offer_id,
        package_id=row.package_id,
        status=HandoverStatus(row.status),
        reference=row.reference,
        entry_url=_entry_url(work, row),
        entry_until=row.entry_until,
        begun_at=row.begun_at,
        changed_at=row.changed_at,
        why=row.why,
        told=tuple(shown_event(it, row.application_id) for it in told),
    )


def shown_event(row: Row[Any], application_id: UUID | None) -> PartnerEvent:
    """An event that was heard."""
    return PartnerEvent(
        event_id=row.event_id,
        institution=row.institution,
        mode=Mode(row.mode),
        reference=row.reference,
        sequence=row.sequence,
        kind=EventKind(row.kind),
        at=row.at,
        body=row.body,
        application_id=application_id,
    )


def _entry_url(work: Work, row: Row[Any]) -> str | None:
    if row.sealed_entry_url is None:
        return None
    found = unseal(work, row.institution, row.owner_id, ENTRY_FIELD, row.sealed_entry_url)
    return None if isinstance(found, Erased) else found
