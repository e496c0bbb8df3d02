"""Reading what is kept about decisions, without opening any."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, select, text

from puhui.decision.tables import decision, version
from puhui.ground import Mode


def marks_of(connection: Connection, mode: Mode, application_id: UUID) -> Sequence[Row[Any]]:
    """Every decision of an application, the newest first."""
    mine = (decision.c.application_id == application_id) & (decision.c.mode == mode.value)
    columns = [decision.c[name] for name in ("id", "decided_at", "outcome", "timings", "actor")]
    wanted = select(*columns).where(mine).order_by(decision.c.decided_at.desc(), decision.c.id.desc())
    return connection.execute(wanted).all()


def newest_of(connection: Connection, mode: Mode, application_id: UUID) -> Row[Any] | None:
    """The newest decision of an application with its record, sealed."""
    mine = (decision.c.application_id == application_id) & (decision.c.mode == mode.value)
    names = ("id", "subject_id", "decided_at", "outcome", "timings", "actor", "record")
    wanted = select(*[decision.c[name] for name in names]).where(mine)
    newest = wanted.order_by(decision.c.decided_at.desc(), decision.c.id.desc()).limit(1)
    return connection.execute(newest).one_or_none()


def timings_of(connection: Connection, mode: Mode, decision_id: UUID) -> dict[str, Any]:
    """How long the parts of one decision took."""
    mine = (decision.c.id == decision_id) & (decision.c.mode == mode.value)
    found: dict[str, Any] | None = connection.execute(select(decision.c.timings).where(mine)).scalar()
    return found or {}


def first_used(connection: Connection, versions: Sequence[str]) -> dict[str, datetime]:
    """Since when each of these versions was in use, where it is kept."""
    wanted = select(version.c.hash, version.c.first_used_at).where(version.c.hash.in_(versions))
    return {row.hash: row.first_used_at for row in connection.execute(wanted)}


def requests_of(connection: Connection, mode: Mode, application_id: UUID) -> Sequence[Row[Any]]:
    """What was asked about an application's decisions, oldest first."""
    return connection.execute(_REQUESTS, {"mode": mode, "application_id": application_id}).all()


def proposals_of(connection: Connection, mode: Mode, application_id: UUID) -> Sequence[Row[Any]]:
    """What was proposed about an application, oldest first."""
    return connection.execute(_PROPOSALS, {"mode": mode, "application_id": application_id}).all()


_REQUESTS: Final = text("""
    SELECT r.id, r.decision_id, r.kind, r.asked_at, r.asked_by, r.due_at, r.closed_at, r.closed_by
    FROM decision.review r JOIN decision.decision d ON d.id = r.decision_id
    WHERE d.application_id = :application_id AND r.mode = :mode
    ORDER BY r.asked_at, r.id""")
_PROPOSALS: Final = text("""
    SELECT id, decision_id, outcome, proposed_by, proposed_at, state, settled_by, settled_at
    FROM decision.proposal WHERE application_id = :application_id AND mode = :mode
    ORDER BY proposed_at, id""")
