"""The worked examples of domain 2.4, carried through the whole of servicing on the real database."""

from datetime import date
from decimal import Decimal

import pytest

from puhui.cost import DayCount, Method, add_months
from puhui.loan import AccountCode
from puhui.servicing import LoanState, RepaymentKind, settlement_quote
from tests.servicing.lent import FIRST_DAY, House, good, noon, terms

W1 = terms(Method.EQUAL_INSTALMENT, 10_000_000, "0.18")
W6 = terms(Method.INTEREST_ONLY, 20_000_000, "0.108")
W8 = terms(Method.EQUAL_PRINCIPAL, 12_000_000, "0.09")


def after_every_due_date(house: House, months: int = 12) -> None:
    """Let the end of day debit each instalment on its day."""
    for month in range(1, months + 1):
        house.go_to(add_months(FIRST_DAY, month))
    house.pass_days(1)


def test_w1_debited_month_by_month(house: House) -> None:
    """W1: 9,168.00 × 11, 9,167.99 last, interest 10,015.99; then nothing is owed and the books are square."""
    loan = house.lend(W1)
    assert [it.owed.total_fen for it in house.plan(loan)] == [916_800] * 11 + [916_799]
    after_every_due_date(house)
    at_end = house.position(loan)
    assert (at_end.state, at_end.settled_on) == (LoanState.SETTLED, date(2028, 1, 15))
    assert (at_end.repaid.principal_fen, at_end.repaid.interest_fen) == (10_000_000, 1_001_599)
    assert house.books(loan)[AccountCode.INTEREST_INCOME] == -1_001_599
    assert house.books(loan)[AccountCode.SETTLEMENT_CASH] == 1_001_599
    assert sum(house.books(loan).values()) == 0
    receivable = [fen for code, fen in house.books(loan).items() if code.value.endswith(("_due", "accrued"))]
    assert receivable == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("day_count", "first_fen", "second_fen", "in_all_fen"),
    [(DayCount.THIRTY_360, 180_000, 180_000, 2_160_000), (DayCount.ACTUAL_360, 186_000, 168_000, 2_190_000)],
)
def test_w6_interest_first_and_principal_at_the_end(
    house: House, day_count: DayCount, first_fen: int, second_fen: int, in_all_fen: int
) -> None:
    """W6: 1,800 a month, or 1,860.00, 1,680.00 … 21,900.00 by actual days; accrued to the fen."""
    loan = house.lend(terms(Method.INTEREST_ONLY, 20_000_000, "0.108", day_count=day_count))
    house.go_to(add_months(FIRST_DAY, 1))
    assert house.position(loan).due_now_fen == first_fen
    house.go_to(add_months(FIRST_DAY, 2))
    assert house.position(loan).due_now_fen == second_fen
    house.pass_days(1)
    assert house.books(loan)[AccountCode.INTEREST_INCOME] == -(first_fen + second_fen)
    assert sum(it.owed.interest_fen for it in house.plan(loan)) == in_all_fen
    assert house.plan(loan)[-1].owed.principal_fen == 20_000_000


def test_w8_equal_principal(house: House) -> None:
    """W8: 10,900.00, 10,825.00 … 10,075.00; interest 5,850.00."""
    loan = house.lend(W8)
    plan = house.plan(loan)
    assert [it.owed.total_fen for it in plan] == [1_090_000 - 7_500 * n for n in range(12)]
    assert sum(it.owed.interest_fen for it in plan) == 585_000
    house.go_to(add_months(FIRST_DAY, 1))
    good(house.repay(loan, 1_090_000))
    house.go_to(add_months(FIRST_DAY, 2))
    good(house.repay(loan, 1_082_500))
    assert house.position(loan).principal_outstanding_fen == 10_000_000


def test_w10_settled_with_the_sixth_instalment(house: House) -> None:
    """W10: with the sixth 9,168.00 the balance 52,231.80 and the fee 1,566.95; the contract is over."""
    loan = house.lend(
        terms(Method.EQUAL_INSTALMENT, 10_000_000, "0.18", prepayment_fee_share=Decimal("0.03"))
    )
    sixth = add_months(FIRST_DAY, 6)
    house.go_to(sixth)
    paid = good(house.settle(loan))
    assert (paid.kind, paid.amount_fen) == (RepaymentKind.SETTLEMENT, 916_800 + 5_223_180 + 156_695)
    assert paid.split.fees_fen == 156_695
    position = house.position(loan)
    assert (position.state, position.settled_on, position.due_now_fen) == (LoanState.SETTLED, sixth, 0)
    assert position.repaid.principal_fen == 10_000_000
    books = house.books(loan)
    assert books[AccountCode.FEE_INCOME] == -156_695
    assert books[AccountCode.INTEREST_INCOME] == -position.repaid.interest_fen


@pytest.mark.parametrize(
    ("day_count", "penalty_fen"), [(DayCount.THIRTY_360, 9_200), (DayCount.ACTUAL_365, 9_074)]
)
def test_w11_overdue_for_23_days(house: House, day_count: DayCount, penalty_fen: int) -> None:
    """W11: 8,000 overdue for 23 days at 12 % + 50 %: 92.00 by 360, 90.74 by 365."""
    due, paid_on = add_months(FIRST_DAY, 1), date(2027, 3, 10)
    house.clock.set(noon(due))
    loan = house.lend(terms(Method.BULLET, 800_000, "0.12", months=1, day_count=day_count), on=FIRST_DAY)
    house.has_funds = False
    house.go_to(paid_on)
    house.has_funds = True
    late = house.position(loan)
    assert (late.days_past_due, late.bucket, late.oldest_unpaid_due) == (23, "M1", due)
    assert late.due_now.penalty_fen == penalty_fen
    paid = good(house.repay(loan, late.due_now_fen))
    assert paid.split.penalty_fen == penalty_fen
    assert house.position(loan).state is LoanState.SETTLED
    assert house.books(loan)[AccountCode.PENALTY_INCOME] == -penalty_fen


def test_a_quote_for_a_later_day_is_that_days(house: House) -> None:
    """What settling will cost on a day that has not come is what it then costs."""
    house.clock.set(noon(date(2027, 2, 15)))
    loan, day = house.lend(W1, on=FIRST_DAY), date(2027, 3, 2)
    house.go_to(date(2027, 2, 16))
    with house.ground.work(house.actor) as work:
        told = good(settlement_quote(work, loan, day))
    house.go_to(day)
    assert good(house.settle(loan)).amount_fen == told.total_fen
