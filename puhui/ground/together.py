"""What a work leaves for its end, written in one go: statements, audit lines, messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from puhui.ground.audit import store as audit_store
from puhui.ground.audit.store import Written
from puhui.ground.database.direct import in_one_go, send
from puhui.ground.outbox import store as outbox_store
from puhui.ground.outbox.message import Message


@dataclass(frozen=True, slots=True)
class Told:
    """What waits for the end of a `Work.together()`, in the order in which it was told."""

    statements: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)
    entries: list[Written] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    def write(self, connection: Connection) -> None:
        """Into the transaction of the work, which decides whether any of it ever was."""
        with in_one_go(connection):
            for statement, bound in self.statements:
                send(connection, statement, bound)
            if self.entries:
                audit_store.write_all(connection, self.entries)
            if self.messages:
                outbox_store.post_all(connection, self.messages)
