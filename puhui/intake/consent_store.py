"""All SQL of this room about consents. Nothing is updated: a withdrawal is a row of its own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_or_ignore

from puhui.ground import Mode
from puhui.intake.consent import Consent, Sensitivity
from puhui.intake.tables import consent, consent_withdrawal
from puhui.kernel import Language


def add_consent(connection: Connection, given: Consent, actor: str) -> None:
    """Keep what was signed."""
    row = {name: getattr(given, name) for name in Consent.__slots__ if name != "revoked_at"}
    connection.execute(insert(consent).values(**row | {"fields": sorted(given.fields)}, actor=actor))


def withdraw(connection: Connection, consent_id: UUID, at: datetime, actor: str) -> bool:
    """Add the withdrawal; False when it was already withdrawn."""
    statement = insert_or_ignore(consent_withdrawal).values(consent_id=consent_id, at=at, actor=actor)
    withdrawn = statement.on_conflict_do_nothing().returning(consent_withdrawal.c.consent_id)
    return connection.execute(withdrawn).first() is not None


def get_consent(connection: Connection, mode: Mode, consent_id: UUID) -> Consent | None:
    """One consent with its withdrawal, if there is one."""
    row = connection.execute(_all(mode).where(consent.c.id == consent_id)).one_or_none()
    return _consent(row) if row else None


def consents_of(connection: Connection, mode: Mode, subject_id: UUID) -> tuple[Consent, ...]:
    """Every consent a subject ever gave, oldest first."""
    statement = (
        _all(mode).where(consent.c.subject_id == subject_id).order_by(consent.c.signed_at, consent.c.id)
    )
    return tuple(_consent(row) for row in connection.execute(statement))


def _all(mode: Mode) -> Select[Any]:
    columns = [consent.c[name] for name in Consent.__slots__ if name != "revoked_at"]
    withdrawn = consent.outerjoin(consent_withdrawal, consent_withdrawal.c.consent_id == consent.c.id)
    return (
        select(*columns, consent_withdrawal.c.at.label("revoked_at"))
        .select_from(withdrawn)
        .where(consent.c.mode == mode)
    )


def _consent(row: Row[Any]) -> Consent:
    values = row._asdict()
    return Consent(
        **values
        | {
            "mode": Mode(row.mode),
            "fields": frozenset(values["fields"]),
            "sensitivity": Sensitivity(row.sensitivity),
            "language": Language(row.language),
        }
    )
