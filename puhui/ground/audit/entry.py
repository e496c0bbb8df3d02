"""One line of the audit trail, and the code that makes a change to it show.

An entry says who did what to which thing, when. It never says anything *about* a person: a detail whose name
is that of a sensitive value is a programming error, and a value that looks like one is taken out.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Any
from uuid import UUID

from puhui.ground.actor import Actor
from puhui.ground.telemetry.redaction import REDACTED, redact


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened. `detail` is plain JSON."""

    entry_id: UUID
    at: datetime
    actor_id: str
    actor_kind: str
    mode: str
    action: str
    target: str
    detail: Mapping[str, Any]

    def detail_json(self) -> str:
        """The detail, written the one way that is hashed."""
        return _written(self.detail)


def new_entry(
    entry_id: UUID, at: datetime, actor: Actor, *, action: str, target: str, detail: Mapping[str, object]
) -> Entry:
    """An entry that can be written. Raises ValueError for a detail that names a sensitive value."""
    return Entry(entry_id, at, actor.id, actor.kind.value, actor.mode.value, action, target, harmless(detail))


def harmless(detail: Mapping[str, object]) -> dict[str, Any]:
    """The detail as plain JSON; what looks like something of a person is taken out of its values.

    Raises ValueError for a detail whose *name* is that of something of a person.

    >>> harmless({"outcome": "refer", "said": "call 13800138000", "day": date(2026, 1, 5)})
    {'outcome': 'refer', 'said': 'call ‹mobile›', 'day': '2026-01-05'}
    """
    plain = plain_json(detail)
    shown: Any = redact(plain)
    named = [name for name, value in shown.items() if value == REDACTED and plain[name] != REDACTED]
    if named:
        raise ValueError(f"an audit detail may not carry {', '.join(named)}")
    checked: dict[str, Any] = shown
    return checked


def plain_json(values: Mapping[str, object]) -> dict[str, Any]:
    """Ids, dates, decimals and enums as JSON has them. Raises ValueError for what JSON has no word for."""
    return {name: _plain(value) for name, value in values.items()}


def mac_of(key: bytes, entry: Entry) -> bytes:
    """HMAC-SHA256 over the whole entry: without the key nobody can write or change one unseen."""
    told = [
        str(entry.entry_id),
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor_kind,
        entry.mode,
        entry.action,
        entry.target,
        entry.detail,
    ]
    return hmac.digest(key, _written(told).encode(), "sha256")


def _written(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return _plain_scalar(value)


def _plain_scalar(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\0", "")
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and isfinite(value)):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise ValueError(f"an audit entry or a message may not carry a {type(value).__name__}")
