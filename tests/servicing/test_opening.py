"""From terms to a schedule: `cost`'s own figures, and due dates that stay unless a product moves them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given

from puhui.cost import Fee, FeeBasis, FeeTiming, Method, PayeeType, Terms, quote
from puhui.rulebook import rulebook
from puhui.servicing.arrears import days_past_due
from puhui.servicing.opening import schedule_of
from tests.servicing.plans import SCHEDULED, any_terms, at, loan_on

W1 = Terms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.18"), date(2027, 1, 15))


@given(any_terms(SCHEDULED))
def test_a_schedule_is_the_quote(terms: Terms) -> None:
    """Due dates, principal, interest and fees are `cost`'s, and the periods follow each other."""
    plan, quoted = schedule_of(terms), quote(terms).schedule
    assert [(it.due, it.owed.principal_fen, it.owed.interest_fen) for it in plan] == [
        (it.due, it.principal_fen, it.interest_fen) for it in quoted
    ]
    assert [it.starts for it in plan] == [terms.drawdown, *(it.ends for it in plan[:-1])]


def test_what_is_passed_on_to_others_is_kept_apart() -> None:
    """A lender's fee of 5.00 and a guarantor's 0.2 %: only the second is passed on."""
    own = Fee("账户管理费", "贷款人", PayeeType.LENDER, FeeTiming.EACH, FeeBasis.AMOUNT, 500)
    others = Fee(
        "担保费", "测试担保", PayeeType.GUARANTOR, FeeTiming.EACH, FeeBasis.PRINCIPAL, share=Decimal("0.002")
    )
    first = schedule_of(replace(W1, fees=(own, others)))[0]
    assert (first.owed.fees_fen, first.third_party_fees_fen) == (20_500, 20_000)


def test_due_dates_stay_on_holidays() -> None:
    """15 May 2027 is a Saturday; without a product's word it stays the due date."""
    assert schedule_of(W1)[3].due == date(2027, 5, 15)


def test_where_a_product_moves_them_only_the_last_day_to_pay_moves() -> None:
    """Monday is in time and costs no penalty; interest stays; late is counted from Monday."""
    saturday, monday = date(2027, 5, 15), date(2027, 5, 17)
    plan, loan = schedule_of(W1, rulebook().on(W1.drawdown).next_business_day), loan_on(W1)
    fourth = plan[3]
    assert (fourth.ends, fourth.due) == (saturday, monday)
    assert [it.owed for it in plan] == [it.owed for it in schedule_of(W1)]
    (on_monday,) = at(loan, (fourth,), monday)
    assert (days_past_due([on_monday], monday), on_monday.owed.penalty_fen) == (0, 0)
    (on_tuesday,) = at(loan, (fourth,), monday + timedelta(days=1))
    assert (days_past_due([on_tuesday], monday + timedelta(days=1)), on_tuesday.overdue_fen_days) == (
        1,
        fourth.owed.principal_fen,
    )
