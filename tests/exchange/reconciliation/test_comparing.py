"""Two books are compared to the fen: every difference is found, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.exchange.reconciliation import Break, BreakKind, Row, compare
from tests.exchange.reconciliation_books import BOOKS, loan


@given(BOOKS)
def test_equal_books_have_no_break(rows: list[Row]) -> None:
    """The order of the rows does not matter."""
    assert compare(rows, rows) == compare(rows, list(reversed(rows))) == ()


@given(BOOKS, st.data())
def test_exactly_the_planted_differences_are_found(rows: list[Row], data: st.DataObject) -> None:
    """One fen more, another state, a loan that one side lacks: each is one break, with both values."""
    ours: list[Row] = []
    theirs: list[Row] = []
    planted: set[Break] = set()
    for row in rows:
        match data.draw(st.sampled_from(["same", "fen", "state", "not here", "not there"])):
            case "fen":
                ours.append(row)
                theirs.append(replace(row, interest_repaid_fen=row.interest_repaid_fen + 1))
                planted.add(_other(BreakKind.AMOUNT, row, theirs[-1], "interest_repaid_fen"))
            case "state":
                ours.append(row)
                theirs.append(replace(row, state="frozen"))
                planted.add(_other(BreakKind.STATE, row, theirs[-1], "state"))
            case "not here":
                theirs.append(row)
                ref, lent = row.drawdown_ref, row.lent_fen
                planted.add(Break(BreakKind.MISSING_HERE, ref, "lent_fen", None, lent))
            case "not there":
                ours.append(row)
                ref, lent = row.drawdown_ref, row.lent_fen
                planted.add(Break(BreakKind.MISSING_THERE, ref, "lent_fen", lent, None))
            case _:
                ours.append(row)
                theirs.append(row)
    found = compare(ours, theirs)
    assert len(found) == len(planted) and set(found) == planted


@given(BOOKS, BOOKS)
def test_the_other_side_sees_the_same_breaks_mirrored(ours: list[Row], theirs: list[Row]) -> None:
    """What is missing here is missing there for them; every pair of values is the other way round."""
    mirrored = {
        BreakKind.MISSING_HERE: BreakKind.MISSING_THERE,
        BreakKind.MISSING_THERE: BreakKind.MISSING_HERE,
    }
    turned = [
        Break(mirrored.get(it.kind, it.kind), it.ref, it.field, it.theirs, it.ours)
        for it in compare(ours, theirs)
    ]
    assert tuple(turned) == compare(theirs, ours)


def test_a_loan_that_differs_in_two_columns_is_two_breaks() -> None:
    """Days past due is a matter of state; the principal one of amount."""
    ours, theirs = loan(7), loan(7, days_past_due=3, principal_outstanding_fen=4_600_001)
    assert compare([ours], [theirs]) == (
        Break(BreakKind.AMOUNT, "DR-000007", "principal_outstanding_fen", 4_600_000, 4_600_001),
        Break(BreakKind.STATE, "DR-000007", "days_past_due", 0, 3),
    )


def test_a_loan_twice_on_one_side_is_a_surprise() -> None:
    """A file with a doubled reference was refused before it came here."""
    with pytest.raises(ValueError, match="twice"):
        compare([loan(1), loan(1)], [])


def _other(kind: BreakKind, ours: Row, theirs: Row, field: str) -> Break:
    return Break(kind, ours.drawdown_ref, field, getattr(ours, field), getattr(theirs, field))
