"""What the rail says and we did not ask for is kept for a person, and never booked."""

from sqlalchemy import text

from puhui.ground import Work
from puhui.loan import (
    Account,
    Difference,
    Drawdown,
    DrawdownState,
    Paid,
    check_books,
    expire_drawdowns,
    pay_out,
    post_drawdown,
    recheck_drawdown,
    trial_balance,
)
from puhui.loan.standin import MemoryRail
from tests.loan.drawn import ToldRail, reserved, seen, used
from tests.loan.lending import ACCOUNT, code_of, later, signed


def test_another_amount_than_asked_is_not_posted_but_kept_for_people(work: Work) -> None:
    """One yuan less: nothing in the books, the reservation stays, both amounts are written down."""
    made, rail = signed(work), ToldRail(Paid(3_999_900, "R-1"))
    one = reserved(work, made)
    assert pay_out(work, one.id, rail) is None
    flagged = seen(work, one)
    assert (flagged.state, flagged.flagged) == (DrawdownState.RESERVED, True)
    assert used(work, made) == (4_000_000, 0, 4_000_000, 0)
    assert set(trial_balance(work).values()) == {0}
    kept = work.connection.execute(text("SELECT asked_fen, confirmed_fen FROM loan.payment_break")).one()
    assert tuple(kept) == (4_000_000, 3_999_900)


def test_a_flagged_drawdown_waits_for_a_person(work: Work) -> None:
    """Neither the handler nor the expiry touches it; rechecked, it is booked when the amounts agree."""
    made, rail = signed(work), ToldRail(Paid(3_999_900, "R-1"))
    one = reserved(work, made)
    pay_out(work, one.id, rail)
    after = later(work, days=3)
    assert pay_out(after, one.id, rail) is None
    assert expire_drawdowns(after, rail) == 0
    rail.pay(str(one.id), Account("测试一", ACCOUNT.bank_card), 4_000_000)
    assert isinstance(recheck_drawdown(after, one.id, rail), Drawdown)
    assert seen(after, one).state is DrawdownState.POSTED


def test_a_rechecked_drawdown_that_still_disagrees_stays(work: Work) -> None:
    """And where the rail knows of no payment, it is cancelled there and voided here."""
    made, rail = signed(work), ToldRail(Paid(3_999_900, "R-1"))
    one = reserved(work, made)
    pay_out(work, one.id, rail)
    assert code_of(recheck_drawdown(work, one.id, rail)) == "drawdown.rail.unavailable"
    rail.cancel(str(one.id))
    voided = recheck_drawdown(work, one.id, rail)
    assert isinstance(voided, Drawdown)
    assert (voided.state, voided.flagged) == (DrawdownState.VOIDED, False)


def test_a_rail_that_breaks_its_promise_is_told_to_people(work: Work) -> None:
    """Paid after it had cancelled: the books stay as they are, and the drawdown is flagged."""
    made, rail = signed(work), MemoryRail()
    one = reserved(work, made)
    after = later(work, minutes=31)
    expire_drawdowns(after, rail)
    told = post_drawdown(after, one.id, Paid(4_000_000, "R-1"))
    assert isinstance(told, Drawdown)
    assert (told.state, told.flagged) == (DrawdownState.EXPIRED, True)
    assert set(trial_balance(work).values()) == {0}


def test_what_was_written_by_hand_shows_as_a_difference(work: Work) -> None:
    """A limit that says less than its drawdowns add up to is found, with both figures."""
    made = signed(work)
    pay_out(work, reserved(work, made).id, MemoryRail())
    reserved(work, made, 1_000_000, "k-2")
    assert check_books(work) == ()
    by_hand = text("UPDATE loan.facility SET drawn_fen = drawn_fen - 1 WHERE kind = 'borrower'")
    work.connection.execute(by_hand)
    assert check_books(work) == (Difference("borrower.drawn", str(made.id), 3_999_999, 4_000_000),)
