"""From facts to money: cash flow, need, and the limit with what held it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from puhui.decision import measures
from puhui.decision.jdm import Value

_FEN_PER_YUAN: Final = 100


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit, what all bounds together carry before rounding, and the reason code of the lowest bound."""

    limit_fen: int
    carried_fen: int
    held_by: str


def cash_facts(facts: Mapping[str, Value], trade: Mapping[str, Value]) -> dict[str, Value]:
    """Cash flow and working-capital need, from a year's invoices and the trade's defaults (`cash_flow`).

    Empty when sales are unknown: the tables then refer. Existing loans lower the need by their balance and
    the cash flow by their service, where they are known.
    """
    sales_fen = _fen(facts.get("sales_12m_yuan"))
    if sales_fen is None:
        return {}
    margin = measures.margin(
        sales_fen,
        _fen(facts.get("purchases_12m_yuan")),
        *_all(trade, "margin_least", "margin_most", "margin_default"),
    )
    growth = measures.growth(
        sales_fen, _fen(facts.get("sales_prior_12m_yuan")), *_all(trade, "growth_least", "growth_max")
    )
    turns = measures.turns_per_year(
        *_all(trade, "inventory_days_default", "receivable_days_default", "payable_days_default")
    )
    gross_need_fen = measures.working_capital_need_fen(max(sales_fen, 0), margin, growth, turns)
    own_fen = int(gross_need_fen * _decimal(trade["own_funds_share_default"]))
    cash_fen = int(sales_fen * margin / measures.MONTHS_PER_YEAR)
    service_fen = _fen(facts.get("debt_service_monthly_yuan")) or 0
    return {
        "margin_share": float(round(margin, 6)),
        "growth_share": float(round(growth, 6)),
        "turns": float(round(turns, 6)),
        "monthly_sales_yuan": sales_fen // measures.MONTHS_PER_YEAR / _FEN_PER_YUAN,
        "monthly_cash_yuan": cash_fen / _FEN_PER_YUAN,
        "existing_service_share": service_fen / cash_fen if cash_fen > 0 else None,
        "need_yuan": max(gross_need_fen - own_fen - (_fen(facts.get("debt_balance_yuan")) or 0), 0)
        / _FEN_PER_YUAN,
    }


def size(facts: Mapping[str, Value], highest_rate: Decimal) -> Limit:
    """The lowest of need, what cash flow repays, a multiple of sales, the product's most and the request.

    What cash flow repays is reckoned at the highest price the law allows, so that the limit never depends
    on a price that is only set after it.
    """
    room_fen = int(_decimal(facts["service_share"]) * (_fen(facts["monthly_cash_yuan"]) or 0)) - (
        _fen(facts.get("debt_service_monthly_yuan")) or 0
    )
    sales_fen = int(_decimal(facts["sales_months_most"]) * (_fen(facts["monthly_sales_yuan"]) or 0))
    bounds = {
        "limit_held_by_need": _fen(facts["need_yuan"]) or 0,
        "limit_held_by_cash": measures.principal_for_fen(
            room_fen, highest_rate, int(_decimal(facts["term_months"]))
        ),
        "limit_held_by_sales": sales_fen,
        "limit_held_by_product": _fen(facts["most_yuan"]) or 0,
    }
    asked_fen = _fen(facts.get("amount_yuan"))
    if asked_fen is not None:
        bounds["limit_held_by_request"] = asked_fen
    held_by = min(bounds, key=bounds.__getitem__)
    carried_fen = max(bounds[held_by], 0)
    rounded_fen = measures.round_down_fen(carried_fen, _fen(facts["round_yuan"]) or 1)
    too_little = rounded_fen < (_fen(facts["least_yuan"]) or 0)
    return Limit(
        0 if too_little else rounded_fen, carried_fen, "limit_below_least" if too_little else held_by
    )


def _fen(yuan: Value) -> int | None:
    """Fen of a fact in yuan; what is no number is not known."""
    known = isinstance(yuan, int | float) and not isinstance(yuan, bool)
    return round(_decimal(yuan) * _FEN_PER_YUAN) if known else None


def _all(table: Mapping[str, Value], *names: str) -> tuple[Decimal, ...]:
    return tuple(_decimal(table[name]) for name in names)


def _decimal(value: Value) -> Decimal:
    return Decimal(str(value))
