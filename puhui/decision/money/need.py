"""How much working capital a business still lacks, by the annex of the 流动资金贷款管理办法 (domain 3).

    need = sales × (1 − margin) × (1 + growth) ÷ turns        turns = 360 ÷ cycle days
    gap  = need − own funds − working-capital loans − other sources

What a business knows of itself (days, own funds, which of its debts are working capital) outranks what its
trade is taken to have (`cash_flow`) and what the rulebook assumes, with one exception: own funds are never
counted lower than the rulebook's share, because a declared zero must not raise a limit. A business whose
busy quarter comes back every year needs more then; how much of that counts is the table's (`season_most`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from puhui.decision import measures
from puhui.decision.jdm import Value
from puhui.decision.money.amounts import as_decimal, fen_of, not_below_zero_fen

_ONE: Final = Decimal(1)
_DAYS: Final = (
    "inventory_days",
    "receivable_days",
    "payable_days",
    "prepayment_days",
    "advance_receipt_days",
)


@dataclass(frozen=True, slots=True)
class Need:
    """The formula's parts. Amounts are fen; `season` multiplies the need of an even year (1: even, or not
    known)."""

    sales_fen: int
    margin: Decimal
    growth: Decimal
    turns: Decimal
    season: Decimal
    gross_fen: int
    own_fen: int
    loans_fen: int
    other_fen: int

    @property
    def gap_fen(self) -> int:
        """What is left to lend for, never below zero."""
        return max(self.gross_fen - self.own_fen - self.loans_fen - self.other_fen, 0)


def need_of(facts: Mapping[str, Value], trade: Mapping[str, Value]) -> Need | None:
    """The need by facts and by the trade's row over the rulebook's defaults; None where sales are unknown."""
    sales_fen = fen_of(facts.get("sales_12m_yuan"))
    if sales_fen is None:
        return None
    margin = measures.margin(
        sales_fen,
        fen_of(facts.get("purchases_12m_yuan")),
        *_all(trade, "margin_least", "margin_most", "margin_default"),
    )
    growth = measures.growth(
        sales_fen, fen_of(facts.get("sales_prior_12m_yuan")), *_all(trade, "growth_least", "growth_max")
    )
    turns = measures.turns_per_year(*(_days(facts, trade, name) for name in _DAYS))
    season = season_ratio(facts, trade)
    gross_fen = measures.working_capital_need_fen(max(sales_fen, 0), margin, growth, turns, season)
    return Need(
        sales_fen,
        margin,
        growth,
        turns,
        season,
        gross_fen,
        own_fen=_own_fen(gross_fen, facts, trade),
        loans_fen=_loans_fen(facts),
        other_fen=not_below_zero_fen(facts.get("other_funds_yuan")),
    )


def season_ratio(facts: Mapping[str, Value], trade: Mapping[str, Value]) -> Decimal:
    """How much more the busiest quarter turns over than a usual one, as far as the table counts it.

    >>> season_ratio({"season_peak_ratio": 1.8}, {"season_most": 1.3})
    Decimal('1.3')
    >>> season_ratio({}, {"season_most": 1.3})
    Decimal('1')
    """
    peak, most = facts.get("season_peak_ratio"), trade.get("season_most")
    return _ONE if peak is None or most is None else max(min(as_decimal(peak), as_decimal(most)), _ONE)


def lean_share(facts: Mapping[str, Value], trade: Mapping[str, Value]) -> Decimal:
    """The part of an average month's cash flow that is counted on: instalments fall due in the quiet quarter
    too. `lean_weight` 0 (or no table): the average; 1: nothing but what the quiet quarter brings.

    >>> lean_share({"season_lean_ratio": 0.6}, {"lean_weight": 0.5})
    Decimal('0.80')
    """
    lean, weight = facts.get("season_lean_ratio"), trade.get("lean_weight")
    if lean is None or weight is None:
        return _ONE
    return _ONE - as_decimal(weight) * (_ONE - min(max(as_decimal(lean), Decimal(0)), _ONE))


def _days(facts: Mapping[str, Value], trade: Mapping[str, Value], name: str) -> Decimal:
    """The business's own days where they are known, else its trade's; else none."""
    own = facts.get(name)
    return as_decimal(own if own is not None else trade.get(f"{name}_default") or 0)


def _own_fen(gross_fen: int, facts: Mapping[str, Value], trade: Mapping[str, Value]) -> int:
    assumed_fen = int(gross_fen * as_decimal(trade["own_funds_share_default"]))
    return max(assumed_fen, not_below_zero_fen(facts.get("own_funds_yuan")))


def _loans_fen(facts: Mapping[str, Value]) -> int:
    """Loans for working capital where debts are told apart, else all of them."""
    for name in ("working_capital_debt_yuan", "debt_balance_yuan"):
        if facts.get(name) is not None:
            return not_below_zero_fen(facts[name])
    return 0


def _all(table: Mapping[str, Value], *names: str) -> tuple[Decimal, ...]:
    return tuple(as_decimal(table[name]) for name in names)
