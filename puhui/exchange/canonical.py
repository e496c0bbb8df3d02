"""The one way in which what passes between partners is written: sorted, without blanks, in UTF-8.

Two programs that mean the same write the same bytes, so a hash or a signature can be taken of them (RFC 8785
as far as it is needed here: there are no broken numbers, a rate is a text).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

LARGEST: Final = (1 << 53) - 1
"""The largest whole number that every JSON reader keeps exact."""


def canonical(value: object) -> bytes:
    """The bytes of a value. Raises ValueError for what has no one way of being written.

    >>> canonical({"b": Decimal("0.0690"), "a": [True, None, "溪流"]}).decode()
    '{"a":[true,null,"溪流"],"b":"0.0690"}'
    """
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def read_canonical(content: bytes) -> object:
    """A value from JSON that may be written in any way. Raises ValueError for doubled keys, broken numbers,
    numbers too large, and what is not JSON in UTF-8."""
    return json.loads(
        content.decode("utf-8"),
        object_pairs_hook=_without_doubles,
        parse_float=_refuse_number,
        parse_constant=_refuse_number,
        parse_int=_whole,
    )


def read_object(content: bytes) -> dict[str, Any] | None:
    """A JSON object; None for anything else, and for what `read_canonical` refuses.

    >>> read_object(b'{"a": 1}'), read_object(b"[1]"), read_object(b'{"a": 1, "a": 2}')
    ({'a': 1}, None, None)
    """
    try:
        found = read_canonical(content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def content_hash(value: object) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def plain(value: object) -> Any:  # noqa: ANN401 - JSON is what it is
    """A value as plain JSON: decimals, dates, instants, ids and enums become text."""
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Mapping):
        return {_name(name): plain(one) for name, one in value.items()}
    if isinstance(value, str):
        value.encode("utf-8")
        return value
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes | bytearray):
        return [plain(one) for one in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return _scalar(value)


def instant(at: datetime) -> str:
    """An instant as partners write it: UTC, to the microsecond, ending in Z.

    >>> instant(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    '2026-11-23T02:00:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _scalar(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("a number too large for every reader")
        return value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    raise ValueError(f"a {type(value).__name__} has no one way of being written")


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise ValueError("a name is text")
    return name


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _whole(written: str) -> int:
    if len(written) > 17 or abs(int(written)) > LARGEST:
        raise ValueError("a number too large for every reader")
    return int(written)


def _refuse_number(written: str) -> object:
    raise ValueError(f"not a whole number: {written[:20]}")
