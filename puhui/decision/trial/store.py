"""SQL of trials: early ends, and what lies there of each."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects.postgresql import insert

from puhui.decision.trial.tables import challenged, shadow, trial_end
from puhui.ground import Mode
from puhui.ground.database.direct import ask

_ENDED: Final = "SELECT true FROM decision.trial_end WHERE publication_id = %(publication)s"


def is_ended(connection: Connection, publication_id: UUID) -> bool:
    """Whether somebody ended it early: one read of an index, only while a trial runs."""
    return bool(ask(connection, _ENDED, {"publication": publication_id}).rows())


def end(connection: Connection, row: Mapping[str, Any]) -> bool:
    """End it once; False where it was ended before."""
    done = insert(trial_end).values(**row).on_conflict_do_nothing()
    return connection.execute(done.returning(trial_end.c.trial)).first() is not None


def ends(connection: Connection) -> dict[UUID, Row[Any]]:
    """Every early end, by publication."""
    return {row.publication_id: row for row in connection.execute(select(trial_end))}


def counts(connection: Connection, mode: Mode) -> dict[UUID, int]:
    """How many decisions each publication has had a part in."""
    found: dict[UUID, int] = {}
    for table in (shadow, challenged):
        wanted = select(table.c.publication_id, func.count()).where(table.c.mode == mode.value)
        rows = connection.execute(wanted.group_by(table.c.publication_id)).all()
        found |= {row[0]: row[1] for row in rows}
    return found
