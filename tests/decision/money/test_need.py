"""The working-capital formula, by the law's own example and by what must never happen to a limit."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.cost import Method, Terms, quote
from puhui.decision import measures
from puhui.decision.money.need import need_of
from puhui.decision.sizing import bounds_fen, cash_facts, size
from tests.decision.making import CONTRACT_ON

YUAN = st.integers(0, 10**8).map(float)
RATE = Decimal("0.24")
TRADE: dict[str, Any] = {
    "margin_least": 0.05,
    "margin_most": 0.2,
    "margin_default": 0.08,
    "growth_least": -0.3,
    "growth_max": 0.2,
    "inventory_days_default": 45.0,
    "receivable_days_default": 60.0,
    "payable_days_default": 30.0,
    "own_funds_share_default": 0.3,
    "season_most": 1.3,
    "lean_weight": 0.3,
}
EXAMPLE: dict[str, Any] = {
    "sales_12m_yuan": 12_000_000.0,
    "purchases_12m_yuan": 11_040_000.0,
    "sales_prior_12m_yuan": 12_000_000 / 1.1,
    "own_funds_yuan": 1_200_000.0,
    "working_capital_debt_yuan": 600_000.0,
    "debt_balance_yuan": 2_000_000.0,
}
"""The example of domain 3 (万元): sales 1,200, margin 8 %, growth 10 %, days 45/60/30, own 120, loans 60; and
a mortgage, which is no working capital."""


def test_the_example_of_the_law_comes_out_to_the_fen() -> None:
    """Turns 4.8, need 253.00, less 120 and 60 leaves 73.00 (万元)."""
    need = need_of({**EXAMPLE, "sales_prior_12m_yuan": 6_000_000.0}, {**TRADE, "growth_max": 0.1})
    assert need is not None
    assert (need.turns, need.margin, need.growth) == (Decimal("4.8"), Decimal("0.08"), Decimal("0.1"))
    assert (need.gross_fen, need.own_fen, need.loans_fen) == (253_000_000, 120_000_000, 60_000_000)
    assert need.gap_fen == 73_000_000


def test_growth_measured_from_the_year_before_is_the_same_example() -> None:
    """Sales that grew from 1,090.91 to 1,200 grew by 10 %; no more than a few fen are lost on the way."""
    need = need_of(EXAMPLE, TRADE)
    assert need is not None
    assert need.gap_fen == pytest.approx(73_000_000, abs=100)


def test_own_days_prepayments_and_advance_receipts_outrank_the_trades() -> None:
    """60 + 60 − 30 + 20 − 10 = 100 days: 3.6 turns instead of 4.8."""
    days = {"inventory_days": 60.0, "prepayment_days": 20.0, "advance_receipt_days": 10.0}
    need = need_of({**EXAMPLE, **days}, TRADE)
    assert need is not None
    assert need.turns == Decimal("3.6")


def test_a_business_that_says_it_has_no_funds_is_not_given_more_for_it() -> None:
    """A declared zero counts as the rulebook's 30 %, a known 1,200,000 as itself."""
    assumed = need_of({**EXAMPLE, "own_funds_yuan": None}, TRADE)
    declared = need_of({**EXAMPLE, "own_funds_yuan": 0.0}, TRADE)
    assert assumed is not None
    assert declared is not None
    assert declared.own_fen == assumed.own_fen == int(declared.gross_fen * Decimal("0.3"))


def test_a_season_counts_up_to_what_its_trade_allows() -> None:
    """A toy shop that sells 2.1 times as much before the festival needs 1.3 times the even year's stock; its
    quiet quarter of 0.5 takes 15 % off what it can promise each month."""
    even, toys = cash_facts(EXAMPLE, TRADE), {**EXAMPLE, "season_peak_ratio": 2.1, "season_lean_ratio": 0.5}
    need, flow = need_of(toys, TRADE), cash_facts(toys, TRADE)
    assert need is not None
    assert need.season == Decimal("1.3")
    assert flow["monthly_cash_yuan"] == pytest.approx(0.85 * float(str(even["monthly_cash_yuan"])))


