"""Saved views: each account's own, and those that others share."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from puhui.desk.tables import view
from puhui.ground import Mode


def visible(connection: Connection, mode: Mode, owner: str) -> Sequence[Row[Any]]:
    """Views of this account and shared ones, one's own first, by name."""
    mine = or_(view.c.owner == owner, view.c.shared)
    wanted = select(view).where(view.c.mode == mode, mine)
    return connection.execute(wanted.order_by(view.c.owner != owner, view.c.name, view.c.owner)).all()


def count(connection: Connection, mode: Mode, owner: str) -> int:
    """How many views an account keeps."""
    mine = (view.c.owner == owner) & (view.c.mode == mode)
    return int(connection.execute(select(func.count()).select_from(view).where(mine)).scalar_one())


def keep(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep a view under its name; the one of that name before is gone."""
    kept = insert(view).values(**row)
    changed = {name: value for name, value in row.items() if name not in {"owner", "name", "mode"}}
    connection.execute(kept.on_conflict_do_update(index_elements=["owner", "name", "mode"], set_=changed))


def drop(connection: Connection, mode: Mode, owner: str, name: str) -> bool:
    """Forget a view of one's own; False when there is none of that name."""
    mine = (view.c.owner == owner) & (view.c.name == name) & (view.c.mode == mode)
    return connection.execute(delete(view).where(mine)).rowcount == 1
