"""What a work tells, written in one go: its audit lines in one statement, its messages in another."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from puhui.ground.audit import store as audit_store
from puhui.ground.audit.store import Written
from puhui.ground.outbox import store as outbox_store
from puhui.ground.outbox.message import Message


@dataclass(frozen=True, slots=True)
class Told:
    """Audit lines and messages that wait for the end of a `Work.together()`, in the order they were told."""

    entries: list[Written] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    def write(self, connection: Connection) -> None:
        """Into the transaction of the work, which decides whether any of it ever was."""
        if self.entries:
            audit_store.write_all(connection, self.entries)
        if self.messages:
            outbox_store.post_all(connection, self.messages)
