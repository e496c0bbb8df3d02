"""What became of loans, told to the watch: first due, first so late, until when they were followed."""

from datetime import timedelta

from puhui.cost import Method
from puhui.servicing import loan_performances
from tests.servicing.lent import FIRST_DAY, House, terms


def test_a_loan_that_is_never_paid_is_so_late_on_the_day_it_is(house: House) -> None:
    """Seven days after the first instalment was due, thirty after; ninety has not come."""
    loan = house.lend(terms(Method.EQUAL_INSTALMENT, 10_000_000, "0.098"))
    due = house.plan(loan)[0].due
    house.has_funds = False
    house.go_to(due + timedelta(days=45))
    with house.ground.work(house.actor) as work:
        (told,) = loan_performances(work, (7, 30, 90))
    assert (told.lent_on, told.first_due_on, told.settled_on) == (FIRST_DAY, due, None)
    assert told.late_on == {7: due + timedelta(days=7), 30: due + timedelta(days=30)}
    assert told.seen_until == due + timedelta(days=44)
