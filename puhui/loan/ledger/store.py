"""All SQL of the books. Entries and lines are only ever added; the database refuses anything else."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, Select, Table, TextClause, case, func, select, text

from puhui.ground import Mode
from puhui.loan.ledger.model import Side
from puhui.loan.tables import ledger_entry as entry
from puhui.loan.tables import ledger_line as line

_SIGNED = func.sum(case((line.c.side == Side.DEBIT, line.c.amount_fen), else_=-line.c.amount_fen))


def add_entries(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> frozenset[UUID]:
    """Add those whose key is new; gives their ids."""
    return frozenset(connection.execute(_ADD_ENTRIES, _columns(rows, _ENTRY)).scalars())


def add_lines(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """The lines of entries added in this same transaction."""
    connection.execute(_ADD_LINES, _columns(rows, _LINE))


def entries_by_key(
    connection: Connection, institution: str, mode: Mode, keys: Sequence[str]
) -> Sequence[Row[Any]]:
    """Entries that are in the books under these keys."""
    mine = (entry.c.institution == institution) & (entry.c.mode == mode)
    return connection.execute(select(entry).where(mine, entry.c.key == func.any(list(keys)))).all()


def lines_of(connection: Connection, entry_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """The lines of some entries, in their order."""
    wanted = (
        select(line)
        .where(line.c.entry_id == func.any(list(entry_ids)))
        .order_by(line.c.entry_id, line.c.number)
    )
    return connection.execute(wanted).all()


def entries(
    connection: Connection, institution: str, mode: Mode, *, drawdown_id: UUID | None, at_most: int
) -> Sequence[Row[Any]]:
    """The newest entries, of one drawdown if one is named."""
    wanted = select(entry).where(entry.c.institution == institution, entry.c.mode == mode)
    if drawdown_id is not None:
        wanted = wanted.where(
            entry.c.id.in_(select(line.c.entry_id).where(line.c.drawdown_id == drawdown_id))
        )
    return connection.execute(
        wanted.order_by(entry.c.booked_at.desc(), entry.c.id.desc()).limit(at_most)
    ).all()


def trial_balance(
    connection: Connection, institution: str, mode: Mode, on: date | None
) -> Sequence[Row[Any]]:
    """Debit less credit of every account, up to and including a day."""
    mine = (entry.c.institution == institution) & (entry.c.mode == mode)
    wanted = _balances().join(entry, entry.c.id == line.c.entry_id).where(mine)
    return connection.execute(wanted if on is None else wanted.where(entry.c.on <= on)).all()


def balances(connection: Connection, drawdown_ids: Sequence[UUID]) -> Sequence[Row[Any, Any, Any]]:
    """Debit less credit of every account, for each of some drawdowns."""
    wanted = select(line.c.drawdown_id, line.c.account, _SIGNED.label("balance_fen"))
    mine = wanted.where(line.c.drawdown_id == func.any(list(drawdown_ids))).group_by(
        line.c.drawdown_id, line.c.account
    )
    return connection.execute(mine).all()


def _balances() -> Select[Any]:
    return select(line.c.account, _SIGNED.label("balance_fen")).select_from(line).group_by(line.c.account)


def _columns(rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, str]) -> dict[str, list[Any]]:
    return {name: [_plain(row[name]) for row in rows] for name in kinds}


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _insert(table: Table, kinds: Mapping[str, str], ending: str = "") -> TextClause:
    """One statement for any number of rows: each column comes as one array, which costs no compiling."""
    names = ", ".join(f'"{name}"' for name in kinds)
    arrays = ", ".join(f"CAST(:{name} AS {kind}[])" for name, kind in kinds.items())
    return text(f"INSERT INTO {table.fullname} ({names}) SELECT * FROM unnest({arrays}) {ending}")


_ENTRY: Final[Mapping[str, str]] = {
    "id": "uuid",
    "institution": "text",
    "mode": "text",
    "kind": "text",
    "key": "text",
    "on": "date",
    "digest": "text",
    "booked_at": "timestamptz",
    "actor": "text",
    "reverses": "uuid",
}
_LINE: Final[Mapping[str, str]] = {
    "entry_id": "uuid",
    "number": "integer",
    "institution": "text",
    "account": "text",
    "side": "text",
    "amount_fen": "bigint",
    "drawdown_id": "uuid",
}
_ADD_ENTRIES: Final = _insert(entry, _ENTRY, "ON CONFLICT DO NOTHING RETURNING id")
_ADD_LINES: Final = _insert(line, _LINE)
