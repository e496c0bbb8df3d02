"""A message that leaves only if the work that wrote it was committed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from puhui.ground.actor import Mode


@dataclass(frozen=True, slots=True)
class Message:
    """`key` is unique within its topic: posted again, nothing is. The payload refers to things by id.

    `institution` is whose work posted it, as the database knows by its login; empty for the house. A handler
    at the platform looks up what the payload names among that institution's things only.
    """

    message_id: UUID
    topic: str
    key: str
    mode: Mode
    payload: Mapping[str, Any]
    posted_at: datetime
    attempts: int = 0
    institution: str = ""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message nobody could handle; `last_error` is a code or the kind of exception, never its text."""

    message_id: UUID
    topic: str
    key: str
    attempts: int
    dead_at: datetime
    last_error: str | None
