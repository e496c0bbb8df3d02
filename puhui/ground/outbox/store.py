"""All SQL of the outbox."""

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from puhui.ground.outbox.message import Message
from puhui.ground.tables import outbox


def post(connection: Connection, message: Message) -> bool:
    """Put a message in the outbox; False when its key was posted before."""
    row = {
        "message_id": message.message_id,
        "topic": message.topic,
        "key": message.key,
        "payload": message.payload,
        "posted_at": message.posted_at,
        "due_at": message.posted_at,
    }
    posted = insert(outbox).values(row).on_conflict_do_nothing().returning(outbox.c.message_id)
    return connection.execute(posted).first() is not None
