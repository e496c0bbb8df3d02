"""What each kind of event says, version 1, as one table: field → what it looks like on the wire.

An event with a field too many, too few or of another shape is refused: what is not understood is not booked.
"""

from collections.abc import Mapping
from typing import Any, Final

from puhui.exchange.model import EventKind
from puhui.exchange.saying.looks import (
    Look,
    are_reasons,
    is_bucket,
    is_code,
    is_count,
    is_day,
    is_fen,
    is_flag,
    is_hash,
    is_instant,
    is_rate,
    is_reference,
    is_uuid,
    none_or,
    one_of,
)
from puhui.kernel import Problem, Text


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


SHAPES: Final[Mapping[EventKind, Mapping[str, Look]]] = {
    EventKind.APPLICATION_RECEIVED: {"package_id": is_uuid},
    EventKind.APPLICATION_DECIDED: {
        "decision_id": is_reference,
        "decision_owner": one_of("institution"),
        "outcome": one_of("approve", "refer", "decline"),
        "limit_fen": none_or(is_fen),
        "months": none_or(is_count),
        "annual_rate": none_or(is_rate),
        "is_counter_offer": is_flag,
        "reasons": are_reasons,
    },
    EventKind.APPLICATION_CLOSED: {"why": is_code},
    EventKind.CONTRACT_SIGNED: {
        "contract_ref": is_reference,
        "product": is_code,
        "limit_fen": is_fen,
        "months": is_count,
        "annual_rate": is_rate,
        "cost_table_hash": is_hash,
    },
    EventKind.DRAWDOWN_RESERVED: {
        "drawdown_ref": is_reference,
        "contract_ref": is_reference,
        "amount_fen": is_fen,
        "expires_at": is_instant,
    },
    EventKind.DRAWDOWN_POSTED: {
        "drawdown_ref": is_reference,
        "contract_ref": is_reference,
        "amount_fen": is_fen,
        "value_date": is_day,
    },
    EventKind.DRAWDOWN_VOIDED: {"drawdown_ref": is_reference, "amount_fen": is_fen, "why": is_code},
    EventKind.DRAWDOWN_EXPIRED: {"drawdown_ref": is_reference, "amount_fen": is_fen},
    EventKind.REPAYMENT_POSTED: {
        "repayment_ref": is_reference,
        "drawdown_ref": is_reference,
        "principal_fen": is_fen,
        "interest_fen": is_fen,
        "fees_fen": is_fen,
        "penalty_fen": is_fen,
        "value_date": is_day,
    },
    EventKind.LOAN_SETTLED: {"drawdown_ref": is_reference, "value_date": is_day},
    EventKind.ARREARS_CHANGED: {
        "drawdown_ref": is_reference,
        "days_past_due": is_count,
        "bucket": is_bucket,
        "on": is_day,
    },
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
