"""A whole life of any loan, by pure functions: whatever its borrower does, the books stay square."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.cost import Method, Terms
from puhui.servicing import Instalment, Loan
from puhui.servicing.books import accounts, difference
from puhui.servicing.conventions import allocation_rules
from puhui.servicing.payable import not_taken, payable, total
from puhui.servicing.paying import is_settled, paid, settled
from puhui.servicing.settlement import settlement_quote
from tests.servicing.plans import DRAWN, any_terms, at, loan_on, plan_of

W1 = Terms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.18"), DRAWN)


@st.composite
def deeds(draw: st.DrawFn) -> list[tuple[int, str, int]]:
    """Days to wait, what to do, and how many hundredths of it."""
    acts = st.sampled_from(["part", "due", "ahead", "most", "too_much", "settle", "wait"])
    return draw(st.lists(st.tuples(st.integers(0, 70), acts, st.integers(1, 100)), min_size=1, max_size=14))


@given(any_terms(), deeds(), st.decimals(0, "0.03", places=2))
@settings(max_examples=200, deadline=None)
def test_whatever_the_borrower_does(terms: Terms, acts: list[tuple[int, str, int]], fee: Decimal) -> None:
    """Early, late, in parts, too much, never or settling: nothing is negative, every fen has one place."""
    loan, plan, on, taken = loan_on(terms, prepayment=str(fee)), plan_of(terms), terms.drawdown, 0
    for days, act, hundredths in acts:
        on += timedelta(days=days)
        plan = at(loan, plan, on)
        after, fen = _done(loan, plan, on, act, hundredths)
        difference(plan, after, loan.drawdown_id)
        plan, taken = after, taken + fen
        _holds(plan, terms, taken)
    if is_settled(plan):
        assert sum(it.paid.principal_fen for it in plan) == terms.principal_fen


def _done(
    loan: Loan, plan: tuple[Instalment, ...], on: date, act: str, hundredths: int
) -> tuple[tuple[Instalment, ...], int]:
    may, settles = payable(plan, loan.grows, on), settlement_quote(loan, plan, on).total_fen
    if act == "settle":
        return settled(loan, plan, on), settles
    fen = {
        "part": may.due_now.total_fen * hundredths // 100,
        "due": may.due_now.total_fen,
        "ahead": may.at_most_fen,
        "most": may.at_most_fen * hundredths // 100,
        "too_much": may.at_most_fen + hundredths,
        "wait": 0,
    }[act]
    if not may.takes(fen) or (loan.grows and fen == settles):
        return plan, 0
    assert fen <= may.at_most_fen
    return paid(loan, plan, fen, on, allocation_rules()), fen


def _holds(plan: tuple[Instalment, ...], terms: Terms, taken: int) -> None:
    assert sum(accounts(plan).values()) == 0
    assert total(it.paid for it in plan).total_fen == taken
    assert sum(it.owed.principal_fen for it in plan if not it.is_cancelled) == terms.principal_fen
    for it in plan:
        unpaid = it.unpaid
        assert min(unpaid.principal_fen, unpaid.interest_fen, unpaid.fees_fen, unpaid.penalty_fen) >= 0
        assert 0 <= it.accrued_fen <= it.owed.interest_fen


def test_the_coming_instalment_is_taken_whole_or_not_at_all() -> None:
    """Ten days in, nothing is due: the first 9,168.00 may be paid ahead, half of it may not."""
    loan, on = loan_on(W1), date(2027, 1, 25)
    may = payable(at(loan, plan_of(W1), on), grows=False, on=on)
    assert may.takes(916_800)
    assert not may.takes(458_400)
    assert not may.takes(916_801)


def test_a_refusal_tells_the_exact_figures_but_not_in_words() -> None:
    """The figures are for the borrower's page; the sentence, which is logged, carries none."""
    on = date(2027, 2, 15)
    may = payable(at(loan_on(W1), plan_of(W1), on), grows=False, on=on)
    refused = not_taken(may, settles_fen=10_150_000)
    assert (refused.due_now_fen, refused.at_most_fen) == (916_800, 2 * 916_800)
    assert not any(letter.isdigit() for letter in refused.what.zh + refused.what.en)


def test_the_last_instalment_is_never_paid_ahead() -> None:
    """Settling is cheaper, so nobody is let into paying a whole period's interest for part of it."""
    loan, on = loan_on(W1), date(2027, 12, 20)
    plan = at(loan, plan_of(W1), on)
    assert payable(plan, grows=False, on=on).ahead is None
    assert settlement_quote(loan, plan, on).total_fen > 0
