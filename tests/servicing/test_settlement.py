"""Settling early costs what `cost` says, to the fen (民法典 677)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from puhui.cost import Method, Terms, quote, settle_early
from puhui.servicing import Instalment
from puhui.servicing.paying import is_settled, settled
from puhui.servicing.settlement import settlement_quote
from tests.servicing.plans import DRAWN, SCHEDULED, any_terms, at, loan_on, plan_of

W1 = Terms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.18"), DRAWN)


def kept_to(plan: tuple[Instalment, ...], on: date) -> tuple[Instalment, ...]:
    """Everything due by a day, paid on its day."""
    return tuple(replace(it, paid=it.owed) if it.due <= on else it for it in plan)


@given(any_terms(SCHEDULED), st.data(), st.decimals(0, "0.05", places=3))
def test_it_agrees_with_cost_on_every_method(terms: Terms, data: st.DataObject, fee: Decimal) -> None:
    """Who kept to the schedule settles for exactly `cost.settle_early`'s balance, interest and fee."""
    quoted = quote(terms)
    span = (quoted.schedule[-1].due - terms.drawdown).days
    on = terms.drawdown + timedelta(days=data.draw(st.integers(1, span - 1)))
    wanted, loan = settle_early(quoted, on, fee), loan_on(terms, prepayment=str(fee))
    got = settlement_quote(loan, at(loan, kept_to(at(loan, plan_of(terms), on), on), on), on)
    assert (got.principal_fen, got.interest_fen) == (wanted.balance_fen, wanted.interest_fen)
    assert (got.fees_fen, got.prepayment_fee_fen, got.penalty_fen) == (wanted.fee_fen, wanted.fee_fen, 0)


def test_w10_settles_with_the_sixth_instalment_and_a_fee_of_three_percent() -> None:
    """W10: the sixth instalment 9,168.00, the balance 52,231.80 and the fee 1,566.95 on the same day."""
    loan, sixth = loan_on(W1, prepayment="0.03"), date(2027, 7, 15)
    plan = kept_to(at(loan, plan_of(W1), sixth), date(2027, 7, 14))
    got = settlement_quote(loan, plan, sixth)
    assert got.total_fen == 916_800 + 5_223_180 + 156_695
    assert got.prepayment_fee_fen == 156_695


def test_on_the_day_of_drawdown_only_the_principal_goes_back() -> None:
    """No night has passed, no interest has been earned."""
    got = settlement_quote(loan_on(W1), at(loan_on(W1), plan_of(W1), DRAWN), DRAWN)
    assert (got.principal_fen, got.total_fen) == (10_000_000, 10_000_000)


@given(any_terms(), st.integers(0, 600))
def test_settling_leaves_nothing_owed(terms: Terms, days: int) -> None:
    """On any day of any loan, late or not, settling pays exactly the quote and all principal is back."""
    loan, on = loan_on(terms), terms.drawdown + timedelta(days=days)
    plan = at(loan, plan_of(terms), on)
    after = settled(loan, plan, on)
    assert is_settled(after)
    assert sum(it.paid.total_fen for it in after) == settlement_quote(loan, plan, on).total_fen
    assert sum(it.paid.principal_fen for it in after) == terms.principal_fen
    assert sum(it.owed.principal_fen for it in after if not it.is_cancelled) == terms.principal_fen


def test_interest_is_never_asked_twice_for_a_period_paid_ahead() -> None:
    """The running instalment paid ahead carries its interest; settling then asks for principal alone."""
    loan, on = loan_on(W1), date(2027, 1, 25)
    first, *others = at(loan, plan_of(W1), on)
    ahead = replace(first, is_billed=True, accrued_fen=first.owed.interest_fen, counted_to=first.due)
    got = settlement_quote(loan, (replace(ahead, paid=ahead.owed), *others), on)
    assert (got.interest_fen, got.principal_fen) == (0, 10_000_000 - first.owed.principal_fen)
