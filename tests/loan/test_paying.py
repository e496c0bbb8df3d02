"""Money leaves in two phases: reserved, then what the rail says, once, whatever it says before or after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text

from puhui.cost import Method, quote
from puhui.ground import Ground, Work
from puhui.ground.outbox import Message
from puhui.ground.worker import drain_once
from puhui.kernel import FixedClock, Problem
from puhui.loan import (
    Account,
    AccountCode,
    Drawdown,
    DrawdownState,
    NewAccount,
    Paid,
    Refused,
    balances_of,
    check_books,
    drawdown,
    drawdown_terms,
    drawdowns_of,
    facility_of,
    pay_out,
    post_drawdown,
    reserve_drawdown,
    trial_balance,
)
from puhui.loan.events import DRAWDOWN_ENDED, DRAWDOWN_RESERVED
from puhui.loan.standin import Conduct, MemoryRail, Till
from tests.conftest import NOW
from tests.loan.drawn import ToldRail, reserved, seen, used
from tests.loan.lending import (
    ACCOUNT,
    CLERK,
    MONTHLY,
    NOTARY,
    REVOLVING,
    TERM,
    UPFRONT,
    code_of,
    drafted,
    later,
    signed,
    signed_from,
)


def test_reserved_then_paid_then_posted(work: Work) -> None:
    """Line, programme, books and rail agree to the fen."""
    made, rail = signed(work), MemoryRail()
    one = reserved(work, made)
    assert used(work, made) == (4_000_000, 0, 4_000_000, 0)
    assert pay_out(work, one.id, rail) is None
    posted = seen(work, one)
    assert (posted.state, posted.value_date) == (DrawdownState.POSTED, work.today())
    assert used(work, made) == (0, 4_000_000, 0, 4_000_000)
    books = balances_of(work, one.id)
    assert books[AccountCode.PRINCIPAL] == 4_000_000
    assert books[AccountCode.SETTLEMENT_CASH] == -4_000_000
    assert [(it.key, it.amount_fen) for it in rail.movements()] == [(str(one.id), 4_000_000)]


def test_the_same_key_is_the_same_drawdown_and_another_amount_is_refused(work: Work) -> None:
    """Asked for twice, it is reserved once; whatever has become of it, the key still means it."""
    made = signed(work)
    one = reserved(work, made)
    assert reserved(work, made).id == one.id
    assert code_of(reserve_drawdown(work, made.id, 4_000_001, "k-1")) == "drawdown.key.conflict"
    pay_out(work, one.id, MemoryRail())
    again = reserve_drawdown(work, made.id, 4_000_000, "k-1")
    assert isinstance(again, Drawdown)
    assert (again.id, again.state) == (one.id, DrawdownState.POSTED)
    assert len(drawdowns_of(work, made.id)) == 1


def test_the_money_goes_to_the_bound_account_in_the_borrowers_name(work: Work) -> None:
    """The rail hears the card that four factors matched, opened from the vault."""
    asked: list[Account] = []

    def note(deed: object, account: Account, amount_fen: int) -> Conduct:
        asked.append(account)
        return Conduct.PAY

    made = signed(work)
    pay_out(work, reserved(work, made).id, MemoryRail(Till(note)))
    assert [(it.holder, it.bank_card) for it in asked] == [("测试一", ACCOUNT.bank_card)]


def test_a_refusal_voids_and_frees_both_limits(work: Work) -> None:
    """The rail is asked to promise that the key never pays before anything is freed."""
    made = drafted(work)
    made = signed_from(work, made, NewAccount("测试一", "9999000000020101", "13800000000"))
    rail, one = MemoryRail(), reserved(work, made)
    assert pay_out(work, one.id, rail) is None
    ended = seen(work, one)
    assert (ended.state, ended.why) == (DrawdownState.VOIDED, "account_closed")
    assert used(work, made) == (0, 0, 0, 0)
    assert set(trial_balance(work).values()) == {0}


def test_a_refusal_that_was_a_payment_after_all_is_posted(work: Work) -> None:
    """Two answers that disagree: the promise is asked for, and the rail says it has paid."""
    made, rail = signed(work), ToldRail(Refused("busy"), cancels=(Paid(4_000_000, "R-9"),))
    one = reserved(work, made)
    assert pay_out(work, one.id, rail) is None
    assert seen(work, one).state is DrawdownState.POSTED


def test_silence_keeps_the_reservation_and_asking_again_posts_once(work: Work) -> None:
    """The first answer is lost although the money moved; the second one finds it."""
    made = drafted(work)
    made = signed_from(work, made, NewAccount("测试一", "9999000000060404", "13800000000"))
    rail, one = MemoryRail(), reserved(work, made)
    unclear = pay_out(work, one.id, rail)
    assert isinstance(unclear, Problem)
    assert unclear.code == "drawdown.rail.unavailable"
    assert used(work, made) == (4_000_000, 0, 4_000_000, 0)
    assert pay_out(work, one.id, rail) is None
    assert pay_out(work, one.id, rail) is None
    assert used(work, made) == (0, 4_000_000, 0, 4_000_000)
    assert len(rail.movements()) == 1


def test_two_answers_post_once(work: Work) -> None:
    """The rail tells the same payment twice, through the handler and beside it."""
    made, rail = signed(work), MemoryRail()
    one = reserved(work, made)
    pay_out(work, one.id, rail)
    paid = rail.status(str(one.id))
    assert isinstance(paid, Paid)
    again = post_drawdown(work, one.id, paid)
    assert isinstance(again, Drawdown)
    assert (again.state, again.flagged) == (DrawdownState.POSTED, False)
    assert balances_of(work, one.id)[AccountCode.PRINCIPAL] == 4_000_000


def test_fees_that_are_deducted_are_booked_to_whom_they_belong(work: Work) -> None:
    """The borrower owes ¥100,000 and receives ¥98,200: 1.5 % the lender's income, ¥300 the notary's."""
    made, rail = signed(work, replace(TERM, fees=(UPFRONT, NOTARY, MONTHLY))), MemoryRail()
    one = reserved(work, made, 10_000_000)
    assert (one.fees_fen, one.paid_out_fen) == (180_000, 9_820_000)
    pay_out(work, one.id, rail)
    books = balances_of(work, one.id)
    assert books[AccountCode.PRINCIPAL] == 10_000_000
    assert books[AccountCode.SETTLEMENT_CASH] == -9_820_000
    assert books[AccountCode.FEE_INCOME] == -150_000
    assert books[AccountCode.FEE_PAYABLE] == -30_000
    assert [it.amount_fen for it in rail.movements()] == [9_820_000]


def test_a_posted_drawdown_says_on_which_terms_it_is_repaid(work: Work) -> None:
    """A term loan runs its months from the day it was paid, a line to its own end."""
    term, line = signed(work, TERM), signed(work)
    first, second = reserved(work, term), reserved(work, line)
    paid_on = work.today() + timedelta(days=3)
    for one in (first, second):
        pay_out(work, one.id, MemoryRail(), on=paid_on)
    terms = drawdown_terms(work, first.id)
    assert not isinstance(terms, Problem)
    assert (terms.principal_fen, terms.drawdown, terms.months) == (4_000_000, paid_on, 12)
    assert quote(terms).schedule[-1].due.isoformat() == "2027-11-26"
    by_day = drawdown_terms(work, second.id)
    assert not isinstance(by_day, Problem)
    assert (by_day.method, by_day.days) == (Method.REVOLVING, 362)


def test_the_outbox_pays_and_says_how_it_ended(bank: Ground) -> None:
    """Reserved in one transaction, paid in the next, told in a third; nothing by name."""
    told: list[dict[str, str]] = []
    rail = MemoryRail()

    def pay(work: Work, message: Message) -> Problem | None:
        return pay_out(work, UUID(message.payload["drawdown_id"]), rail)

    def hear(work: Work, message: Message) -> None:
        told.append(dict(message.payload))

    with bank.work(CLERK) as work:
        one = reserved(work, signed(work))
    soon = replace(bank, clock=FixedClock(NOW + timedelta(minutes=1)))
    drain_once(soon, {DRAWDOWN_RESERVED: pay, DRAWDOWN_ENDED: hear})
    assert told == [{"drawdown_id": str(one.id), "state": "posted"}]


def test_a_kill_between_the_rail_and_the_books_neither_loses_nor_doubles(bank: Ground) -> None:
    """The rail has paid and our process dies before it commits: asked again, it is posted once."""
    rail = MemoryRail()
    with bank.work(CLERK) as work:
        made = signed(work)
        one = reserved(work, made)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt), bank.work(CLERK) as work:
            assert pay_out(later(work), one.id, rail) is None
            raise KeyboardInterrupt
    with bank.work(CLERK) as work:
        assert used(work, made) == (4_000_000, 0, 4_000_000, 0)
        assert set(trial_balance(work).values()) == {0}
        assert pay_out(later(work), one.id, rail) is None
    with bank.work(CLERK) as work:
        assert used(work, made) == (0, 4_000_000, 0, 4_000_000)
        assert len(rail.movements()) == 1
        assert check_books(work) == ()


def test_one_institution_finds_nothing_of_anothers(
    bank: Ground, tenant_ground: Callable[[str], Ground]
) -> None:
    """Neither contract nor drawdown nor limit, by function or by SQL."""
    with bank.work(CLERK) as work:
        made = signed(work)
        one = reserved(work, made)
    cloud = replace(CLERK, institution="test_cloud_bank")
    with tenant_ground("test_cloud_bank").work(cloud) as work:
        assert code_of(drawdown(work, one.id)) == "drawdown.not_found"
        assert code_of(reserve_drawdown(work, made.id, 10_000, "k-1")) == "contract.not_found"
        assert facility_of(work, made.id) is None
        for table in (
            "contract",
            "drawdown",
            "facility",
            "signature",
            "account",
            "disclosure",
            "account_check",
        ):
            assert work.connection.execute(text(f"SELECT count(*) FROM loan.{table}")).scalar_one() == 0
        assert work.connection.execute(text("UPDATE loan.facility SET drawn_fen = 0")).rowcount == 0


def test_rates_stay_exact(work: Work) -> None:
    """A rate of many digits comes back from the contract digit for digit."""
    made = signed(work, replace(REVOLVING, annual_rate=Decimal("0.0987654321")))
    assert made.terms.annual_rate == Decimal("0.0987654321")
