"""How single values of an event look on the wire. Pure: each says yes or no and repeats nothing of it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

Look = Callable[[Any], bool]

_MOST_FEN: Final = 10**13
_REF: Final = re.compile(r"[!-~]{1,100}")
_CODE: Final = re.compile(r"[a-z0-9_.:-]{1,100}")
_BUCKET: Final = re.compile(r"C|M[1-9]\+?")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


def is_fen(value: object) -> bool:
    """A whole, plausible amount."""
    return type(value) is int and 0 <= value <= _MOST_FEN


def is_uuid(value: object) -> bool:
    """An id, written in its one way."""
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def is_count(value: object) -> bool:
    """A number of months or days."""
    return type(value) is int and 0 <= value <= 100_000


def is_reference(value: object) -> bool:
    """How an institution calls something: opaque, printable ASCII."""
    return isinstance(value, str) and _REF.fullmatch(value) is not None


def is_code(value: object) -> bool:
    """A code."""
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def is_hash(value: object) -> bool:
    """SHA-256 in hexadecimal."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def is_bucket(value: object) -> bool:
    """An arrears bucket (domain 8)."""
    return isinstance(value, str) and _BUCKET.fullmatch(value) is not None


def is_flag(value: object) -> bool:
    """Yes or no."""
    return isinstance(value, bool)


def is_day(value: object) -> bool:
    """A date, `2026-11-23`."""
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_instant(value: object) -> bool:
    """An instant with its offset from UTC."""
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def is_rate(value: object) -> bool:
    """A share a year, written as text so that it stays exact."""
    try:
        return isinstance(value, str) and len(value) <= 20 and 0 <= Decimal(value) <= 10
    except InvalidOperation:
        return False


def is_sentence(value: object) -> bool:
    """A sentence for people."""
    return isinstance(value, str) and 0 < len(value) <= 500


def none_or(look: Look) -> Look:
    """What may be unknown."""
    return lambda value: value is None or look(value)


def one_of(*words: str) -> Look:
    """One of these words."""
    return lambda value: isinstance(value, str) and value in words


def are_reasons(value: object) -> bool:
    """Reasons, each a code with its sentence in both languages."""
    return isinstance(value, list) and len(value) <= 20 and all(_reason(it) for it in value)


def _reason(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != {"code", "zh", "en"}:
        return False
    return is_code(value["code"]) and is_sentence(value["zh"]) and is_sentence(value["en"])
