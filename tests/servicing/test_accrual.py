"""Interest is earned day by day and never drifts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from puhui.cost import DayCount, Method, Repayment, Terms, quote
from puhui.servicing.accrual import by_day_fen, earned, earned_fen
from tests.servicing.plans import DRAWN, any_terms, at, loan_on, plan_of


@given(st.integers(0, 10**12), st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 400))
def test_the_days_of_a_period_sum_to_its_interest(fen: int, starts: date, days: int) -> None:
    """What each day adds is never negative, and all days together are the instalment's interest exactly."""
    ends = starts + timedelta(days=days)
    earned_by = [earned_fen(fen, starts, ends, starts + timedelta(days=n)) for n in range(days + 1)]
    assert earned_by == sorted(earned_by)
    assert (earned_by[0], earned_by[-1]) == (0, fen)


def test_nothing_is_earned_before_or_after_a_period() -> None:
    """A day before the period earns nothing, a day after it nothing more."""
    starts, ends = date(2027, 1, 15), date(2027, 2, 15)
    assert earned_fen(310, starts, ends, date(2027, 1, 1)) == 0
    assert earned_fen(310, starts, ends, date(2027, 3, 1)) == 310


@given(any_terms((Method.REVOLVING,)), st.data())
def test_a_revolving_loan_earns_what_cost_says(terms: Terms, data: st.DataObject) -> None:
    """Repaid on any days in any parts, each part carries exactly the interest of `cost`'s own schedule."""
    last = quote(terms).schedule[-1].due
    span = (last - terms.drawdown).days
    days = sorted(data.draw(st.sets(st.integers(1, span), min_size=1, max_size=5)))
    left, planned = terms.principal_fen, []
    for day in days[:-1]:
        part = data.draw(st.integers(0, left))
        planned.append(Repayment(terms.drawdown + timedelta(days=day), part))
        left -= part
    planned.append(Repayment(terms.drawdown + timedelta(days=days[-1]), left))
    wanted = quote(replace(terms, repayments=tuple(planned))).schedule
    (line,), loan = plan_of(terms), loan_on(terms)
    for it in wanted:
        line = earned(line, terms, loan.grows, it.due)
        assert line.unpaid.interest_fen == it.interest_fen
        paid = replace(line.paid, principal_fen=line.paid.principal_fen + it.principal_fen)
        paid = replace(paid, interest_fen=line.owed.interest_fen)
        line = replace(line, paid=paid, starts=it.due, closed_interest_fen=line.owed.interest_fen)
    assert line.unpaid.total_fen == 0


def test_w7_costs_740_yuan_after_37_days() -> None:
    """W7: 50,000 at 0.04 % a day for 37 days is 740.00."""
    w7 = Terms(5_000_000, 12, Method.REVOLVING, Decimal("0.144"), DRAWN, day_count=DayCount.ACTUAL_360)
    assert by_day_fen(5_000_000, w7, 37) == 74_000


@given(any_terms(), st.integers(0, 500), st.integers(0, 500))
def test_two_days_at_once_are_one_day_after_the_other(terms: Terms, first: int, more: int) -> None:
    """Brought to a day in one go or with a stop on the way, a schedule is the same."""
    loan, plan = loan_on(terms), plan_of(terms)
    halfway = terms.drawdown + timedelta(days=first)
    on = halfway + timedelta(days=more)
    assert at(loan, at(loan, plan, halfway), on) == at(loan, plan, on)
