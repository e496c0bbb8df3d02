"""What a log line may never carry, taken out of it: by the name of a field and by the look of a value.

Both are needed. A careful programmer writes `log.info("verified", mobile=number)` and the field's name tells;
a database driver writes the number into the middle of a sentence and only its look tells. Text that comes
out of an exception is treated more harshly still (`harmless_exception`), because nobody chose its words.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final
from uuid import UUID

REDACTED: Final = "‹redacted›"
_DEEPEST = 6

_NAMES: Final = re.compile(
    r"(^|_)(name|password|passwd|secret|token|cookie|authorization|api_?key|csrf|login|email|address|phone"
    r"|mobile|telephone|account_number|bank_account|bank_card|card|id_number|id_card|resident_id|uscc|otp"
    r"|birth|birthday|plaintext|income|amount|salary|turnover|body)$|(_fen|_yuan|_wan)$",
    re.IGNORECASE,
)
_HARMLESS_NAMES: Final = frozenset({"logger_name", "event_name", "feature_name", "route_name"})

_LOOKS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?i)\bbearer\s+[^\s,;\"']+", "‹bearer token›"),
        (r"\bp[ksb]_(?:live_|test_)?[A-Za-z0-9_\-]{8,}", "‹key›"),
        (r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+", "‹email›"),
        (r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{9}[\dXx](?![0-9A-Za-z])", "‹resident id›"),
        (r"(?<![0-9A-Za-z])[1-9A-GNY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])", "‹uscc›"),
        (r"(?<![0-9A-Za-z])(?:\+?86[ \-]?)?1[3-9]\d(?:[ \-]?\d{4}){2}(?![0-9A-Za-z])", "‹mobile›"),
        (r"(?<![0-9A-Za-z])\d{4}(?:[ \-]\d{4}){2,3}(?:[ \-]\d{1,4})?(?![0-9A-Za-z])", "‹card›"),
        (r"(?<![0-9A-Za-z.])\d{15,19}(?![0-9A-Za-z])", "‹card›"),
    )
)

_CODE: Final = re.compile(r"[a-z_.:]{0,80}")
_KEY_BEGINS: Final = re.compile(r"p[ksb]_")
"""A code of ours (`decision.made`) has neither digits nor gaps, and none of the looks but a key's."""

_OUR_ID: Final = re.compile(r"(?i)(?<![0-9a-z])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z])")
"""A UUID of ours names nobody; one in 250 has groups of digits that look like a card or a phone."""

_SPOKEN_BY_OTHERS: Final = (
    (re.compile(r"(?m)^(\s*)(DETAIL|CONTEXT|HINT|\[parameters):?.*$"), rf"\1\2: {REDACTED}"),
    (re.compile(r"[一-鿿·]{2,}"), "‹汉字›"),
    (re.compile(r"(?<![0-9A-Za-z])\d{5,}(?:\.\d+)?(?![0-9A-Za-z])"), "‹number›"),
)


def redact_field(name: str, value: object) -> object:
    """One field of a log line, as it may be written.

    >>> redact_field("mobile", 13800138000), redact_field("status", 201)
    ('‹redacted›', 201)
    >>> redact_field("event", "asked about 13800138000")
    'asked about ‹mobile›'
    """
    if value is not None and _NAMES.search(name) and name not in _HARMLESS_NAMES:
        return REDACTED
    return redact(value)


def redact(value: object, depth: int = 0) -> object:
    """A value of any kind, as it may be written; what is not plain data is named, never spelled out."""
    if isinstance(value, Enum):
        return redact(value.value, depth)
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, Mapping | Sequence | set | frozenset) and not isinstance(value, bytes | bytearray):
        return _redact_items(value, depth) if depth < _DEEPEST else "‹deeper›"
    return _redact_scalar(value)


def _redact_items(items: Mapping[object, object] | Iterable[object], depth: int) -> object:
    if isinstance(items, Mapping):
        return {str(key): _redact_item(str(key), item, depth) for key, item in items.items()}
    return [redact(item, depth + 1) for item in items]


def _redact_scalar(value: object) -> object:
    if value is None or isinstance(value, bool | UUID | date | datetime):
        return value
    if isinstance(value, int | float | Decimal):
        return value if redact_text(str(value)) == str(value) else REDACTED
    return f"‹{type(value).__name__}›"


def _redact_item(name: str, value: object, depth: int) -> object:
    return redact_field(name, value) if _NAMES.search(name) else redact(value, depth + 1)


def redact_text(text: str) -> str:
    """A sentence without identifiers, phones, cards, keys or tokens, full-width digits included.

    >>> redact_text("key pk_live_ab12cd34_0123456789 of 11010519491231002X")
    'key ‹key› of ‹resident id›'
    """
    if _CODE.fullmatch(text) and not _KEY_BEGINS.search(text):
        return text
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    shown = "".join(
        part if _OUR_ID.fullmatch(part) else _without_looks(part) for part in _OUR_ID.split(plain)
    )
    return text if shown == plain else shown


def _without_looks(text: str) -> str:
    for look, instead in _LOOKS:
        text = look.sub(instead, text)
    return text


def harmless_exception(text: str) -> str:
    """What is left of a traceback: where it happened and what kind it was; no Chinese name, no long number,
    and none of the values a database repeats in its complaints.

    >>> harmless_exception("ValueError: 张三 owes 250000")
    'ValueError: ‹汉字› owes ‹number›'
    """
    for look, instead in _SPOKEN_BY_OTHERS:
        text = look.sub(instead, text)
    return redact_text(text)
