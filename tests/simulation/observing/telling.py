"""What both sides keep about what was told: events out and in, hand-overs, what was taken back. SQL only."""

from collections.abc import Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, text

from tests.simulation.facts.seen import EventSeen

_TOLD = text("""
    SELECT event_id::text, received_id::text, sequence, kind, delivered_at IS NOT NULL
    FROM exchange.event_out ORDER BY received_id, sequence, event_id""")
_HEARD = text("""
    SELECT institution, event_id::text, reference, sequence, kind, applied_at IS NOT NULL
    FROM exchange.event_in ORDER BY institution, reference, sequence, event_id""")
_HANDOVERS = text("""
    SELECT application_id::text || ' ' || institution, status FROM exchange.handover ORDER BY begun_at, id""")
_CONFIRMED = text("SELECT application_id FROM decision.underwriting WHERE confirmed_at IS NOT NULL")
_TAKEN_BACK = text("""
    SELECT payload ->> 'reference', min(posted_at) FROM ground.outbox
    WHERE topic = 'exchange.package_withdrawn' GROUP BY payload ->> 'reference'""")


def told(connection: Connection) -> tuple[EventSeen, ...]:
    """Everything that an institution has told."""
    return tuple(EventSeen(*row) for row in connection.execute(_TOLD))


def heard(connection: Connection) -> Mapping[str, tuple[EventSeen, ...]]:
    """Everything that the platform has heard, by institution."""
    found: dict[str, list[EventSeen]] = {}
    for institution, *row in connection.execute(_HEARD):
        found.setdefault(institution, []).append(EventSeen(*row))
    return {institution: tuple(events) for institution, events in found.items()}


def handovers(connection: Connection) -> Mapping[str, str]:
    """Application and institution → status."""
    return {row[0]: row[1] for row in connection.execute(_HANDOVERS)}


def confirmations(connection: Connection) -> tuple[str, ...]:
    """The confirmation ids that follow from what borrowers agreed to here."""
    house = connection.execute(text("SELECT institution FROM ground.house")).scalar_one()
    return tuple(
        str(uuid5(NAMESPACE_URL, f"puhui:{house}:{application_id}:inquiry"))
        for application_id in connection.execute(_CONFIRMED).scalars()
    )


def taken_back(connection: Connection) -> Mapping[str, datetime]:
    """Reference → when the institution learned that it was taken back."""
    return {row[0]: row[1] for row in connection.execute(_TAKEN_BACK)}
