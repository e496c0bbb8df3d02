"""Loans at the edge of sense: one fen, one month, no interest, thirty years, the end of February."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.cost import DayCount, Method, Terms, quote

TERMS = Terms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.12"), date(2026, 1, 31))
MONTHLY = [method for method in Method if method is not Method.REVOLVING]


@pytest.mark.parametrize("method", MONTHLY)
@pytest.mark.parametrize("months", [1, 12, 360])
@pytest.mark.parametrize("principal_fen", [1, 100, 10**15])
def test_one_fen_and_ten_trillion_yuan_are_repaid_exactly(
    method: Method, months: int, principal_fen: int
) -> None:
    """Any size over any term: what is lent comes back, and the yearly figures exist."""
    quoted = quote(replace(TERMS, principal_fen=principal_fen, months=months, method=method))
    assert sum(item.principal_fen for item in quoted.schedule) == principal_fen
    assert quoted.apr_simple >= 0 and quoted.xirr.is_finite()


@pytest.mark.parametrize("method", list(Method))
def test_a_loan_without_interest_costs_nothing(method: Method) -> None:
    """Zero is a rate: total cost zero and every yearly figure exactly zero."""
    quoted = quote(replace(TERMS, method=method, annual_rate=Decimal(0)))
    assert (quoted.total_cost_fen, quoted.apr_simple, quoted.apr_effective, quoted.xirr) == (0, 0, 0, 0)


def test_a_loan_of_the_31st_falls_due_at_month_end_and_does_not_drift() -> None:
    """31 January, 29 February in a leap year, 31 March again."""
    dues = [item.due for item in quote(replace(TERMS, drawdown=date(2027, 12, 31), months=4)).schedule]
    assert dues == [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30)]


def test_a_whole_month_costs_a_twelfth_however_many_days_it_has() -> None:
    """对年对月对日: February and March cost the same; by actual days they do not."""
    terms = replace(TERMS, method=Method.INTEREST_ONLY, drawdown=date(2026, 2, 1), months=2)
    assert {item.interest_fen for item in quote(terms).schedule} == {100_000}
    by_day = quote(replace(terms, day_count=DayCount.ACTUAL_365)).schedule
    assert [item.interest_fen for item in by_day] == [92_055, 101_918]


def test_a_broken_first_period_is_charged_by_its_days() -> None:
    """15 January to 20 February: one month and five 360ths, then whole months."""
    terms = replace(
        TERMS, method=Method.INTEREST_ONLY, drawdown=date(2026, 1, 15), first_due=date(2026, 2, 20), months=3
    )
    quoted = quote(terms)
    assert [item.interest_fen for item in quoted.schedule] == [116_667, 100_000, 100_000]
    assert quoted.schedule[-1].due == date(2026, 4, 20)
    assert quoted.apr_effective == quoted.xirr


def test_a_short_first_period_is_charged_by_its_days_alone() -> None:
    """Ten days to the first due date cost ten 360ths of a year."""
    terms = replace(TERMS, drawdown=date(2026, 1, 15), first_due=date(2026, 1, 25), months=2)
    assert quote(terms).schedule[0].interest_fen == 33_333


@given(
    st.integers(1, 10**12),
    st.integers(1, 120),
    st.decimals(0, 1, places=6),
    st.sampled_from(MONTHLY),
    st.sampled_from(DayCount),
)
def test_principal_repaid_is_principal_lent(
    principal_fen: int, months: int, rate: Decimal, method: Method, day_count: DayCount
) -> None:
    """Rounding never creates or loses a fen of principal."""
    quoted = quote(Terms(principal_fen, months, method, rate, date(2024, 2, 29), day_count=day_count))
    assert sum(item.principal_fen for item in quoted.schedule) == principal_fen


@given(st.integers(100_000, 10**9), st.integers(1, 60), st.decimals("0.01", "0.36", places=4))
def test_without_fees_a_monthly_loan_costs_its_contract_rate(
    principal_fen: int, months: int, rate: Decimal
) -> None:
    """Equal instalments at a nominal rate report that rate, within what rounding to the fen moves."""
    quoted = quote(Terms(principal_fen, months, Method.EQUAL_INSTALMENT, rate, date(2026, 1, 15)))
    moved_by_rounding = Decimal(12) * months / principal_fen
    assert abs(quoted.apr_simple - rate) <= moved_by_rounding


@given(st.integers(1, 3_000), st.decimals("0.01", "0.24", places=4))
def test_a_dearer_fee_never_makes_a_cheaper_loan(fee_yuan: int, rate: Decimal) -> None:
    """Every yearly figure rises with every fee."""
    from puhui.cost import parse_fee
    from puhui.cost.model import Fee

    fee, dearer = parse_fee(f"upfront:{fee_yuan}"), parse_fee(f"upfront:{fee_yuan + 1}")
    assert isinstance(fee, Fee) and isinstance(dearer, Fee)
    low, high = (quote(replace(TERMS, annual_rate=rate, fees=(f,))) for f in (fee, dearer))
    assert (
        low.apr_simple < high.apr_simple and low.apr_effective < high.apr_effective and low.xirr < high.xirr
    )
