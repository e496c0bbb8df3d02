"""What others pay stands beside what a loan costs, and never makes it look cheaper than it is."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.cost import (
    Fee,
    FeeBasis,
    FeeTiming,
    Method,
    PayeeType,
    Reaches,
    Support,
    Supporter,
    Terms,
    Towards,
    quote,
    supported,
)

JANUARY = date(2026, 1, 15)
TREASURY = "测试区财政"
W1 = Terms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.18"), JANUARY)
GUARANTEED = Terms(
    10_000_000,
    12,
    Method.EQUAL_INSTALMENT,
    Decimal("0.14"),
    JANUARY,
    fees=(
        Fee(
            "担保费",
            "测试担保公司",
            PayeeType.GUARANTOR,
            FeeTiming.EACH,
            FeeBasis.PRINCIPAL,
            share=Decimal("0.004"),
        ),
    ),
)
"""Worked example W2 of domain 2.4: 22.4002 % all in."""


def interest(share: str = "1", **other: object) -> Support:
    """A support of the treasury towards interest."""
    return Support("贴息", TREASURY, Supporter.GOVERNMENT, Towards.INTEREST, Decimal(share), **other)  # type: ignore[arg-type]


def test_two_points_off_cost_what_a_loan_two_points_cheaper_costs() -> None:
    """18 % less two points, paid each month: the same as 16 % on the 18 % schedule's balances."""
    found = supported(quote(W1), [interest(points_most=Decimal("0.02"))])
    assert found.apr_simple == pytest.approx(Decimal("0.16"), abs=Decimal("0.00001"))
    assert found.quote.apr_simple == pytest.approx(Decimal("0.18"), abs=Decimal("0.000001"))
    assert found.total_fen == pytest.approx(1_001_599 / 9, abs=12)


def test_a_guarantee_fee_taken_over_leaves_the_interest() -> None:
    """W2 without its fee is 14 %; the contract stays 22.4002 %."""
    fee = Support(
        "担保费补贴",
        "测试担保基金",
        Supporter.GUARANTOR,
        Towards.FEES,
        Decimal(1),
        payee_type=PayeeType.GUARANTOR,
    )
    found = supported(quote(GUARANTEED), [fee])
    assert found.total_fen == 480_000
    assert round(found.quote.apr_simple, 6) == Decimal("0.224002")
    assert found.apr_simple == pytest.approx(Decimal("0.14"), abs=Decimal("0.000001"))


def test_an_upfront_fee_taken_over_is_money_in_hand_at_drawdown() -> None:
    """W3: 12 % with 3,000 deducted is 17.8249 %; somebody else's 3,000 make it 12 % again."""
    terms = Terms(
        10_000_000,
        12,
        Method.EQUAL_INSTALMENT,
        Decimal("0.12"),
        JANUARY,
        fees=(Fee("服务费", "测试银行", PayeeType.LENDER, FeeTiming.UPFRONT, amount_fen=300_000),),
    )
    found = supported(
        quote(terms), [Support("费用减免", "测试银行", Supporter.LENDER, Towards.FEES, Decimal(1))]
    )
    assert [(it.on, it.amount_fen) for it in found.paid] == [(JANUARY, 300_000)]
    assert found.apr_simple == pytest.approx(Decimal("0.12"), abs=Decimal("0.000001"))


def test_the_later_it_comes_the_less_it_is_worth() -> None:
    """The same money each month, each quarter, or with the last instalment."""
    monthly, quarterly, late = (supported(quote(W1), [interest("0.5", reaches=it)]) for it in Reaches)
    assert monthly.total_fen == quarterly.total_fen == late.total_fen
    assert monthly.apr_simple < quarterly.apr_simple < late.apr_simple < monthly.quote.apr_simple
    assert [len(it.paid) for it in (monthly, quarterly, late)] == [12, 4, 1]


def test_it_ends_where_it_is_capped() -> None:
    """At most ¥2,000, and only in the first three months."""
    capped = supported(quote(W1), [interest(most_fen=200_000)])
    early = supported(quote(W1), [interest(months_most=3)])
    assert capped.total_fen == 200_000
    assert [it.on.month for it in early.paid] == [2, 3, 4]
    assert early.total_fen == sum(it.interest_fen for it in early.quote.schedule[:3])


TERMS = st.builds(
    Terms,
    st.integers(100_000, 10**9),
    st.integers(1, 36),
    st.sampled_from([Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY, Method.FLAT]),
    st.decimals("0.01", "0.24", places=4),
    st.just(JANUARY),
    fees=st.just(GUARANTEED.fees),
)
SUPPORTS = st.lists(
    st.builds(
        Support,
        st.sampled_from(["贴息", "补贴"]),
        st.just(TREASURY),
        st.sampled_from(Supporter),
        st.sampled_from(Towards),
        st.decimals(0, 1, places=3),
        st.sampled_from(Reaches),
        st.one_of(st.none(), st.decimals(0, "0.05", places=4)),
        st.one_of(st.none(), st.integers(0, 10**7)),
        st.one_of(st.none(), st.integers(1, 36)),
        st.sampled_from([None, PayeeType.GUARANTOR, PayeeType.LENDER]),
    ),
    max_size=3,
)


@settings(max_examples=100, deadline=None)
@given(TERMS, SUPPORTS)
def test_others_never_pay_more_than_it_costs_and_the_contract_stays(
    terms: Terms, supports: list[Support]
) -> None:
    """Whatever is laid one upon the other: no cost is paid twice, caps hold, the gross quote is untouched."""
    gross = quote(terms)
    found = supported(gross, supports)
    assert found.quote == gross
    assert 0 <= found.total_fen <= gross.total_cost_fen
    assert found.left_fen == gross.total_cost_fen - found.total_fen
    assert found.apr_simple <= gross.apr_simple
    for support in supports:
        paid_fen = sum(it.amount_fen for it in found.paid if it.support is support)
        assert support.most_fen is None or paid_fen <= support.most_fen
    if not found.total_fen:
        assert (found.apr_simple, found.xirr) == (gross.apr_simple, gross.xirr)


@settings(max_examples=40, deadline=None)
@given(TERMS, st.decimals(0, "0.5", places=3), st.decimals(0, "0.5", places=3))
def test_more_support_never_costs_more(terms: Terms, share: Decimal, more: Decimal) -> None:
    """A larger share of the interest leaves no larger yearly figure."""
    less, larger = (supported(quote(terms), [interest(str(it))]) for it in (share, share + more))
    assert larger.apr_simple <= less.apr_simple + Decimal("1e-9")
