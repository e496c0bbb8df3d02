"""All SQL of warnings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Table, select, text
from sqlalchemy.dialects.postgresql import insert

from puhui.loan.tables import contract
from puhui.servicing.store.whose import Whose
from puhui.servicing.warning.tables import night, warning

_TURN: Final = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:turn, 0))")
_CUSTOMERS: Final = text("""
    SELECT c.subject_id, min(c.id::text)::uuid AS contract_id,
        min(coalesce(a.enterprise_id, a.owner_id)::text)::uuid AS business_id,
        min(signed.at) AS signed_at, sum(owed.fen) AS exposure_fen, max(l.days_past_due) AS days_past_due,
        coalesce(max(late.days), 0) AS late_days_90d, coalesce(sum(refused.times), 0) AS refused_debits_30d,
        (array_agg(l.bucket ORDER BY l.days_past_due DESC))[1] AS bucket
    FROM servicing.loan l
        JOIN loan.contract c ON c.id = l.contract_id
        JOIN intake.application a ON a.id = c.application_id
        CROSS JOIN LATERAL (SELECT coalesce(sum(i.principal_fen - i.principal_paid_fen), 0) AS fen
            FROM servicing.instalment i WHERE i.drawdown_id = l.drawdown_id AND NOT i.is_cancelled) owed
        LEFT JOIN LATERAL (SELECT min(s.at) AS at FROM loan.contract_step s
            WHERE s.contract_id = c.id AND s.to_state = 'signed') signed ON true
        LEFT JOIN LATERAL (SELECT count(*) AS days FROM servicing.day_position p
            WHERE p.drawdown_id = l.drawdown_id AND p."on" > CAST(:on AS date) - 90
                AND p.days_past_due > 0) late ON true
        LEFT JOIN LATERAL (SELECT count(*) AS times FROM servicing.repayment r
            WHERE r.drawdown_id = l.drawdown_id AND r.kind = 'collected' AND r.state = 'refused'
                AND r.value_date > CAST(:on AS date) - 30) refused ON true
    WHERE l.institution = :institution AND l.mode = :mode AND l.state <> 'settled'
        AND (CAST(:after AS uuid) IS NULL OR c.subject_id > :after)
    GROUP BY c.subject_id ORDER BY c.subject_id LIMIT :at_most
""")


def take_turn(connection: Connection, whose: Whose) -> bool:
    """Two nights of one institution do not cross."""
    turn = f"warnings {whose.institution} {whose.mode.value}"
    return bool(connection.execute(_TURN, {"turn": turn}).scalar_one())


def customers(
    connection: Connection, whose: Whose, on: date, *, after: UUID | None, at_most: int
) -> Sequence[Row[Any]]:
    """Who owes, in the order of their ids, with how they have paid."""
    bound = {"institution": whose.institution, "mode": whose.mode.value, "on": on}
    return connection.execute(_CUSTOMERS, bound | {"after": after, "at_most": at_most}).all()


def night_of(connection: Connection, whose: Whose, on: date) -> Row[Any] | None:
    """How far a night has come."""
    return connection.execute(select(night).where(*_mine(night, whose), night.c.on == on)).one_or_none()


def newest_night(connection: Connection, whose: Whose) -> Row[Any] | None:
    """The last night that is whole."""
    wanted = select(night).where(*_mine(night, whose), night.c.done_at.is_not(None))
    return connection.execute(wanted.order_by(night.c.on.desc()).limit(1)).one_or_none()


def reach(connection: Connection, row: Mapping[str, Any]) -> None:
    """Write down how far a night has come."""
    new = insert(night).values(**row)
    moved = {name: new.excluded[name] for name in ("reached", "customers", "warned", "done_at")}
    connection.execute(new.on_conflict_do_update(index_elements=["institution", "mode", "on"], set_=moved))


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep lines of a night; one that is there already stays as it is."""
    if rows:
        connection.execute(insert(warning).on_conflict_do_nothing(), list(rows))


def ranked(connection: Connection, whose: Whose, on: date, *, skip: int, at_most: int) -> Sequence[Row[Any]]:
    """A night's list with the application of each contract, the largest expected loss first."""
    wanted = select(warning, contract.c.application_id).join(contract, contract.c.id == warning.c.contract_id)
    mine = wanted.where(*_mine(warning, whose), warning.c.on == on)
    order = mine.order_by(warning.c.expected_loss_fen.desc(), warning.c.subject_id)
    return connection.execute(order.offset(skip).limit(at_most)).all()


def _mine(table: Table, whose: Whose) -> tuple[ColumnElement[bool], ...]:
    return table.c.institution == whose.institution, table.c.mode == whose.mode.value
