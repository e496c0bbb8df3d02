"""What each kind of event says, version 1, as one table: field → what it looks like on the wire.

An event with a field too many, too few or of another shape is refused: what is not understood is not booked.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from puhui.exchange.model import EventKind
from puhui.kernel import Problem, Text

_MOST_FEN: Final = 10**13
_REF: Final = re.compile(r"[!-~]{1,100}")
_CODE: Final = re.compile(r"[a-z0-9_.:-]{1,100}")
_BUCKET: Final = re.compile(r"C|M[1-9]\+?")
_HASH: Final = re.compile(r"[0-9a-f]{64}")

Look = Callable[[Any], bool]


def body_problem(kind: EventKind, body: Mapping[str, Any]) -> Problem | None:
    """The first field that is not as the table says.

    >>> body_problem(EventKind.LOAN_SETTLED, {"drawdown_ref": "d-1", "value_date": "2026-12-01"}) is None
    True
    >>> body_problem(EventKind.LOAN_SETTLED, {"drawdown_ref": "d-1"}).where
    'body.value_date'
    """
    looks, may_miss = SHAPES[kind], MAY_MISS.get(kind, frozenset())
    for name in (*looks, *body):
        if name not in body and name in may_miss:
            continue
        if name not in body or name not in looks or not looks[name](body[name]):
            return _WRONG.at(f"body.{name[:60]}")
    return None


def _fen(value: object) -> bool:
    return type(value) is int and 0 <= value <= _MOST_FEN


def _uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def _count(value: object) -> bool:
    return type(value) is int and 0 <= value <= 100_000


def _ref(value: object) -> bool:
    return isinstance(value, str) and _REF.fullmatch(value) is not None


def _code(value: object) -> bool:
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def _hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _bucket(value: object) -> bool:
    return isinstance(value, str) and _BUCKET.fullmatch(value) is not None


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _day(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _instant(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _rate(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) <= 20 and 0 <= Decimal(value) <= 10
    except InvalidOperation:
        return False


def _words(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 500


def _or_none(look: Look) -> Look:
    return lambda value: value is None or look(value)


def _one_of(*words: str) -> Look:
    return lambda value: isinstance(value, str) and value in words


def _reasons(value: object) -> bool:
    return isinstance(value, list) and len(value) <= 20 and all(_reason(it) for it in value)


def _reason(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != {"code", "zh", "en"}:
        return False
    return _code(value["code"]) and _words(value["zh"]) and _words(value["en"])


SHAPES: Final[Mapping[EventKind, Mapping[str, Look]]] = {
    EventKind.APPLICATION_RECEIVED: {"package_id": _uuid},
    EventKind.APPLICATION_DECIDED: {
        "decision_id": _ref,
        "decision_owner": _one_of("institution"),
        "outcome": _one_of("approve", "refer", "decline"),
        "limit_fen": _or_none(_fen),
        "months": _or_none(_count),
        "annual_rate": _or_none(_rate),
        "is_counter_offer": _flag,
        "reasons": _reasons,
    },
    EventKind.APPLICATION_CLOSED: {"why": _code},
    EventKind.CONTRACT_SIGNED: {
        "contract_ref": _ref,
        "product": _code,
        "limit_fen": _fen,
        "months": _count,
        "annual_rate": _rate,
        "cost_table_hash": _hash,
    },
    EventKind.DRAWDOWN_RESERVED: {
        "drawdown_ref": _ref,
        "contract_ref": _ref,
        "amount_fen": _fen,
        "expires_at": _instant,
    },
    EventKind.DRAWDOWN_POSTED: {
        "drawdown_ref": _ref,
        "contract_ref": _ref,
        "amount_fen": _fen,
        "value_date": _day,
    },
    EventKind.DRAWDOWN_VOIDED: {"drawdown_ref": _ref, "amount_fen": _fen, "why": _code},
    EventKind.DRAWDOWN_EXPIRED: {"drawdown_ref": _ref, "amount_fen": _fen},
    EventKind.REPAYMENT_POSTED: {
        "repayment_ref": _ref,
        "drawdown_ref": _ref,
        "principal_fen": _fen,
        "interest_fen": _fen,
        "fees_fen": _fen,
        "penalty_fen": _fen,
        "value_date": _day,
    },
    EventKind.LOAN_SETTLED: {"drawdown_ref": _ref, "value_date": _day},
    EventKind.ARREARS_CHANGED: {"drawdown_ref": _ref, "days_past_due": _count, "bucket": _bucket, "on": _day},
}

MAY_MISS: Final[Mapping[EventKind, frozenset[str]]] = {
    EventKind.APPLICATION_RECEIVED: frozenset({"package_id"}),
    EventKind.ARREARS_CHANGED: frozenset({"on"}),
}
"""`package_id` says whose reference this is, should the platform not know it yet; `on` is the institution's
business date, without it the day of the event is meant."""

_WRONG: Final = Problem(
    "event.body",
    Text(
        "事件内容缺少一项，或多了一项，或写法不对。",
        "A field of the event is missing, too many or not as expected.",
    ),
    Text("请按 docs/partner-api.md 的表改正。", "Correct it as the table in docs/partner-api.md says."),
)
