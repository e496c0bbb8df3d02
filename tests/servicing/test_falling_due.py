"""What a day does: due, late, and the price of being late."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.cost import DayCount, Method, Terms, overdue_penalty_fen
from puhui.kernel import YearDays
from puhui.servicing import Amounts, Instalment
from puhui.servicing.falling_due import brought_to, penalised
from tests.servicing.plans import DRAWN, loan_on, plan_of

W11 = Terms(800_000, 1, Method.BULLET, Decimal("0.12"), DRAWN)


def late(terms: Terms, days: int, uplift: str = "0.5") -> Instalment:
    """The only instalment of a loan, this many days after its due date."""
    (it,) = plan_of(terms)
    return brought_to(it, loan_on(terms, uplift), it.due + timedelta(days=days))


@pytest.mark.parametrize(
    ("day_count", "penalty_fen"), [(DayCount.THIRTY_360, 9_200), (DayCount.ACTUAL_365, 9_074)]
)
def test_w11_costs_92_yuan_or_90_74(day_count: DayCount, penalty_fen: int) -> None:
    """W11: 8,000 overdue for 23 days at 12 % + 50 % is 92.00 by 360 and 90.74 by 365."""
    assert late(replace(W11, day_count=day_count), 23).owed.penalty_fen == penalty_fen


def test_paid_on_the_due_date_costs_no_penalty() -> None:
    """On the due date itself nothing is late; one night later a day's penalty is."""
    assert late(W11, 0).owed.penalty_fen == 0
    assert late(W11, 0).is_billed
    assert late(W11, 1).owed.penalty_fen == 400


@given(st.integers(1, 10**10), st.decimals("0.0001", "0.36", places=4), st.integers(1, 400))
def test_a_penalty_does_not_drift_from_day_to_day(fen: int, rate: Decimal, days: int) -> None:
    """Counted day by day, the penalty is the one rounding of `cost`, not as many roundings as days."""
    terms = replace(W11, principal_fen=fen, annual_rate=rate)
    (it,), loan = plan_of(terms), loan_on(terms)
    for day in range(days + 1):
        it = brought_to(it, loan, it.due + timedelta(days=day))
    assert it.owed.penalty_fen == overdue_penalty_fen(fen, rate, Decimal("0.5"), days, YearDays.D360)


def test_what_is_paid_stops_costing() -> None:
    """Half the principal paid after ten days: ten days on all of it, ten on half."""
    ten, loan = late(W11, 10), loan_on(W11)
    paid = replace(ten, paid=ten.paid + Amounts(principal_fen=400_000))
    twenty = penalised(paid, loan, ten.due + timedelta(days=20), compounds=False)
    assert twenty.overdue_fen_days == 800_000 * 10 + 400_000 * 10
    assert twenty.owed.penalty_fen == 6_000


def test_unpaid_interest_bears_a_penalty_only_where_the_contract_says_so() -> None:
    """Compounding is the contract's to agree; without it only principal costs."""
    (it,), loan = plan_of(W11), loan_on(W11)
    on = it.due + timedelta(days=23)
    plain, compounding = brought_to(it, loan, on), brought_to(it, loan, on, compounds=True)
    assert plain.owed.penalty_fen == 9_200
    assert compounding.overdue_fen_days - plain.overdue_fen_days == it.owed.interest_fen * 23
