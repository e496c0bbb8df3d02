"""All SQL about hand-overs, on the platform."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects.postgresql import insert

from puhui.exchange.model import OPEN
from puhui.exchange.tables import event_in, handover
from puhui.ground import Mode


def lock_application(connection: Connection, application_id: UUID) -> None:
    """One at a time for this application, until the transaction ends."""
    held = func.pg_advisory_xact_lock(func.hashtextextended(str(application_id), 0x70756875))
    connection.execute(select(held))


def add_handover(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Begin a hand-over; False when this offer was handed over before."""
    begun = insert(handover).values(**row).on_conflict_do_nothing().returning(handover.c.id)
    return connection.execute(begun).first() is not None


def get_handover(connection: Connection, handover_id: UUID, lock: bool = False) -> Row[Any] | None:
    """One hand-over."""
    wanted = select(handover).where(handover.c.id == handover_id)
    return connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()


def handover_of_offer(connection: Connection, mode: Mode, offer_id: UUID) -> Row[Any] | None:
    """The hand-over of an offer."""
    mine = (handover.c.offer_id == offer_id) & (handover.c.mode == mode)
    return connection.execute(select(handover).where(mine)).one_or_none()


def handover_of_package(
    connection: Connection, mode: Mode, institution: str, package_id: UUID, lock: bool = False
) -> Row[Any] | None:
    """The hand-over of a package."""
    mine = (handover.c.institution == institution) & (handover.c.package_id == package_id)
    wanted = select(handover).where(mine, handover.c.mode == mode)
    return connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()


def handovers_of(
    connection: Connection, mode: Mode, application_id: UUID, lock: bool = False
) -> Sequence[Row[Any]]:
    """Every hand-over of an application, the newest first."""
    mine = (handover.c.application_id == application_id) & (handover.c.mode == mode)
    wanted = select(handover).where(mine).order_by(handover.c.begun_at.desc(), handover.c.id.desc())
    return connection.execute(wanted.with_for_update() if lock else wanted).all()


def handover_by_reference(
    connection: Connection, mode: Mode, institution: str, reference: str, lock: bool = False
) -> Row[Any] | None:
    """The hand-over that an institution knows under a reference."""
    mine = (handover.c.institution == institution) & (handover.c.reference == reference)
    wanted = select(handover).where(mine, handover.c.mode == mode)
    return connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()


def silent_handovers(connection: Connection, status: str, before: datetime) -> Sequence[UUID]:
    """Hand-overs in a status since before an instant, locked; those somebody is at are left for later."""
    silent = (handover.c.status == status) & (handover.c.changed_at <= before)
    wanted = select(handover.c.id).where(silent).order_by(handover.c.id).limit(500)
    return connection.execute(wanted.with_for_update(skip_locked=True)).scalars().all()


def open_under_consent(
    connection: Connection, mode: Mode, consent_id: UUID, statuses: Sequence[str]
) -> Sequence[Row[Any]]:
    """Hand-overs under a consent that have not ended, locked."""
    mine = (handover.c.consent_id == consent_id) & (handover.c.mode == mode)
    wanted = select(handover).where(mine, handover.c.status == func.any(list(statuses)))
    return connection.execute(wanted.order_by(handover.c.id).with_for_update()).all()


def handovers_to_pull(
    connection: Connection, mode: Mode, institution: str, after: UUID | None, at_most: int
) -> Sequence[Row[Any]]:
    """Hand-overs that an institution has not answered yet, by id."""
    mine = (handover.c.institution == institution) & (handover.c.mode == mode)
    wanted = select(handover).where(mine, handover.c.sealed_entry_url.is_(None)).order_by(handover.c.id)
    wanted = wanted.where(handover.c.status == func.any([status.value for status in sorted(OPEN)]))
    wanted = wanted if after is None else wanted.where(handover.c.id > after)
    return connection.execute(wanted.limit(at_most)).all()


def change_handover(connection: Connection, handover_id: UUID, **values: object) -> None:
    """Note what changed."""
    connection.execute(update(handover).where(handover.c.id == handover_id).values(**values))


def applied_events(connection: Connection, institution: str, reference: str) -> Sequence[Row[Any]]:
    """What was told about a reference and applied, in order."""
    mine = (event_in.c.institution == institution) & (event_in.c.reference == reference)
    wanted = select(event_in).where(mine, event_in.c.applied_at.is_not(None))
    return connection.execute(wanted.order_by(event_in.c.sequence)).all()
