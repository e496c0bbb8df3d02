"""Money leaves in two phases: reserved, then what the rail says, once, whatever it says before or after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from puhui.cost import Audience, Method, quote
from puhui.ground import Ground, Mode, Work
from puhui.ground.outbox import Message
from puhui.ground.worker import drain_once
from puhui.kernel import FixedClock, Problem
from puhui.loan import (
    Account,
    AccountCode,
    Cancelled,
    Channel,
    Contract,
    Difference,
    Drawdown,
    DrawdownState,
    Facility,
    NewAccount,
    Paid,
    Refused,
    Unclear,
    balances_of,
    check_books,
    close_contract,
    drawdown,
    drawdown_terms,
    drawdowns_of,
    expire_drawdowns,
    facility_of,
    pay_out,
    post_drawdown,
    programme,
    recheck_drawdown,
    release,
    reserve_drawdown,
    set_programme,
    trial_balance,
    void_drawdown,
)
from puhui.loan.events import DRAWDOWN_ENDED, DRAWDOWN_RESERVED
from puhui.loan.standin import Conduct, MemoryRail, Till
from tests.conftest import NOW
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


def reserved(work: Work, made: Contract, amount_fen: int = 4_000_000, key: str = "k-1") -> Drawdown:
    """A drawdown that is expected to be accepted."""
    one = reserve_drawdown(later(work), made.id, amount_fen, key)
    assert isinstance(one, Drawdown), one
    assert one.state is DrawdownState.RESERVED
    return one


def seen(work: Work, one: Drawdown) -> Drawdown:
    """The drawdown as it now stands."""
    now = drawdown(work, one.id)
    assert isinstance(now, Drawdown)
    return now


def used(work: Work, made: Contract) -> tuple[int, int, int, int]:
    """Reserved and drawn of the line, reserved and drawn of the programme, in fen."""
    line, whole = facility_of(work, made.id), programme(work, made.channel)
    assert isinstance(line, Facility)
    assert isinstance(whole, Facility)
    return line.reserved_fen, line.drawn_fen, whole.reserved_fen, whole.drawn_fen


class ToldRail(MemoryRail):
    """A rail that says what it is told to, in this order, and then what its till says."""

    def __init__(self, *answers: Paid | Refused | Unclear, cancels: tuple[object, ...] = ()) -> None:
        super().__init__()
        object.__setattr__(self, "answers", list(answers))
        object.__setattr__(self, "cancels", list(cancels))

    def pay(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """The next answer."""
        return self.answers.pop(0) if self.answers else super().pay(key, account, amount_fen)  # type: ignore[attr-defined]

    def cancel(self, key: str) -> Cancelled | Paid | Unclear:
        """The next answer."""
        return self.cancels.pop(0) if self.cancels else super().cancel(key)  # type: ignore[attr-defined]


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


def test_silence_expires_only_after_the_rail_promised_never_to_pay(work: Work) -> None:
    """Nothing is lent, both limits are free, and the key is dead at the rail for good."""
    made, rail = signed(work), MemoryRail(Till(lambda *_: Conduct.HANG))
    one = reserved(work, made)
    assert pay_out(work, one.id, rail) is not None
    before = later(work, minutes=30)
    assert expire_drawdowns(before, rail) == 0
    after = later(work, minutes=31)
    assert expire_drawdowns(after, rail) == 1
    ended = seen(after, one)
    assert (ended.state, ended.why) == (DrawdownState.EXPIRED, "silence")
    assert used(work, made) == (0, 0, 0, 0)
    assert rail.pay(str(one.id), Account("测试一", ACCOUNT.bank_card), 4_000_000) == Refused("cancelled")


def test_a_reservation_that_was_never_sent_expires_too(work: Work) -> None:
    """The rail has never heard of the key, and takes its cancellation all the same."""
    made, rail = signed(work), MemoryRail()
    one = reserved(work, made)
    after = later(work, minutes=31)
    assert expire_drawdowns(after, rail) == 1
    assert pay_out(after, one.id, rail) is None
    assert seen(after, one).state is DrawdownState.EXPIRED
    assert isinstance(rail.status(str(one.id)), Cancelled)


def test_an_unclear_cancellation_keeps_the_reservation(work: Work) -> None:
    """Round after round, until the rail says one thing or the other."""
    made, rail = signed(work), ToldRail(cancels=(Unclear("timeout"), Unclear("timeout")))
    one = reserved(work, made)
    after = later(work, minutes=31)
    assert [expire_drawdowns(after, rail) for _ in range(2)] == [0, 0]
    assert used(after, made) == (4_000_000, 0, 4_000_000, 0)
    assert expire_drawdowns(after, rail) == 1
    assert seen(after, one).state is DrawdownState.EXPIRED


def test_a_payment_confirmed_after_we_asked_to_cancel_is_posted(work: Work) -> None:
    """Too late to expire: the money is gone, so it is lent and in the books."""
    made, rail = signed(work), ToldRail(Unclear("timeout"))
    one = reserved(work, made)
    pay_out(work, one.id, rail)
    rail.pay(str(one.id), Account("测试一", ACCOUNT.bank_card), 4_000_000)
    after = later(work, minutes=31)
    assert expire_drawdowns(after, rail) == 0
    assert seen(after, one).state is DrawdownState.POSTED
    assert used(after, made) == (0, 4_000_000, 0, 4_000_000)


def test_nobody_asks_to_pay_after_the_time_is_over(work: Work) -> None:
    """A late handler leaves it to the expiry, which cancels first."""
    made, rail = signed(work), MemoryRail()
    one = reserved(work, made)
    assert pay_out(later(work, minutes=31), one.id, rail) is None
    assert rail.movements() == ()
    assert seen(work, one).state is DrawdownState.RESERVED


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


def test_a_drawdown_is_taken_back_at_the_rail_first(work: Work) -> None:
    """Unpaid it is void; paid meanwhile it is posted instead."""
    made, rail = signed(work), MemoryRail()
    first, second = reserved(work, made, key="k-1"), reserved(work, made, key="k-2")
    voided = void_drawdown(work, first.id, "borrower", rail)
    assert isinstance(voided, Drawdown)
    assert (voided.state, voided.why) == (DrawdownState.VOIDED, "borrower")
    rail.pay(str(second.id), Account("测试一", ACCOUNT.bank_card), 4_000_000)
    kept = void_drawdown(work, second.id, "borrower", rail)
    assert isinstance(kept, Drawdown)
    assert kept.state is DrawdownState.POSTED
    assert used(work, made) == (0, 4_000_000, 0, 4_000_000)


def test_no_more_than_the_line_is_reserved(work: Work) -> None:
    """¥100,000: sixty and forty are taken, a further hundred yuan are not."""
    made = signed(work)
    reserved(work, made, 6_000_000, "k-1")
    assert code_of(reserve_drawdown(work, made.id, 4_000_100, "k-2")) == "drawdown.limit"
    reserved(work, made, 4_000_000, "k-3")
    assert code_of(reserve_drawdown(work, made.id, 10_000, "k-4")) == "drawdown.limit"


def test_no_more_than_the_programme_is_reserved(work: Work) -> None:
    """The lender's own limit for the channel holds beside the borrower's; nothing is taken of either."""
    made = signed(work)
    assert isinstance(set_programme(work, Channel.PLATFORM, 5_000_000), Facility)
    reserved(work, made, 3_000_000, "k-1")
    assert code_of(reserve_drawdown(work, made.id, 3_000_000, "k-2")) == "drawdown.programme.unavailable"
    assert used(work, made) == (3_000_000, 0, 3_000_000, 0)
    assert code_of(set_programme(work, Channel.PLATFORM, 2_000_000)) == "programme.limit.conflict"
    assert isinstance(set_programme(work, Channel.PLATFORM, 3_000_000), Facility)


def test_own_borrowers_use_the_own_programme(work: Work) -> None:
    """A lender alone lends without any platform."""
    made = signed(work, reference=None)
    reserved(work, made, 3_000_000)
    own, platform = programme(work, Channel.OWN), programme(work, Channel.PLATFORM)
    assert own is not None
    assert own.reserved_fen == 3_000_000
    assert platform is None


def test_the_database_itself_refuses_to_exceed_a_limit(work: Work) -> None:
    """Also by raw SQL; and below nothing nothing goes."""
    made = signed(work)
    for change in ("drawn_fen = 10000001", "reserved_fen = 5000001, drawn_fen = 5000000", "drawn_fen = -1"):
        with pytest.raises(IntegrityError), work.connection.begin_nested():
            work.connection.execute(
                text(f"UPDATE loan.facility SET {change} WHERE name = :name"), {"name": str(made.id)}
            )


def test_the_database_itself_keeps_a_drawdown_as_it_was(work: Work) -> None:
    """Amounts never change, an ended one never ends again, and none is posted without its entry."""
    one = reserved(work, signed(work))
    for change in (
        "amount_fen = 1",
        "key = 'other'",
        "state = 'posted'",
        "state = 'posted', ended_at = now(), value_date = '2026-11-23'",
    ):
        with pytest.raises(IntegrityError), work.connection.begin_nested():
            work.connection.execute(text(f"UPDATE loan.drawdown SET {change}"))
            work.connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    pay_out(work, one.id, MemoryRail())
    with pytest.raises(IntegrityError), work.connection.begin_nested():
        work.connection.execute(text("UPDATE loan.drawdown SET state = 'voided', value_date = NULL"))


def test_nothing_is_drawn_before_the_signature_or_after_the_end(work: Work) -> None:
    """And a contract with a drawdown under way, or with something owed, is not closed."""
    draft = drafted(work)
    assert code_of(reserve_drawdown(work, draft.id, 1_000_000, "k-1")) == "drawdown.contract.conflict"
    made = signed_from(work, draft)
    one = reserved(work, made)
    assert code_of(close_contract(work, made.id)) == "contract.under_way.conflict"
    pay_out(work, one.id, MemoryRail())
    release(work, one.id, 3_999_999)
    assert code_of(close_contract(work, made.id)) == "contract.under_way.conflict"
    release(work, one.id, 1)
    assert isinstance(close_contract(work, made.id), Contract)
    assert code_of(reserve_drawdown(work, made.id, 1_000_000, "k-2")) == "drawdown.contract.conflict"


def test_a_term_loan_is_drawn_within_thirty_days_and_a_line_to_its_end(work: Work) -> None:
    """After that one applies again."""
    term = signed(work, TERM)
    assert isinstance(reserve_drawdown(later(work, days=30), term.id, 1_000_000, "k-1"), Drawdown)
    assert (
        code_of(reserve_drawdown(later(work, days=31), term.id, 1_000_000, "k-2")) == "drawdown.period.closed"
    )
    line = signed(work)
    assert isinstance(reserve_drawdown(later(work, days=360), line.id, 1_000_000, "k-1"), Drawdown)
    assert (
        code_of(reserve_drawdown(later(work, days=365), line.id, 1_000_000, "k-2"))
        == "drawdown.period.closed"
    )


def test_signed_after_midnight_it_is_drawn_before_the_end_of_day(work: Work) -> None:
    """The clock is a day ahead of the books: the drawdown is accepted and belongs to the books' day."""
    made = signed(work)
    yesterday = work.today() - timedelta(days=1)
    one = reserve_drawdown(later(work), made.id, 1_000_000, "k-1", yesterday)
    assert isinstance(one, Drawdown), one
    pay_out(work, one.id, MemoryRail(), yesterday)
    assert seen(work, one).value_date == yesterday


