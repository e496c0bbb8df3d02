"""All SQL of reconciliation. One mode and one institution a question; nothing is ever changed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, Table, insert, select, text

from puhui.exchange.reconciliation.model import Direction
from puhui.exchange.reconciliation.tables import (
    reconciliation_break,
    reconciliation_file,
    reconciliation_refused,
    reconciliation_run,
)
from puhui.ground import Mode

_BREAK_COLUMNS: Final = ("kind", "ref", "field", "ours", "theirs")
_ADD_BREAKS: Final = text("""
    INSERT INTO exchange.reconciliation_break (institution, run_id, number, kind, ref, field, ours, theirs)
    SELECT :institution, :run_id, number, kind, ref, field, ours, theirs
    FROM unnest(CAST(:kind AS text[]), CAST(:ref AS text[]), CAST(:field AS text[]), CAST(:ours AS text[]),
        CAST(:theirs AS text[])) WITH ORDINALITY AS one (kind, ref, field, ours, theirs, number)""")
Whose = tuple[str, Mode, date]
"""Institution, mode and business date."""


def keep_file(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep a file as it came."""
    connection.execute(insert(reconciliation_file).values(**row))


def newest_file(connection: Connection, whose: Whose, direction: Direction) -> Row[Any] | None:
    """The file of that day that holds: the one received last."""
    wanted = _of(reconciliation_file, whose).where(reconciliation_file.c.direction == direction.value)
    ordered = wanted.order_by(reconciliation_file.c.received_at.desc(), reconciliation_file.c.id.desc())
    return connection.execute(ordered.limit(1)).one_or_none()


def refuse(connection: Connection, row: Mapping[str, Any]) -> None:
    """Write down a refused file."""
    connection.execute(insert(reconciliation_refused).values(**row))


def refused(connection: Connection, whose: Whose) -> Sequence[Row[Any]]:
    """What was refused for that day, oldest first."""
    ordered = _of(reconciliation_refused, whose).order_by(
        reconciliation_refused.c.at, reconciliation_refused.c.id
    )
    return connection.execute(ordered).all()


def add_run(connection: Connection, run: Mapping[str, Any], breaks: Sequence[Mapping[str, Any]]) -> None:
    """Keep a comparison with all its breaks; a hundred thousand of them are one statement of columns."""
    connection.execute(insert(reconciliation_run).values(**run))
    columns = {name: [one[name] for one in breaks] for name in _BREAK_COLUMNS}
    if breaks:
        whose = {"institution": run["institution"], "run_id": run["id"]}
        connection.execute(_ADD_BREAKS, columns | whose)


def newest_run(connection: Connection, whose: Whose, direction: Direction) -> Row[Any] | None:
    """The comparison that holds: the one made last."""
    wanted = _of(reconciliation_run, whose).where(reconciliation_run.c.direction == direction.value)
    ordered = wanted.order_by(reconciliation_run.c.compared_at.desc(), reconciliation_run.c.id.desc())
    return connection.execute(ordered.limit(1)).one_or_none()


def breaks_of(connection: Connection, institution: str, run_id: UUID) -> Sequence[Row[Any]]:
    """The breaks of one comparison, in their order."""
    wanted = select(reconciliation_break).where(
        reconciliation_break.c.institution == institution, reconciliation_break.c.run_id == run_id
    )
    return connection.execute(wanted.order_by(reconciliation_break.c.number)).all()


def _of(table: Table, whose: Whose) -> Any:  # noqa: ANN401 - a select with its columns
    institution, mode, on = whose
    return select(table).where(
        table.c.institution == institution, table.c.mode == mode.value, table.c.business_date == on
    )
