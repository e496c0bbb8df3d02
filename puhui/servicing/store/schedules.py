"""The instalments of loans: read, added and changed many at a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, text
from sqlalchemy import func as sql

from puhui.loan import AccountCode
from puhui.servicing.model import Amounts, Instalment
from puhui.servicing.store.whose import Whose
from puhui.servicing.tables import instalment, loan

_DATES: Final = frozenset({"starts", "ends", "due", "counted_to"})
_TYPES: Final = {
    column.name: "bool" if column.name.startswith("is_") else "date" if column.name in _DATES else "bigint"
    for column in instalment.columns
    if column.name not in ("drawdown_id", "number", "institution")
}
_ARRAYS: Final = ", ".join(f"CAST(:{name} AS {kind}[])" for name, kind in _TYPES.items())
_CHANGE: Final = text(
    f"UPDATE servicing.instalment AS kept SET {', '.join(f'{name} = new.{name}' for name in _TYPES)} "
    f"FROM unnest(CAST(:drawdown_id AS uuid[]), CAST(:number AS integer[]), {_ARRAYS}) "
    f"AS new (drawdown_id, number, {', '.join(_TYPES)}) "
    "WHERE kept.drawdown_id = new.drawdown_id AND kept.number = new.number"
)


def add(connection: Connection, drawdown_id: UUID, institution: str, schedule: Sequence[Instalment]) -> None:
    """Keep a new schedule."""
    of = {"drawdown_id": drawdown_id, "institution": institution}
    connection.execute(insert(instalment), [of | values_of(it) | {"number": it.number} for it in schedule])


def instalments_of(
    connection: Connection, drawdown_ids: Sequence[UUID], *, moving_by: date | None = None
) -> dict[UUID, tuple[Instalment, ...]]:
    """The schedules of some loans; with `moving_by` only those a day may still move."""
    wanted = select(instalment).where(instalment.c.drawdown_id == sql.any(list(drawdown_ids)))
    if moving_by is not None:
        open_ = (
            (instalment.c.principal_paid_fen < instalment.c.principal_fen)
            | (instalment.c.interest_paid_fen < instalment.c.interest_fen)
            | (instalment.c.fees_paid_fen < instalment.c.fees_fen)
            | (instalment.c.penalty_paid_fen < instalment.c.penalty_fen)
        )
        running = ~instalment.c.is_billed & (instalment.c.starts <= moving_by)
        wanted = wanted.where(~instalment.c.is_cancelled, running | (instalment.c.is_billed & open_))
    told: dict[UUID, list[Instalment]] = {one: [] for one in drawdown_ids}
    for row in connection.execute(wanted.order_by(instalment.c.drawdown_id, instalment.c.number)):
        told[row.drawdown_id].append(_instalment(row))
    return {one: tuple(rows) for one, rows in told.items()}


def change(connection: Connection, changed: Mapping[tuple[UUID, int], Instalment]) -> None:
    """Write instalments anew, all in one statement."""
    if not changed:
        return
    columns = {"drawdown_id": [key[0] for key in changed], "number": [key[1] for key in changed]}
    rows = [values_of(it) for it in changed.values()]
    columns |= {name: [row[name] for row in rows] for name in _TYPES}
    connection.execute(_CHANGE, columns)


def receivables(connection: Connection, whose: Whose) -> dict[AccountCode, int]:
    """What all schedules together say is owed, by the account it should stand in."""
    it, billed = instalment.c, instalment.c.is_billed
    interest_fen = it.accrued_fen - it.interest_paid_fen
    sums = {
        AccountCode.PRINCIPAL: sql.sum(it.principal_fen - it.principal_paid_fen),
        AccountCode.INTEREST_ACCRUED: sql.sum(interest_fen).filter(~billed),
        AccountCode.INTEREST_DUE: sql.sum(interest_fen).filter(billed),
        AccountCode.FEES_DUE: sql.sum(it.fees_fen - it.fees_paid_fen).filter(billed),
        AccountCode.PENALTY_DUE: sql.sum(it.penalty_fen - it.penalty_paid_fen),
    }
    mine = (loan.c.institution == whose.institution) & (loan.c.mode == whose.mode)
    both = instalment.join(loan, loan.c.drawdown_id == it.drawdown_id)
    row = connection.execute(select(*sums.values()).select_from(both).where(mine, ~it.is_cancelled)).one()
    return {code: int(owed or 0) for code, owed in zip(sums, row, strict=True)}


def _instalment(row: Row[Any]) -> Instalment:
    return Instalment(
        row.number,
        row.starts,
        row.ends,
        row.due,
        Amounts(row.principal_fen, row.interest_fen, row.fees_fen, row.penalty_fen),
        Amounts(row.principal_paid_fen, row.interest_paid_fen, row.fees_paid_fen, row.penalty_paid_fen),
        row.third_party_fees_fen,
        row.accrued_fen,
        row.closed_interest_fen,
        row.is_billed,
        row.overdue_fen_days,
        row.counted_to,
        row.is_cancelled,
    )


def values_of(it: Instalment) -> dict[str, Any]:
    return {
        "starts": it.starts,
        "ends": it.ends,
        "due": it.due,
        "principal_fen": it.owed.principal_fen,
        "interest_fen": it.owed.interest_fen,
        "fees_fen": it.owed.fees_fen,
        "penalty_fen": it.owed.penalty_fen,
        "principal_paid_fen": it.paid.principal_fen,
        "interest_paid_fen": it.paid.interest_fen,
        "fees_paid_fen": it.paid.fees_fen,
        "penalty_paid_fen": it.paid.penalty_fen,
        "third_party_fees_fen": it.third_party_fees_fen,
        "accrued_fen": it.accrued_fen,
        "closed_interest_fen": it.closed_interest_fen,
        "is_billed": it.is_billed,
        "is_cancelled": it.is_cancelled,
        "overdue_fen_days": it.overdue_fen_days,
        "counted_to": it.counted_to,
    }