def test_above_half_a_million_money_does_not_go_to_the_borrower(work: Work) -> None:
    """受托支付: one drawdown above ¥500,000 is refused, and so are two within five days that make one."""
    made = signed(work, replace(REVOLVING, limit_fen=90_000_000))
    assert code_of(reserve_drawdown(work, made.id, 50_000_100, "k-1")) == "drawdown.entrusted_payment"
    reserved(work, made, 30_000_000, "k-2")
    split = reserve_drawdown(later(work, days=4), made.id, 30_000_000, "k-3")
    assert code_of(split) == "drawdown.entrusted_payment"
    assert isinstance(reserve_drawdown(later(work, days=6), made.id, 30_000_000, "k-4"), Drawdown)


def test_an_enterprise_has_the_threshold_of_working_capital(work: Work) -> None:
    """¥10 million to one payee (流动资金贷款管理办法)."""
    made = signed(work, replace(REVOLVING, limit_fen=90_000_000), audience=Audience.ENTERPRISE)
    reserved(work, made, 60_000_000)


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


def test_a_loan_with_a_fixed_fee_is_drawn_whole(work: Work) -> None:
    """¥300 on a tenth of the money would cost ten times what the table said."""
    made = signed(work, replace(TERM, fees=(NOTARY,)))
    assert code_of(reserve_drawdown(work, made.id, 1_000_000, "k-1")) == "drawdown.whole"


