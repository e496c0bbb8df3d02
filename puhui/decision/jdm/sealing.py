"""Bytes that are the same everywhere: how inputs, decisions and tables are hashed and named."""

import hashlib
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from numbers import Real
from typing import Any, Final

import orjson

SIGNIFICANT_DIGITS = 12
_LARGEST: Final = sys.float_info.max
_LARGEST_INTEGER: Final = 2**63 - 1


def sealed(value: Mapping[str, Any]) -> bytes:
    """Canonical JSON: sorted keys, no spaces, floats in their shortest form.

    >>> sealed({"b": 0.1, "a": None})
    b'{"a":null,"b":0.1}'
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS, default=_plain)


def version_of(content: bytes) -> str:
    """SHA-256 of the content, in full, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def settled(number: float | None) -> float | None:
    """A measured number as it enters a decision: twelve significant digits, no NaN, no infinity, no -0. What
    is no number (a text, true) is not known.

    Twelve digits are more than any invoice supports and fewer than where two machines, or floats and
    decimals, begin to differ.

    >>> settled(0.1 + 0.2), settled(float("nan")), settled(-0.0), settled(True)
    (0.3, None, 0.0, None)
    """
    if number is None or (number.__class__ is not float and not _is_number(number)):
        return None
    if not abs(number) <= _LARGEST:
        return None
    return float(f"{number:.{SIGNIFICANT_DIGITS}g}") + 0.0


def answered(value: Any) -> Any:  # noqa: ANN401 - whatever somebody answered
    """An answer as it is kept and decided by: what canonical JSON has no number for (NaN, an infinity, an
    integer of more than 64 bits) is not known.

    >>> answered(float("nan")), answered(10**30), answered("MATCH"), answered(3)
    (None, None, 'MATCH', 3)
    """
    if value.__class__ is float:
        return value if abs(value) <= _LARGEST else None
    return None if value.__class__ is int and abs(value) > _LARGEST_INTEGER else value


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")
