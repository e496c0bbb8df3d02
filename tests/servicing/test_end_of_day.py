"""Closing days: once, in order, one process at a time, never past the clock unless allowed."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from puhui.cost import Method
from puhui.kernel import Problem
from puhui.loan import AccountCode, Entry, book, credit, debit
from puhui.servicing import EndOfDay, Step, business_date, end_of_day, reconciliation_rows
from puhui.servicing.closing.reconcile import BooksDisagreeError
from tests.servicing.lent import FIRST_DAY, House, good, noon, terms

SMALL = terms(Method.EQUAL_INSTALMENT, 600_000, "0.12", months=6)


def standing(house: House) -> date:
    """The business date."""
    with house.ground.work(house.actor) as work:
        return business_date(work)


def test_the_business_date_begins_with_a_loan_and_moves_by_the_end_of_day(house: House) -> None:
    """The clock alone moves nothing; closing brings the business date up to it, and every day was closed."""
    house.lend(SMALL)
    house.clock.set(noon(FIRST_DAY + timedelta(days=3)))
    assert standing(house) == FIRST_DAY
    done = house.go_to(FIRST_DAY + timedelta(days=3))
    assert standing(house) == done.business_date == FIRST_DAY + timedelta(days=3)
    assert done.days == tuple(FIRST_DAY + timedelta(days=n) for n in range(3))
    assert [it.step for it in done.steps[: len(Step)]] == list(Step)


def test_a_day_is_not_closed_before_it_is_over(house: House) -> None:
    """Tomorrow is refused unless somebody who simulates allows it; run again today, nothing happens."""
    house.lend(SMALL)
    tomorrow = FIRST_DAY + timedelta(days=1)
    refused = end_of_day(house.ground, house.rail, house.actor, tomorrow)
    assert isinstance(refused, Problem)
    assert refused.code == "day.ahead"
    assert good(end_of_day(house.ground, house.rail, house.actor)).days == ()
    ahead = end_of_day(house.ground, house.rail, house.actor, tomorrow, ahead_allowed=True)
    assert good(ahead).business_date == tomorrow


def test_a_clock_that_is_set_back_changes_nothing(house: House) -> None:
    """The business date never goes back, and interest is not earned twice."""
    loan = house.lend(SMALL)
    house.pass_days(5)
    earned = house.books(loan)[AccountCode.INTEREST_INCOME]
    house.clock.set(noon(FIRST_DAY))
    assert good(end_of_day(house.ground, house.rail, house.actor)).days == ()
    assert standing(house) == FIRST_DAY + timedelta(days=5)
    house.go_to(FIRST_DAY + timedelta(days=5))
    assert house.books(loan)[AccountCode.INTEREST_INCOME] == earned


def test_days_that_were_missed_are_closed_one_by_one(house: House) -> None:
    """A process that was off for a month leaves the same books as one that ran every night."""
    loan = house.lend(SMALL)
    house.go_to(date(2027, 2, 20))
    assert house.position(loan).repaid.total_fen == house.plan(loan)[0].owed.total_fen
    with house.ground.work(house.actor) as work:
        asked = work.connection.execute(text("SELECT value_date FROM servicing.repayment")).scalar_one()
    assert asked == date(2027, 2, 15)


def test_two_processes_do_not_close_the_same_day(house: House) -> None:
    """At the same moment, one closes and the other is told so or finds nothing left; each day once."""
    house.lend(SMALL)
    house.clock.set(noon(FIRST_DAY + timedelta(days=4)))
    start, said = Barrier(2), list[EndOfDay | Problem]()

    def close() -> None:
        start.wait()
        said.append(end_of_day(house.ground, house.rail, house.actor))

    both = [Thread(target=close) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    days = [day for one in said if isinstance(one, EndOfDay) for day in one.days]
    assert sorted(days) == [FIRST_DAY + timedelta(days=n) for n in range(4)]
    assert {one.code for one in said if isinstance(one, Problem)} <= {"day.running.already"}


def test_a_day_does_not_close_while_ledger_and_schedules_differ(house: House) -> None:
    """A fen booked by mistake stops the day; corrected, it closes."""
    loan = house.lend(SMALL)
    lines = (debit(AccountCode.INTEREST_DUE, 1, loan), credit(AccountCode.INTEREST_INCOME, 1, loan))
    with house.ground.work(house.actor) as work:
        book(work, Entry("mistake", "M-1", FIRST_DAY, lines))
    with pytest.raises(BooksDisagreeError, match="interest_due"):
        house.pass_days(1)
    assert standing(house) == FIRST_DAY
    back = tuple(replace(line, side=line.side.other) for line in lines)
    with house.ground.work(house.actor) as work:
        book(work, Entry("mistake.reversed", "M-2", FIRST_DAY, back))
    assert good(end_of_day(house.ground, house.rail, house.actor)).days == (FIRST_DAY,)


def test_a_schedule_that_no_message_began_begins_at_the_end_of_day(house: House) -> None:
    """The outbox may lag; the day does not close without the loan."""
    house.lend(SMALL)
    with house.ground.work(house.actor) as work:
        kept = work.connection.execute(text("SELECT drawdown_id FROM servicing.loan")).scalars().all()
        assert len(kept) == 1
    loan = house.lend(SMALL, scheduled=False)
    house.pass_days(1)
    assert house.position(loan).principal_outstanding_fen == 600_000


def test_positions_of_a_closed_day_stay_as_they_were(house: House) -> None:
    """What reconciliation is told of a day does not change with what happens later."""
    loan = house.lend(SMALL)
    house.has_funds = False
    house.go_to(date(2027, 2, 18))
    house.has_funds = True
    good(house.repay(loan, house.position(loan).due_now_fen))
    with house.ground.work(house.actor) as work:
        (row,) = reconciliation_rows(work, date(2027, 2, 17))
        assert (row.state, row.days_past_due, row.principal_repaid_fen) == ("overdue", 2, 0)
        (now,) = reconciliation_rows(work, date(2027, 2, 18))
        assert (now.state, now.days_past_due) == ("current", 0)
        assert now.principal_repaid_fen == house.plan(loan)[0].owed.principal_fen


def test_money_that_comes_while_a_day_is_being_closed_belongs_to_it(house: House) -> None:
    """Paid after the position was taken and before the date moved: the day's file shows it all the same."""
    house.clock.set(noon(date(2027, 2, 10)))
    loan = house.lend(terms(Method.EQUAL_INSTALMENT, 600_000, "0.12", months=6), on=FIRST_DAY)
    house.clock.set(noon(date(2027, 2, 11)))

    def pay(place: str) -> None:
        if place == "2027-02-10 reconcile test chunk 1, after commit":
            good(house.repay(loan, house.plan(loan)[0].owed.total_fen))

    good(end_of_day(house.ground, house.rail, house.actor, at_place=pay))
    with house.ground.work(house.actor) as work:
        (row,) = reconciliation_rows(work, date(2027, 2, 10))
    assert row.principal_repaid_fen == house.plan(loan)[0].owed.principal_fen


def test_crossing_into_another_bucket_is_told_once(house: House) -> None:
    """C to M1 on the first night, M1 to M2 on the 31st day, back to C when everything due is paid."""
    house.clock.set(noon(date(2027, 2, 15)))
    loan = house.lend(SMALL, on=FIRST_DAY)
    house.has_funds = False
    house.go_to(date(2027, 3, 19))
    house.has_funds = True
    good(house.repay(loan, house.position(loan).due_now_fen))
    with house.ground.work(house.actor) as work:
        told = work.connection.execute(
            text(
                "SELECT payload->>'bucket' FROM ground.outbox WHERE topic = 'servicing.arrears_changed'"
                " ORDER BY posted_at, message_id"
            )
        )
        assert told.scalars().all() == ["M1", "M2", "C"]
