"""A reservation ends by silence, and only after the rail has promised never to pay."""

from dataclasses import replace

import pytest

from puhui.ground import Ground, Mode, Work
from puhui.loan import (
    Account,
    Cancelled,
    Drawdown,
    DrawdownState,
    Refused,
    Unclear,
    check_books,
    expire_drawdowns,
    pay_out,
    void_drawdown,
)
from puhui.loan.standin import Conduct, MemoryRail, Till
from tests.loan.drawn import ToldRail, reserved, seen, used
from tests.loan.lending import ACCOUNT, CLERK, later, signed


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


def test_a_round_expires_test_and_live_alike(bank: Ground) -> None:
    """Whoever sweeps, in whichever mode."""
    live = replace(CLERK, mode=Mode.LIVE)
    for actor in (CLERK, live):
        with bank.work(actor) as work:
            reserved(work, signed(work))
    with bank.work(live) as work:
        assert expire_drawdowns(later(work, minutes=31), MemoryRail()) == 2
