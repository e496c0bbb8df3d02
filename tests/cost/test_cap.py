"""The cap test: both bases, the trap of 360 days, and the hair's breadth of rounding."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.cost import Method, Terms, cap_test, parse_fee, quote
from puhui.cost.model import Fee
from puhui.rulebook import Basis, rulebook

SIGNED = date(2026, 1, 15)
CAP = rulebook().on(SIGNED).price_cap("facilitation")
CHARGED_ON_BALANCE = [method for method in Method if method not in (Method.FLAT, Method.BULLET)]
STRICT = replace(CAP, basis=Basis.APR_EFFECTIVE)
TERMS = Terms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.24"), SIGNED)


def test_24_percent_simple_is_within_the_simple_cap_and_above_the_effective_one() -> None:
    """Market practice lets 24 % simple pass; the conservative house does not, for it is 26.82 % effective."""
    quoted = quote(TERMS)
    assert cap_test(quoted, CAP).within
    strict = cap_test(quoted, STRICT)
    assert not strict.within
    assert strict.measured == quoted.apr_effective and strict.limit == Decimal("0.24")


@pytest.mark.parametrize(("rate", "within"), [("0.217051", True), ("0.2171", False)])
def test_the_effective_cap_lies_at_21_point_7051_percent_nominal(rate: str, within: bool) -> None:
    """Monthly instalments may charge 21.7051 % nominal where the effective figure is capped (domain 2.3)."""
    assert cap_test(quote(replace(TERMS, annual_rate=Decimal(rate))), STRICT).within is within


@given(st.integers(10_000, 10**9), st.integers(1, 60), st.sampled_from(CHARGED_ON_BALANCE))
def test_rounding_to_the_fen_never_breaches_the_cap(principal_fen: int, months: int, method: Method) -> None:
    """A loan at exactly the cap passes at any size."""
    rate = Decimal("0.24")
    if method is Method.REVOLVING:
        rate = Decimal("0.24") * 360 / 365
    terms = replace(TERMS, principal_fen=principal_fen, months=months, method=method, annual_rate=rate)
    assert cap_test(quote(terms), CAP).within


@given(st.integers(1_000_000, 10**9), st.integers(1, 60))
def test_a_tenth_of_a_percent_above_the_cap_is_a_breach(principal_fen: int, months: int) -> None:
    """The allowance for rounding is no discount: 24.1 % is above 24 %."""
    terms = replace(TERMS, principal_fen=principal_fen, months=months, annual_rate=Decimal("0.241"))
    assert not cap_test(quote(terms), CAP).within


def test_the_360_days_trap_is_seen() -> None:
    """24 % over 360 days is 0.066667 % a day, which is 24.33 % a year: above the cap."""
    quoted = quote(Terms(10_000_000, 0, Method.REVOLVING, Decimal("0.24"), SIGNED, days=90))
    assert round(quoted.apr_simple, 4) == Decimal("0.2433")
    assert not cap_test(quoted, CAP).within


def test_a_fee_counts_whoever_receives_it_when_the_borrower_pays() -> None:
    """A guarantor's fee breaks the cap; the same fee paid by the lender is nobody's cost here."""
    paid_by_borrower = parse_fee("payee=guarantor,each=0.4%")
    paid_by_lender = parse_fee("payee=guarantor,each=0.4%,payer=lender")
    assert isinstance(paid_by_borrower, Fee) and isinstance(paid_by_lender, Fee)
    terms = replace(TERMS, annual_rate=Decimal("0.18"))
    assert not cap_test(quote(replace(terms, fees=(paid_by_borrower,))), CAP).within
    assert quote(replace(terms, fees=(paid_by_lender,))) == replace(
        quote(terms), terms=replace(terms, fees=(paid_by_lender,))
    )
