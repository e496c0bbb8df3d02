"""A message that leaves only if the work that wrote it was committed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Message:
    """`key` is unique within its topic: posting it again posts nothing. The payload refers to things by id."""

    message_id: UUID
    topic: str
    key: str
    payload: Mapping[str, Any]
    posted_at: datetime
    attempts: int = 0
