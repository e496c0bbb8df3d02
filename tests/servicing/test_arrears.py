"""How late a loan is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from puhui.servicing import Amounts, Instalment
from puhui.servicing.arrears import bucket_of, days_past_due, oldest_unpaid_due
from puhui.servicing.conventions import buckets

DUE = date(2027, 3, 15)
UNPAID = Instalment(1, DUE, DUE, DUE, Amounts(100, 10), is_billed=True, counted_to=DUE)
PAID = replace(UNPAID, paid=UNPAID.owed)


@pytest.mark.parametrize(("later", "days"), [(-1, 0), (0, 0), (1, 1), (30, 30)])
def test_the_due_date_itself_is_day_nothing(later: int, days: int) -> None:
    """Domain 8: payment on the due date is 0 days past due."""
    assert days_past_due([UNPAID], DUE + timedelta(days=later)) == days


def test_the_oldest_unpaid_instalment_counts() -> None:
    """A newer one that is late too changes nothing; a paid one is not counted."""
    older = replace(UNPAID, number=0, due=DUE - timedelta(days=31))
    assert days_past_due([UNPAID, older], DUE + timedelta(days=5)) == 36
    assert days_past_due([UNPAID, replace(older, paid=older.owed)], DUE + timedelta(days=5)) == 5


def test_a_penalty_alone_makes_nobody_late() -> None:
    """Principal and interest paid, a penalty left: it is owed, and the loan is not past due."""
    left = replace(PAID, owed=replace(PAID.owed, penalty_fen=7))
    assert oldest_unpaid_due([left], DUE + timedelta(days=9)) is None
    assert left.unpaid.total_fen == 7


@pytest.mark.parametrize(
    ("days", "code"),
    [
        *[(0, "C"), (1, "M1"), (30, "M1"), (31, "M2"), (60, "M2"), (61, "M3"), (90, "M3"), (91, "M4")],
        *[(120, "M4"), (121, "M5"), (150, "M5"), (151, "M6"), (180, "M6"), (181, "M7+"), (9999, "M7+")],
    ],
)
def test_buckets_of_domain_8(days: int, code: str) -> None:
    """Every boundary of the table."""
    assert bucket_of(days, buckets()).code == code
