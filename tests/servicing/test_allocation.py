"""Which part of which instalment a repayment pays."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.rulebook import rulebook
from puhui.servicing import Amounts, Instalment, Part
from puhui.servicing.allocation import allocate, rule_for
from puhui.servicing.conventions import allocation_rules
from tests.servicing.plans import DRAWN

UP_TO_90, BEYOND = allocation_rules()
AUGUST, SEPTEMBER = (
    Instalment(n, DRAWN, DRAWN, DRAWN.replace(month=7 + n), Amounts(1000, 100, 10, 1), is_billed=True)
    for n in (1, 2)
)


def test_up_to_90_days_cost_and_interest_come_before_principal() -> None:
    """民法典 561: fees, interest, penalty, then principal of the oldest; then the next."""
    assert allocate(110, [AUGUST, SEPTEMBER], UP_TO_90) == {1: Amounts(0, 100, 10, 0)}
    assert allocate(1_121, [AUGUST, SEPTEMBER], UP_TO_90) == {
        1: Amounts(1000, 100, 10, 1),
        2: Amounts(0, 0, 10, 0),
    }


def test_beyond_90_days_principal_comes_first() -> None:
    """All principal, oldest first, before any interest."""
    assert allocate(2_050, [SEPTEMBER, AUGUST], BEYOND) == {1: Amounts(1000, 50), 2: Amounts(1000)}


@pytest.mark.parametrize(("days", "rule"), [(0, UP_TO_90), (90, UP_TO_90), (91, BEYOND), (4000, BEYOND)])
def test_the_table_turns_after_90_days(days: int, rule: object) -> None:
    """90 days past due is still the civil code's order, 91 is not; the rulebook says the same number."""
    assert rule_for(allocation_rules(), days) is rule
    turn = rulebook().on(DRAWN).value("allocation.principal_first_after").value
    assert UP_TO_90.to_days == turn


@given(st.integers(0, 2_222), st.sampled_from([UP_TO_90, BEYOND]))
def test_every_fen_goes_somewhere_and_nothing_is_overpaid(fen: int, rule: object) -> None:
    """Whatever is taken is allocated whole, and no part gets more than is unpaid of it."""
    got = allocate(fen, [AUGUST, SEPTEMBER], rule)  # type: ignore[arg-type]
    assert sum(one.total_fen for one in got.values()) == fen
    for one in got.values():
        assert all(0 <= one.of(part) <= AUGUST.unpaid.of(part) for part in Part)


def test_more_than_is_owed_is_never_allocated() -> None:
    """What must have been refused before is a mistake of the program here."""
    with pytest.raises(ValueError, match="must be refused"):
        allocate(2_223, [AUGUST, SEPTEMBER], UP_TO_90)


def test_what_is_paid_already_is_not_paid_again() -> None:
    """Only what is unpaid takes money."""
    half = replace(AUGUST, paid=Amounts(500, 100, 10, 1))
    assert allocate(500, [half], UP_TO_90) == {1: Amounts(500)}
