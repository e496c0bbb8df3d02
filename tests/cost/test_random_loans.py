"""Two thousand loans of every kind against a computation that shares nothing with the engine.

The oracle below works in plain `Decimal`, solves by halving, and counts days and months by itself.
"""

import random
from datetime import date, timedelta
from decimal import Decimal, localcontext

import pytest

from puhui.cost import (
    DayCount,
    Fee,
    FeeBasis,
    FeeTiming,
    Method,
    PayeeType,
    Quote,
    Repayment,
    Terms,
    quote,
)

LOANS = 2_000
AGREE_WITHIN = Decimal("2e-9")
MONTHLY = [method for method in Method if method is not Method.REVOLVING]


def loan(number: int) -> Terms:
    """A loan from a seed: every method, day count, kind of fee, month end and leap year comes up."""
    dice = random.Random(number)
    method = list(Method)[number % len(Method)]
    principal_fen = dice.choice([1, 99, 12_345, 1_000_000, 30_000_000, 10**11, dice.randrange(1, 10**9)])
    rate = dice.choice(["0", "0.03", "0.0735", "0.18", "0.24", "0.36", f"0.{dice.randrange(10**6):06d}"])
    months = dice.choice([1, 2, 6, 12, 24, 36, 60, dice.randrange(1, 121)])
    start = dice.choice(
        [date(2026, 1, 31), date(2027, 12, 31), date(2028, 2, 29), date(2023, 8, 30) + timedelta(number)]
    )
    revolving = method is Method.REVOLVING
    return Terms(
        principal_fen=principal_fen,
        months=months,
        method=method,
        annual_rate=Decimal(rate),
        drawdown=start,
        fees=fees(dice, principal_fen),
        day_count=dice.choice(list(DayCount)),
        first_due=None
        if revolving or dice.random() < 0.8
        else start + timedelta(dice.choice([1, 9, 25, 40, 59])),
        repayments=repayments(dice, principal_fen, start) if revolving else (),
    )


