"""Repayments: asked once under each key, ended once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, select, update
from sqlalchemy import func as sql
from sqlalchemy.dialects.postgresql import insert

from puhui.ground import Mode
from puhui.servicing.model import Amounts, Part, Repayment, RepaymentKind, RepaymentState
from puhui.servicing.store.whose import Whose
from puhui.servicing.tables import repayment


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> frozenset[UUID]:
    """Ask; a loan takes one at a time and one under each key. Gives the ids of those that are new."""
    if not rows:
        return frozenset()
    added = insert(repayment).values(list(rows)).on_conflict_do_nothing().returning(repayment.c.id)
    return frozenset(connection.execute(added).scalars())


def get(connection: Connection, whose: Whose, repayment_id: UUID, *, lock: bool = False) -> Repayment | None:
    """One repayment; held until the transaction ends when it is about to end."""
    wanted = _of(whose).where(repayment.c.id == repayment_id)
    row = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    return _repayment(row) if row else None


def under_key(connection: Connection, drawdown_id: UUID, key: str) -> Repayment | None:
    """The repayment of a loan that was asked for under a key."""
    mine = (repayment.c.drawdown_id == drawdown_id) & (repayment.c.key == key)
    row = connection.execute(select(repayment).where(mine)).one_or_none()
    return _repayment(row) if row else None


def of_loan(connection: Connection, whose: Whose, drawdown_id: UUID) -> tuple[Repayment, ...]:
    """Every repayment of a loan, oldest first."""
    wanted = _of(whose).where(repayment.c.drawdown_id == drawdown_id)
    return tuple(map(_repayment, connection.execute(wanted.order_by(repayment.c.asked_at, repayment.c.id))))


def asked(
    connection: Connection, whose: Whose, *, after: UUID | None = None, at_most: int = 500
) -> tuple[Repayment, ...]:
    """Those the rail has not answered yet, in the order of their ids."""
    wanted = _of(whose).where(repayment.c.state == RepaymentState.ASKED)
    if after is not None:
        wanted = wanted.where(repayment.c.id > after)
    return tuple(map(_repayment, connection.execute(wanted.order_by(repayment.c.id).limit(at_most))))


def paying(connection: Connection, drawdown_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Which of these loans have a repayment on its way."""
    wanted = select(repayment.c.drawdown_id).where(repayment.c.state == RepaymentState.ASKED)
    mine = repayment.c.drawdown_id == sql.any(list(drawdown_ids))
    return frozenset(connection.execute(wanted.where(mine)).scalars())


def post(connection: Connection, repayment_id: UUID, split: Amounts, booked_on: date, at: datetime) -> None:
    """The money came, and this is what it paid for."""
    parts = {f"{part}_fen": split.of(part) for part in Part}
    _end(
        connection,
        repayment_id,
        {"state": RepaymentState.POSTED, "booked_on": booked_on, "ended_at": at} | parts,
    )


def refuse(connection: Connection, repayment_id: UUID, why: str, at: datetime) -> None:
    """No money came, and none will."""
    _end(connection, repayment_id, {"state": RepaymentState.REFUSED, "why": why, "ended_at": at})


def _end(connection: Connection, repayment_id: UUID, values: Mapping[str, Any]) -> None:
    connection.execute(update(repayment).where(repayment.c.id == repayment_id).values(**values))


def _of(whose: Whose) -> Select[Any]:
    mine = (repayment.c.institution == whose.institution) & (repayment.c.mode == whose.mode)
    return select(repayment).where(mine)


def _repayment(row: Row[Any]) -> Repayment:
    return Repayment(
        row.id,
        row.drawdown_id,
        row.institution,
        Mode(row.mode),
        row.key,
        RepaymentKind(row.kind),
        row.amount_fen,
        RepaymentState(row.state),
        row.value_date,
        row.asked_at,
        Amounts(row.principal_fen, row.interest_fen, row.fees_fen, row.penalty_fen),
        row.ended_at,
        row.why,
    )