@given(
    st.fixed_dictionaries(dict.fromkeys(("sales_12m_yuan", "purchases_12m_yuan", "debt_balance_yuan"), YUAN)),
    st.one_of(st.none(), YUAN),
)
def test_where_nothing_more_is_known_the_sums_are_the_plain_formula(
    known: dict[str, float], prior: float | None
) -> None:
    """So that every decision kept before own funds, seasons and days were facts replays to the byte."""
    facts = {**known, "sales_prior_12m_yuan": prior}
    sales, bought = Fraction(known["sales_12m_yuan"]), Fraction(known["purchases_12m_yuan"])
    margin = (
        Fraction(8, 100)
        if not (bought and sales)
        else min(max(1 - bought / sales, Fraction(5, 100)), Fraction(20, 100))
    )
    grown = sales / Fraction(prior) - 1 if prior else Fraction(0)
    growth = min(max(grown, Fraction(-30, 100)), Fraction(20, 100))
    gross = sales * 100 * (1 - margin) * (1 + growth) / Fraction(48, 10)
    wanted = max(gross * Fraction(7, 10) - Fraction(known["debt_balance_yuan"]) * 100, Fraction(0))
    need = need_of(facts, TRADE)
    assert need is not None
    assert abs(need.gap_fen - wanted) <= 2


LOWERS = ("debt_balance_yuan", "debt_service_monthly_yuan", "own_funds_yuan", "other_funds_yuan")


@settings(deadline=None)
@given(
    st.sampled_from((*LOWERS, "working_capital_debt_yuan")),
    st.fixed_dictionaries({}, optional=dict.fromkeys(LOWERS, YUAN)),
    YUAN,
    st.integers(1, 10**8),
    st.floats(0.1, 0.6),
)
def test_owing_or_having_more_never_raises_a_limit(
    name: str, facts: dict[str, float], before: float, more: int, share: float
) -> None:
    """Whatever else is known: debts, monthly payments, own funds and other sources only ever lower it."""
    less = _limit({**facts, name: before}, share)
    assert _limit({**facts, name: before + more}, share) <= less


@given(st.sampled_from(LOWERS), st.integers(-(10**8), 0).map(float), st.floats(0.1, 0.6))
def test_a_negative_debt_is_no_gift(name: str, owed: float, share: float) -> None:
    """Whatever a source wrote, it never carries more than owing nothing does."""
    assert _limit({name: owed}, share) <= _limit({}, share)


@given(st.integers(10_000, 10**10), st.decimals("0.01", "0.36", places=4), st.integers(1, 60))
def test_what_cash_flow_carries_is_repaid_out_of_it_to_the_fen(
    room_fen: int, rate: Decimal, months: int
) -> None:
    """The schedule that a borrower would sign stays within the room every month; the last instalment, which
    takes what rounding left, within a fen a month of it."""
    principal_fen = measures.principal_for_fen(room_fen, rate, months)
    dues = quote(Terms(principal_fen, months, Method.EQUAL_INSTALMENT, rate, CONTRACT_ON)).schedule
    assert all(due.total_fen <= room_fen for due in dues[:-1])
    assert dues[-1].total_fen <= room_fen + months
    one_more = quote(Terms(principal_fen + months + 1, months, Method.EQUAL_INSTALMENT, rate, CONTRACT_ON))
    assert one_more.schedule[0].total_fen >= room_fen


@given(st.floats(0, 10**9), st.floats(0, 10**7), st.floats(1_000, 10**9))
def test_no_limit_passes_what_product_and_law_allow(sales: float, asked: float, law: float) -> None:
    """However much a business sells, and whatever it asks for."""
    facts = _sized({"sales_12m_yuan": sales, "amount_yuan": asked, "law_most_yuan": law}, 0.5)
    limit = size(facts, RATE)
    assert limit.limit_fen <= min(bounds_fen(facts, RATE).values())
    assert limit.limit_fen <= min(round(law * 100), 100_000_000)
    assert limit.limit_fen % 100_000 == 0


def _limit(facts: dict[str, Any], share: float) -> int:
    return size(_sized(facts, share), RATE).limit_fen


def _sized(facts: dict[str, Any], share: float) -> dict[str, Any]:
    """The facts with cash flow and a product, as the tables would have added them."""
    known = {"sales_12m_yuan": 30_000_000.0, "purchases_12m_yuan": 26_000_000.0, **facts}
    product = {
        "service_share": share,
        "sales_months_most": 3.0,
        "most_yuan": 1_000_000.0,
        "least_yuan": 5_000.0,
        "round_yuan": 1_000.0,
        "term_months": 12.0,
    }
    return {**known, **cash_facts(known, TRADE), **product}