def fees(dice: random.Random, principal_fen: int) -> tuple[Fee, ...]:
    """Up to three fees; the upfront one never swallows the loan."""
    guarantee = Fee("担保费", "测试担保", PayeeType.GUARANTOR, FeeTiming.EACH, FeeBasis.BALANCE,
                    share=Decimal("0.002"))  # fmt: skip
    upfront = Fee("服务费", "测试银行", PayeeType.LENDER, FeeTiming.UPFRONT, amount_fen=principal_fen // 40)
    end = Fee("公证费", "测试公证处", PayeeType.NOTARY, FeeTiming.END, amount_fen=principal_fen // 200)
    return tuple(dice.sample([guarantee, upfront, end], dice.choice([0, 0, 1, 2, 3])))


def repayments(dice: random.Random, principal_fen: int, start: date) -> tuple[Repayment, ...]:
    """One to four repayments on rising days."""
    days = sorted(dice.sample(range(1, 400), dice.randrange(1, 5)))
    cuts = sorted(dice.randrange(principal_fen + 1) for _ in days[1:])
    parts = [after - before for before, after in zip([0, *cuts], [*cuts, principal_fen], strict=True)]
    return tuple(Repayment(start + timedelta(day), part) for day, part in zip(days, parts, strict=True))


def present_value(rate: Decimal, payments: list[tuple[Decimal, int]]) -> Decimal:
    """Σ CF ÷ (1 + rate)^t, nothing else."""
    growth = (1 + rate).ln()
    return sum((amount * (-growth * time).exp() for time, amount in payments), Decimal(0))


def solved(received_fen: int, payments: list[tuple[Decimal, int]]) -> Decimal:
    """The rate by halving."""
    low, high = Decimal("-0.5"), Decimal(1)
    while present_value(high, payments) > received_fen:
        low, high = high, high * 4
    while high - low > Decimal("1e-12") * max(Decimal(1), high):
        middle = (low + high) / 2
        low, high = (middle, high) if present_value(middle, payments) > received_fen else (low, middle)
    return (low + high) / 2


def by_months(quoted: Quote) -> list[tuple[Decimal, int]]:
    """Payments by whole months since drawdown, read off the calendar."""
    start = quoted.terms.drawdown
    return [
        (Decimal((item.due.year - start.year) * 12 + item.due.month - start.month), item.total_fen)
        for item in quoted.schedule
    ]


def has_equal_months(quoted: Quote) -> bool:
    """Monthly dues without a broken first period."""
    terms = quoted.terms
    return terms.method is not Method.REVOLVING and terms.first_due is None


def by_days(quoted: Quote) -> list[tuple[Decimal, int]]:
    """Payments by years of 365 days since drawdown."""
    return [
        (Decimal((item.due - quoted.terms.drawdown).days) / 365, item.total_fen) for item in quoted.schedule
    ]


def owed_after(quoted: Quote) -> list[int]:
    """What is still owed after each instalment."""
    owed, left = quoted.terms.principal_fen, []
    for item in quoted.schedule:
        owed -= item.principal_fen
        left.append(owed)
    return left


@pytest.mark.parametrize("part", range(10))
def test_what_was_lent_is_what_is_repaid(part: int) -> None:
    """Principal sums to the fen, no item is negative, the last balance is zero, and the totals add up."""
    for number in range(part, LOANS, 10):
        quoted = quote(loan(number))
        left = owed_after(quoted)
        assert left[-1] == 0, number
        assert min(left) >= 0, number
        assert all(min(i.principal_fen, i.interest_fen, i.fees_fen) >= 0 for i in quoted.schedule), number
        paid = sum(item.total_fen for item in quoted.schedule)
        assert paid - quoted.received_fen == quoted.total_cost_fen == quoted.interest_fen + quoted.fees_fen


@pytest.mark.parametrize("part", range(10))
def test_the_present_value_at_the_reported_rate_is_the_cash_received(part: int) -> None:
    """At the reported rate, an independent sum of discounted payments gives back what was received."""
    for number in range(part, LOANS, 10):
        quoted = quote(loan(number))
        with localcontext(prec=30):
            flows = by_days(quoted)
            worth = [present_value(quoted.xirr, flows)]
            if has_equal_months(quoted):
                worth.append(present_value(quoted.apr_simple / 12, by_months(quoted)))
                yearly = [(time / 12, amount) for time, amount in by_months(quoted)]
                worth.append(present_value(quoted.apr_effective, yearly))
        longest = max(time for time, _ in flows) + 1
        allowed_fen = quoted.received_fen * longest * 3 * Decimal("1e-10") + Decimal("1e-6")
        assert all(abs(value - quoted.received_fen) <= allowed_fen for value in worth), number


@pytest.mark.parametrize("number", range(0, LOANS, 13))
def test_an_independent_solver_finds_the_same_rates(number: int) -> None:
    """Halving in plain Decimal arrives at the simple, the effective and the dated figure."""
    quoted = quote(loan(number))
    with localcontext(prec=24):
        scale = 1 + quoted.xirr
        assert abs(solved(quoted.received_fen, by_days(quoted)) - quoted.xirr) <= AGREE_WITHIN * scale
        if not has_equal_months(quoted):
            assert quoted.apr_effective == quoted.xirr
            return
        monthly = solved(quoted.received_fen, by_months(quoted))
        assert abs(monthly * 12 - quoted.apr_simple) <= AGREE_WITHIN * scale
        assert abs((1 + monthly) ** 12 - 1 - quoted.apr_effective) <= 20 * AGREE_WITHIN * scale


def test_after_a_broken_first_period_simple_and_effective_are_one_rate_said_twice() -> None:
    """12 months of `apr_simple` ÷ 12, compounded, are the dated rate."""
    broken = [terms for terms in map(loan, range(200)) if terms.first_due]
    assert len(broken) > 20
    for quoted in map(quote, broken):
        compounded = (1 + quoted.apr_simple / 12) ** 12 - 1
        assert abs(compounded - quoted.xirr) <= AGREE_WITHIN * 12 * (1 + quoted.xirr) ** 2


def test_a_revolving_loan_costs_its_daily_rate_whatever_is_repaid_when() -> None:
    """0.05 % a day is 18.25 % a year of 365 days, simple, whether repaid at once or in three parts."""
    start = date(2026, 1, 15)
    in_parts = tuple(Repayment(start + timedelta(day), 10_000_000) for day in (10, 50, 200))
    quoted = quote(Terms(30_000_000, 0, Method.REVOLVING, Decimal("0.18"), start, repayments=in_parts))
    assert quoted.apr_simple == Decimal("0.1825")
