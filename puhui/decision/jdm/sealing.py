"""Bytes that are the same everywhere: how inputs, decisions and tables are hashed and named."""

import hashlib
import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

SIGNIFICANT_DIGITS = 12


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
    """A measured number as it enters a decision: twelve significant digits, no NaN, no infinity, no -0.

    Twelve digits are more than any invoice supports and fewer than where two machines, or floats and
    decimals, begin to differ.

    >>> settled(0.1 + 0.2), settled(float("nan")), settled(-0.0)
    (0.3, None, 0.0)
    """
    if number is None or not math.isfinite(number):
        return None
    return float(f"{number:.{SIGNIFICANT_DIGITS}g}") + 0.0


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")
