"""What every house's ground says: messages that wait or died, and whether the audit trail is whole."""

from sqlalchemy import Connection, Engine, text

from puhui.ground import Ground
from puhui.ground.audit import verify_trail

_DEAD = text("""
    SELECT topic || ' (' || coalesce(last_error, '?') || ')' FROM ground.outbox
    WHERE dead_at IS NOT NULL ORDER BY dead_at, message_id""")
_SURPRISED = text("""
    SELECT topic || ' (' || last_error || ')' FROM ground.outbox
    WHERE done_at IS NULL AND last_error ~ '^[A-Z]' ORDER BY posted_at, message_id""")
_WAITING = text("SELECT count(*) FROM ground.outbox WHERE done_at IS NULL AND dead_at IS NULL")


def dead_messages(connection: Connection) -> tuple[str, ...]:
    """Messages that were given up, by topic and last error."""
    return tuple(connection.execute(_DEAD).scalars())


def surprised_messages(connection: Connection) -> tuple[str, ...]:
    """Messages whose handler raised something the last time, by topic and kind of exception."""
    return tuple(connection.execute(_SURPRISED).scalars())


def waiting_messages(connection: Connection) -> int:
    """Messages still to be handled."""
    waiting: int = connection.execute(_WAITING).scalar_one()
    return waiting


def trail_broken(engine: Engine, ground: Ground) -> str | None:
    """The first thing wrong with the audit trail, None when it is whole."""
    broken = verify_trail(engine, ground.vault.keys.audit, ground.settings.audit_head).broken
    return None if broken is None else f"{broken.kind.value} at {broken.position}"
