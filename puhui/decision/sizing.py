"""From facts to money: cash flow, need, and the limit with what held it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from puhui.decision import measures
from puhui.decision.jdm import Value
from puhui.decision.money.amounts import FEN_PER_YUAN, as_decimal, fen_of, not_below_zero_fen
from puhui.decision.money.need import lean_share, need_of

BOUNDS: Final = ("need", "cash", "sales", "product", "law", "request")
"""What can hold a limit, in the order in which they are told; of equal ones the first holds."""


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
    need = need_of(facts, trade)
    if need is None:
        return {}
    cash_fen = int(need.sales_fen * need.margin * lean_share(facts, trade) / measures.MONTHS_PER_YEAR)
    service_fen = not_below_zero_fen(facts.get("debt_service_monthly_yuan"))
    law_most = trade.get("law_most_yuan")
    return {
        "margin_share": float(round(need.margin, 6)),
        "growth_share": float(round(need.growth, 6)),
        "turns": float(round(need.turns, 6)),
        "monthly_sales_yuan": need.sales_fen // measures.MONTHS_PER_YEAR / FEN_PER_YUAN,
        "monthly_cash_yuan": cash_fen / FEN_PER_YUAN,
        "existing_service_share": service_fen / cash_fen if cash_fen > 0 else None,
        "need_yuan": need.gap_fen / FEN_PER_YUAN,
    } | ({} if law_most is None else {"law_most_yuan": law_most})


def size(facts: Mapping[str, Value], highest_rate: Decimal) -> Limit:
    """The lowest of all bounds, down to a whole step; nothing where that is below the product's least."""
    bounds = bounds_fen(facts, highest_rate)
    held_by = min(bounds, key=bounds.__getitem__)
    carried_fen = max(bounds[held_by], 0)
    rounded_fen = measures.round_down_fen(carried_fen, fen_of(facts["round_yuan"]) or 1)
    too_little = rounded_fen < (fen_of(facts["least_yuan"]) or 0)
    return Limit(
        0 if too_little else rounded_fen,
        carried_fen,
        "limit_below_least" if too_little else f"limit_held_by_{held_by}",
    )


def bounds_fen(facts: Mapping[str, Value], highest_rate: Decimal) -> dict[str, int]:
    """What each bound alone would carry, in the order of `BOUNDS`: the need, what cash flow repays, a
    multiple of sales, the product's most, the law's where there is one, and the request.

    What cash flow repays is reckoned at the highest price the law allows, so that the limit never depends
    on a price that is only set after it.
    """
    room_fen = room_for_instalments_fen(facts)
    months = int(as_decimal(facts["term_months"]))
    bounds: dict[str, int | None] = {
        "need": fen_of(facts["need_yuan"]) or 0,
        "cash": measures.principal_for_fen(room_fen, highest_rate, months),
        "sales": int(as_decimal(facts["sales_months_most"]) * (fen_of(facts["monthly_sales_yuan"]) or 0)),
        "product": fen_of(facts["most_yuan"]) or 0,
        "law": fen_of(facts.get("law_most_yuan")),
        "request": fen_of(facts.get("amount_yuan")),
    }
    return {name: bound for name, bound in bounds.items() if bound is not None}


def room_for_instalments_fen(facts: Mapping[str, Value]) -> int:
    """What is left for a new instalment each month: the usable share of cash flow, less what existing loans
    already take. Below zero where they take more."""
    usable_fen = int(as_decimal(facts["service_share"]) * (fen_of(facts["monthly_cash_yuan"]) or 0))
    return usable_fen - not_below_zero_fen(facts.get("debt_service_monthly_yuan"))
