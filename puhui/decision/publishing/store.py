"""SQL of the preview: past decisions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, tuple_

from puhui.decision import tables
from puhui.ground import Mode


def newest_decisions(connection: Connection, mode: Mode, at_most: int) -> Sequence[Row[Any]]:
    """The newest decision of each of the applications decided last, newest first."""
    table = tables.decision
    later = table.alias()
    own = (table.c.mode == mode.value) & table.c.application_id.is_not(None)
    follows = (later.c.application_id == table.c.application_id) & (
        tuple_(later.c.decided_at, later.c.id) > tuple_(table.c.decided_at, table.c.id)
    )
    wanted = (
        select(table)
        .where(own, ~select(later.c.id).where(follows).exists())
        .order_by(table.c.decided_at.desc(), table.c.id.desc())
        .limit(at_most)
    )
    return connection.execute(wanted).all()