def test_a_late_short_drawdown_that_a_fee_makes_too_dear_is_refused(work: Work) -> None:
    """1.5 % up front is little for a year and 55 % a year for ten days."""
    made = signed(work, replace(REVOLVING, fees=(UPFRONT,)))
    assert isinstance(reserve_drawdown(later(work, days=30), made.id, 1_000_000, "k-1"), Drawdown)
    assert code_of(reserve_drawdown(later(work, days=355), made.id, 1_000_000, "k-2")) == "contract.price_cap"


def test_repaid_principal_frees_a_revolving_line_and_not_a_term_line(work: Work) -> None:
    """The programme has room again either way; more than was drawn is refused."""
    line, term, rail = signed(work), signed(work, TERM), MemoryRail()
    for made in (line, term):
        one = reserved(work, made, 4_000_000)
        pay_out(work, one.id, rail)
        assert isinstance(release(work, one.id, 1_500_000), Drawdown)
        assert code_of(release(work, one.id, 2_500_001)) == "drawdown.release.conflict"
    assert [it.what for it in check_books(work)] == ["books.principal"]
    assert used(work, line)[:2] == (0, 2_500_000)
    assert used(work, term) == (0, 4_000_000, 0, 5_000_000)


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


def test_a_kill_between_the_cancellation_and_the_books_expires_the_next_time(bank: Ground) -> None:
    """The rail has promised and we forgot: it promises again, and only then is anything free."""
    rail = MemoryRail()
    with bank.work(CLERK) as work:
        made = signed(work)
        one = reserved(work, made)
    with pytest.raises(KeyboardInterrupt), bank.work(CLERK) as work:
        assert expire_drawdowns(later(work, minutes=31), rail) == 1
        raise KeyboardInterrupt
    with bank.work(CLERK) as work:
        assert used(work, made) == (4_000_000, 0, 4_000_000, 0)
        assert pay_out(later(work), one.id, rail) is None
        assert seen(work, one).state is DrawdownState.VOIDED
        assert check_books(work) == ()


def test_what_was_written_by_hand_shows_as_a_difference(work: Work) -> None:
    """A limit that says less than its drawdowns add up to is found, with both figures."""
    made = signed(work)
    pay_out(work, reserved(work, made).id, MemoryRail())
    reserved(work, made, 1_000_000, "k-2")
    assert check_books(work) == ()
    by_hand = text("UPDATE loan.facility SET drawn_fen = drawn_fen - 1 WHERE kind = 'borrower'")
    work.connection.execute(by_hand)
    assert check_books(work) == (Difference("borrower.drawn", str(made.id), 3_999_999, 4_000_000),)


def test_a_round_expires_test_and_live_alike(bank: Ground) -> None:
    """Whoever sweeps, in whichever mode."""
    live = replace(CLERK, mode=Mode.LIVE)
    for actor in (CLERK, live):
        with bank.work(actor) as work:
            reserved(work, signed(work))
    with bank.work(live) as work:
        assert expire_drawdowns(later(work, minutes=31), MemoryRail()) == 2


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
