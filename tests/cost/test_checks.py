"""Impossible terms are refused with a sentence before anything is computed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from puhui.cost import Fee, FeeTiming, Method, PayeeType, Payer, Repayment, Terms, Unquotable, quote

LENT = date(2026, 1, 15)
TERMS = Terms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.18"), LENT)
AT_WILL = replace(TERMS, method=Method.REVOLVING)
TO_PLATFORM = Fee("信息服务费", "平台", PayeeType.PLATFORM, FeeTiming.EACH, amount_fen=1)


def of(share: str, timing: FeeTiming = FeeTiming.EACH) -> Terms:
    from puhui.cost import FeeBasis

    fee = Fee("服务费", "测试银行", PayeeType.LENDER, timing, FeeBasis.PRINCIPAL, share=Decimal(share))
    return replace(TERMS, fees=(fee,))


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (replace(TERMS, principal_fen=0), "cost.principal"),
        (replace(TERMS, principal_fen=-1), "cost.principal"),
        (replace(TERMS, principal_fen=10**32), "cost.principal"),
        (replace(TERMS, months=0), "cost.months"),
        (replace(TERMS, months=601), "cost.months"),
        (replace(TERMS, annual_rate=Decimal(18)), "cost.annual_rate"),
        (replace(TERMS, annual_rate=Decimal("NaN")), "cost.annual_rate"),
        (replace(TERMS, annual_rate=Decimal("-0.01")), "cost.annual_rate"),
        (replace(TERMS, drawdown=date(1, 1, 1)), "cost.drawdown"),
        (replace(TERMS, first_due=LENT), "cost.first_due"),
        (replace(TERMS, days=5), "cost.days_not_revolving"),
        (replace(AT_WILL, days=0), "cost.days"),
        (replace(AT_WILL, repayments=(Repayment(LENT, 10_000_000),)), "cost.repayments"),
        (replace(AT_WILL, repayments=(Repayment(date(2026, 2, 1), 5),)), "cost.repayments"),
        (replace(TERMS, fees=(TO_PLATFORM,)), "cost.fee_to_platform"),
        (of("-0.1"), "cost.fee"),
        (of("NaN"), "cost.fee"),
        (of("1", FeeTiming.UPFRONT), "cost.nothing_received"),
    ],
)
def test_impossible_terms_are_refused(terms: Terms, code: str) -> None:
    """One code, one sentence in each language, never NaN and never a bare exception."""
    with pytest.raises(Unquotable) as refused:
        quote(terms)
    assert refused.value.problem.code == code
    assert refused.value.problem.what.zh and refused.value.problem.what.en


def test_a_platform_fee_that_the_lender_pays_is_allowed() -> None:
    """Platform income is institution-paid (domain 0.4) and costs the borrower nothing."""
    paid_by_lender = replace(TO_PLATFORM, payer=Payer.LENDER)
    assert quote(replace(TERMS, fees=(paid_by_lender,))).fees_fen == 0


def test_fees_that_nearly_swallow_the_loan_still_have_a_rate_or_a_sentence() -> None:
    """One fen received of a million: an enormous finite figure or a clear refusal, never NaN."""
    fee = Fee("服务费", "测试银行", PayeeType.LENDER, FeeTiming.UPFRONT, amount_fen=999_999)
    try:
        quoted = quote(replace(TERMS, principal_fen=1_000_000, fees=(fee,)))
    except Unquotable as refused:
        assert refused.problem.code == "cost.no_rate"
    else:
        assert quoted.apr_effective.is_finite() and quoted.apr_effective > 1000
