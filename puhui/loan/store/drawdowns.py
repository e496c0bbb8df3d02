"""Drawdowns and the breaks between what was asked of the rail and what it confirmed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, insert, select, update

from puhui.ground import Mode
from puhui.loan.drawing import Drawdown, DrawdownState
from puhui.loan.tables import drawdown, payment_break


def add_drawdown(connection: Connection, row: Mapping[str, Any]) -> None:
    """Reserve; raises when the contract has one under this key."""
    connection.execute(insert(drawdown).values(**row))


def get(
    connection: Connection, institution: str, mode: Mode, drawdown_id: UUID, *, lock: bool = False
) -> Drawdown | None:
    """One drawdown; held until the transaction ends when it is about to change."""
    mine = (drawdown.c.institution == institution) & (drawdown.c.mode == mode)
    wanted = select(drawdown).where(mine, drawdown.c.id == drawdown_id)
    row = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    return _drawdown(row) if row else None


def under_key(connection: Connection, contract_id: UUID, key: str) -> Drawdown | None:
    """The drawdown of a contract that was asked for under a key."""
    mine = (drawdown.c.contract_id == contract_id) & (drawdown.c.key == key)
    row = connection.execute(select(drawdown).where(mine)).one_or_none()
    return _drawdown(row) if row else None


def of_contract(connection: Connection, contract_id: UUID) -> tuple[Drawdown, ...]:
    """All drawdowns of a contract, oldest first."""
    wanted = select(drawdown).where(drawdown.c.contract_id == contract_id)
    return tuple(map(_drawdown, connection.execute(wanted.order_by(drawdown.c.reserved_at, drawdown.c.id))))


def drawdowns(
    connection: Connection, institution: str, mode: Mode, *, state: DrawdownState | None, at_most: int
) -> tuple[Drawdown, ...]:
    """Drawdowns of the institution, newest first."""
    wanted = select(drawdown).where(drawdown.c.institution == institution, drawdown.c.mode == mode)
    if state is not None:
        wanted = wanted.where(drawdown.c.state == state)
    newest = wanted.order_by(drawdown.c.reserved_at.desc(), drawdown.c.id.desc()).limit(at_most)
    return tuple(map(_drawdown, connection.execute(newest)))


def silent(
    connection: Connection, institution: str, mode: Mode, now: datetime, at_most: int
) -> tuple[Drawdown, ...]:
    """Reservations whose time has run out and that nobody else is at, held until the transaction ends."""
    waiting = (drawdown.c.state == DrawdownState.RESERVED) & ~drawdown.c.flagged
    mine = (drawdown.c.institution == institution) & (drawdown.c.mode == mode)
    wanted = (
        select(drawdown)
        .where(mine, waiting, drawdown.c.expires_at <= now)
        .order_by(drawdown.c.expires_at, drawdown.c.id)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    return tuple(map(_drawdown, connection.execute(wanted)))


def end(
    connection: Connection,
    drawdown_id: UUID,
    state: DrawdownState,
    at: datetime,
    *,
    value_date: date | None = None,
    why: str | None = None,
) -> None:
    """The one step a reservation takes."""
    ended = update(drawdown).where(drawdown.c.id == drawdown_id)
    connection.execute(ended.values(state=state, ended_at=at, value_date=value_date, why=why, flagged=False))


def flag(connection: Connection, drawdown_id: UUID) -> None:
    """Keep it for a person."""
    connection.execute(update(drawdown).where(drawdown.c.id == drawdown_id).values(flagged=True))


def release(connection: Connection, drawdown_id: UUID, principal_fen: int) -> None:
    """Principal that came back."""
    released = update(drawdown).where(drawdown.c.id == drawdown_id)
    connection.execute(released.values(released_fen=drawdown.c.released_fen + principal_fen))


def drawn_since(connection: Connection, contract_id: UUID, since: datetime) -> int:
    """Principal reserved or posted under a contract since an instant, in fen."""
    counted = drawdown.c.state.in_([DrawdownState.RESERVED, DrawdownState.POSTED])
    wanted = select(func.coalesce(func.sum(drawdown.c.amount_fen), 0)).where(
        drawdown.c.contract_id == contract_id, counted, drawdown.c.reserved_at >= since
    )
    return int(connection.execute(wanted).scalar_one())


def add_break(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep what was asked and what was confirmed."""
    connection.execute(insert(payment_break).values(**row))


def breaks_of(connection: Connection, drawdown_id: UUID) -> Sequence[Row[Any]]:
    """Everything the rail has confirmed that was not asked."""
    wanted = select(payment_break).where(payment_break.c.drawdown_id == drawdown_id)
    return connection.execute(wanted.order_by(payment_break.c.at, payment_break.c.id)).all()


def _drawdown(row: Row[Any]) -> Drawdown:
    values = {name: row._mapping[name] for name in Drawdown.__slots__}
    return Drawdown(**values | {"mode": Mode(row.mode), "state": DrawdownState(row.state)})
