"""All SQL of this room. Values are always bound; every query asks one mode; nothing is ever updated."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
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


def held_of(connection: Connection, mode: Mode, subject_id: UUID) -> Sequence[Row[Any]]:
    """What there is about a subject, from when and how much, without anything sealed; oldest first."""
    return connection.execute(_HELD, {"mode": mode, "subject_id": subject_id}).all()


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


_HELD: Final = text("""
    SELECT b.id, 'invoices' AS source, 'import' AS kind, b.learned_at AS at, i.first_day, i.last_day,
        b.rows_new AS rows, CASE WHEN b.whole THEN 'whole' ELSE 'partly' END AS state, b.consent_id, b.actor
    FROM evidence.import_batch b LEFT JOIN evidence.invoice i ON i.batch_id = b.id
    WHERE b.subject_id = :subject_id AND b.mode = :mode
    UNION ALL
    SELECT id, 'debts', source, learned_at, as_of, as_of, NULL, 'whole', consent_id, actor
    FROM evidence.debt WHERE subject_id = :subject_id AND mode = :mode
    UNION ALL
    SELECT id, CASE WHEN kind = 'list_screening' THEN 'lists' ELSE 'identity' END, kind, at, NULL, NULL, NULL,
        result, consent_id, actor
    FROM evidence.verification WHERE subject_id = :subject_id AND mode = :mode
    UNION ALL
    SELECT id, source, kind, learned_at, true_from, true_to, NULL, 'whole', consent_id, actor
    FROM evidence.fact WHERE subject_id = :subject_id AND mode = :mode
    ORDER BY at, id""")
