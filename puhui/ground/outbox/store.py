"""All SQL of the outbox."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from puhui.ground.actor import Mode
from puhui.ground.database.direct import fetch, send
from puhui.ground.outbox.message import DeadLetter, Message
from puhui.ground.tables import outbox


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much has not left yet; a person should look at the dead ones."""

    waiting: int
    dead: int
    oldest_due: datetime | None


def post(connection: Connection, message: Message) -> bool:
    """Put a message in the outbox; False when its key was posted before."""
    row = {
        "message_id": message.message_id,
        "topic": message.topic,
        "key": message.key,
        "mode": message.mode.value,
        "payload": message.payload,
        "posted_at": message.posted_at,
        "due_at": message.posted_at,
    }
    posting = insert(outbox).values(row).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return connection.execute(posting).rowcount == 1


_POST_ALL = """
    INSERT INTO ground.outbox (message_id, topic, key, mode, payload, posted_at, due_at)
    SELECT message_id, topic, key, mode, payload, posted_at, posted_at
    FROM json_to_recordset(%(messages)s::json)
        AS one (message_id uuid, topic text, key text, mode text, payload jsonb, posted_at timestamptz)
    ON CONFLICT DO NOTHING
"""
_POSTED = ("message_id", "topic", "key", "mode", "payload", "posted_at")


def post_all(connection: Connection, messages: Sequence[Message]) -> None:
    """Put several messages in the outbox in one statement; one whose key is known is left out."""
    rows = [{name: getattr(one, name) for name in _POSTED} for one in messages]
    send(connection, _POST_ALL, {"messages": orjson.dumps(rows).decode()})


def take_due(connection: Connection, topics: Sequence[str], now: datetime) -> Message | None:
    """The message that has been due longest and that nobody else is handling, locked for this transaction."""
    return next(iter(take_some(connection, topics, now, 1)), None)


def take_some(connection: Connection, topics: Sequence[str], now: datetime, at_most: int) -> list[Message]:
    """The same, several at once, the one that has been due longest first."""
    bound = {"topics": list(topics), "now": now, "at_most": at_most}
    rows = fetch(connection, _TAKE, bound)
    return [Message(row[0], row[1], row[2], Mode(row[3]), *row[4:]) for row in rows]


_TAKE = """
    SELECT message_id, topic, key, mode, payload, posted_at, attempts, institution
    FROM ground.outbox
    WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= %(now)s AND topic = ANY(%(topics)s)
    ORDER BY due_at, message_id LIMIT %(at_most)s FOR UPDATE SKIP LOCKED
"""


def mark_done(connection: Connection, message_ids: Collection[UUID], now: datetime) -> None:
    """They were handled; their keys stay known."""
    if message_ids:
        send(connection, _DONE, {"messages": list(message_ids), "now": now})


_DONE = """
    UPDATE ground.outbox SET done_at = %(now)s, attempts = attempts + 1, last_error = NULL
    WHERE message_id = ANY(%(messages)s)
"""


def mark_failed(connection: Connection, message_id: UUID, again_at: datetime, error: str) -> None:
    """Try again later."""
    _change(connection, message_id, due_at=again_at, attempts=outbox.c.attempts + 1, last_error=error)


def mark_dead(connection: Connection, message_id: UUID, now: datetime, error: str) -> None:
    """Tried often enough: a person has to look at it."""
    _change(connection, message_id, dead_at=now, attempts=outbox.c.attempts + 1, last_error=error)


def revive(connection: Connection, message_id: UUID, now: datetime) -> bool:
    """Let a dead letter be tried again from the beginning; False when there is no such dead letter."""
    revived = (
        update(outbox)
        .where(outbox.c.message_id == message_id, outbox.c.dead_at.is_not(None))
        .values(dead_at=None, attempts=0, due_at=now)
        .returning(outbox.c.message_id)
    )
    return connection.execute(revived).first() is not None


def forget_done(connection: Connection, before: datetime) -> int:
    """Delete messages that were handled before a moment, their keys with them; the number of rows."""
    gone = delete(outbox).where(outbox.c.done_at < before)
    return connection.execute(gone).rowcount


def dead_letters(connection: Connection, at_most: int = 100) -> list[DeadLetter]:
    """What could not be delivered, the latest first, without its payload."""
    columns = outbox.c
    query = select(
        columns.message_id, columns.topic, columns.key, columns.attempts, columns.dead_at, columns.last_error
    ).where(columns.dead_at.is_not(None))
    return [
        DeadLetter(*row) for row in connection.execute(query.order_by(columns.dead_at.desc()).limit(at_most))
    ]


def waiting(connection: Connection, topic: str) -> int:
    """How many messages of a topic have not been handled, dead ones included."""
    query = select(func.count()).where(outbox.c.topic == topic, outbox.c.done_at.is_(None))
    return int(connection.execute(query).scalar_one())


def backlog(connection: Connection) -> Backlog:
    """Counts for a health page."""
    is_dead = outbox.c.dead_at.is_not(None)
    query = select(
        func.count().filter(~is_dead),
        func.count().filter(is_dead),
        func.min(outbox.c.due_at).filter(~is_dead),
    ).where(outbox.c.done_at.is_(None))
    waiting, dead, oldest = connection.execute(query).one()
    return Backlog(waiting, dead, oldest)


def _change(connection: Connection, message_id: UUID, **values: object) -> None:
    connection.execute(update(outbox).where(outbox.c.message_id == message_id).values(**values))
