"""All SQL of this room. Values are always bound; every query asks one mode; nothing is ever updated."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table, insert, select, text

from puhui.evidence.tables import debt, fact, import_batch, invoice, verification
from puhui.ground import Mode


def one_import_at_a_time(connection: Connection, subject_id: UUID) -> None:
    """Hold this subject's imports until the transaction ends, so that none is counted twice."""
    connection.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"),
        {"key": f"evidence.import:{subject_id}"},
    )


def add(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Append one row."""
    connection.execute(insert(table).values(**row))


def books(
    connection: Connection, mode: Mode, subject_id: UUID, known_by: datetime | None = None
) -> Sequence[Row[Any]]:
    """The sealed books of a subject's invoices, in the order in which they were learned."""
    return _of(connection, invoice, (mode, subject_id), known_by)


def batches(connection: Connection, mode: Mode, subject_id: UUID) -> Sequence[Row[Any]]:
    """A subject's imports, oldest first."""
    return _of(connection, import_batch, (mode, subject_id))


def facts(
    connection: Connection, mode: Mode, subject_id: UUID, kind: str, known_by: datetime | None = None
) -> Sequence[Row[Any]]:
    """All facts of one kind, corrected ones too, oldest first."""
    rows = _of(connection, fact, (mode, subject_id), known_by)
    return [row for row in rows if row.kind == kind]


def fact_by_id(connection: Connection, mode: Mode, fact_id: UUID) -> Row[Any] | None:
    """One fact."""
    return connection.execute(select(fact).where(fact.c.id == fact_id, fact.c.mode == mode)).one_or_none()


def debt_reports(
    connection: Connection, mode: Mode, subject_id: UUID, known_by: datetime | None = None
) -> Sequence[Row[Any]]:
    """A subject's reports of debts, oldest first."""
    return _of(connection, debt, (mode, subject_id), known_by)


def verifications(
    connection: Connection, mode: Mode, subject_id: UUID, known_by: datetime | None = None
) -> Sequence[Row[Any]]:
    """A subject's verifications, oldest first."""
    return _of(connection, verification, (mode, subject_id), known_by)


def _of(
    connection: Connection,
    table: Table,
    whose: tuple[Mode, UUID],
    known_by: datetime | None = None,
) -> Sequence[Row[Any]]:
    mode, subject_id = whose
    when = table.c.at if table is verification else table.c.learned_at
    query = select(table).where(table.c.subject_id == subject_id, table.c.mode == mode)
    if known_by is not None:
        query = query.where(when <= known_by)
    return connection.execute(query.order_by(when, *table.primary_key.columns)).all()
