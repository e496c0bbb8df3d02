"""Whatever happens in whatever order, the money at the rail, the books, the drawdowns and both limits agree.

Hypothesis plays the borrower, the outbox, the sweeper, a clumsy person and a rail that answers late, twice,
not at all or to the contrary of what it did. The rail keeps one promise: a key it has cancelled never pays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from puhui.ground import Work
from puhui.loan import (
    Account,
    AccountCode,
    Cancelled,
    Contract,
    Drawdown,
    DrawdownState,
    Paid,
    Refused,
    Unclear,
    balances_of,
    check_books,
    drawdowns_of,
    expire_drawdowns,
    facility_of,
    pay_out,
    programme,
    recheck_drawdown,
    reserve_drawdown,
    trial_balance,
    void_drawdown,
)
from puhui.loan.standin import Conduct, MemoryRail, Till
from tests.loan.lending import REVOLVING, later, signed

LIMIT_FEN = 100_000
MOODS = (
    "honest",
    "silent",
    "lost",
    "lies_refused",
    "lies_amount",
    "pays_less",
    "cancel_lost",
    "hangs",
    "closed",
)


@dataclass
class MoodyRail:
    """Its till is honest; what it says follows its mood."""

    mood: str = "honest"
    till: MemoryRail = field(default_factory=MemoryRail)

    def __post_init__(self) -> None:
        conducts = {"hangs": Conduct.HANG, "closed": Conduct.CLOSED}
        self.till = MemoryRail(Till(lambda *_: conducts.get(self.mood, Conduct.PAY)))

    def pay(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """What happens, and what is said about it."""
        if self.mood == "silent":
            return Unclear("timeout")
        said = self.till.pay(key, account, amount_fen - 100 if self.mood == "pays_less" else amount_fen)
        if self.mood == "lost":
            return Unclear("timeout")
        if self.mood == "lies_refused":
            return Refused("busy")
        return replace(said, amount_fen=said.amount_fen + 100) if self._lies(said) else said  # type: ignore[arg-type,union-attr]

    def collect(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Nobody collects here."""
        raise NotImplementedError

    def status(self, key: str) -> Paid | Refused | Cancelled | Unclear:
        """Honest, unless nothing is said at all."""
        return Unclear("timeout") if self.mood == "silent" else self.till.status(key)

    def cancel(self, key: str) -> Cancelled | Paid | Unclear:
        """Done, and perhaps not heard."""
        if self.mood == "silent":
            return Unclear("timeout")
        said = self.till.cancel(key)
        if self.mood == "cancel_lost":
            return Unclear("timeout")
        return replace(said, amount_fen=said.amount_fen + 100) if self._lies(said) else said  # type: ignore[arg-type,union-attr]

    def _lies(self, said: object) -> bool:
        return self.mood == "lies_amount" and isinstance(said, Paid)


Step = tuple[str, int, str]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("reserve", "pay", "pay", "pay", "void", "expire", "recheck", "wait")),
        st.integers(0, 4),
        st.sampled_from(MOODS),
    ),
    min_size=8,
    max_size=24,
)


@pytest.fixture
def made(work: Work) -> Contract:
    """A signed line of ¥1,000."""
    return signed(work, replace(REVOLVING, limit_fen=LIMIT_FEN))


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
@example(steps=[("pay", 0, "lies_refused")])
@example(steps=[("pay", 0, "lies_amount"), ("wait", 4, "honest"), ("expire", 0, "honest")])
@example(steps=[("pay", 0, "pays_less"), ("wait", 4, "honest"), ("expire", 0, "honest")])
@example(steps=[("pay", 0, "lost"), ("wait", 4, "silent"), ("expire", 0, "silent"), ("pay", 0, "honest")])
@example(steps=[("pay", 0, "hangs"), ("void", 0, "cancel_lost"), ("pay", 0, "honest")])
def test_rail_books_drawdowns_and_limits_agree_in_any_order(
    work: Work, made: Contract, steps: Sequence[Step]
) -> None:
    """After every step and, once everything is quiet, to the fen: paid is posted and posted is paid."""
    with work.connection.begin_nested() as undo:
        _play(work, made, [("reserve", 0, "honest"), ("reserve", 1, "honest"), *steps])
        undo.rollback()


def _play(work: Work, made: Contract, steps: Sequence[Step]) -> None:
    rail, now = MoodyRail(), later(work)
    for what, number, mood in steps:
        rail.mood = mood
        now = _step(now, made, rail, what, number)
        _holds(now, made)
    _quiet(now, made, rail)


def _step(work: Work, made: Contract, rail: MoodyRail, what: str, number: int) -> Work:
    all_ = drawdowns_of(work, made.id)
    if what == "wait":
        return later(work, minutes=4 + 7 * number)
    if what == "expire":
        expire_drawdowns(work, rail)
    elif what == "reserve" or not all_:
        reserve_drawdown(work, made.id, 10_000 + 10_000 * number, f"k-{number}")
    else:
        one = all_[number % len(all_)].id
        if what == "pay":
            pay_out(work, one, rail)
        elif what == "void":
            void_drawdown(work, one, "person", rail)
        else:
            recheck_drawdown(work, one, rail)
    return work


def _holds(work: Work, made: Contract) -> None:
    """At any moment: limits are the sum of their drawdowns, books are balanced and hold what was posted."""
    all_ = drawdowns_of(work, made.id)
    reserved_fen, posted_fen = _sum(all_, DrawdownState.RESERVED), _sum(all_, DrawdownState.POSTED)
    line, whole = facility_of(work, made.id), programme(work, made.channel)
    assert line is not None
    assert (line.reserved_fen, line.drawn_fen) == (reserved_fen, posted_fen)
    assert line.reserved_fen + line.drawn_fen <= LIMIT_FEN
    if whole is not None:
        assert (whole.reserved_fen, whole.drawn_fen) == (reserved_fen, posted_fen)
    assert trial_balance(work)[AccountCode.PRINCIPAL] == posted_fen
    assert check_books(work) == ()
    work.connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    work.connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))


def _quiet(work: Work, made: Contract, rail: MoodyRail) -> None:
    """The rail comes to its senses, the time runs out, a person looks: then all has ended and agrees.

    Only what was truly paid in another amount stays reserved, flagged for people and out of the books.
    """
    rail.mood = "honest"
    work = later(work, hours=2)
    while expire_drawdowns(work, rail):
        pass
    for one in drawdowns_of(work, made.id):
        if one.flagged:
            recheck_drawdown(work, one.id, rail)
    _holds(work, made)
    paid = {it.key: it.amount_fen for it in rail.till.movements() if it.state == "paid"}
    for one in drawdowns_of(work, made.id):
        paid_fen, is_posted = paid.pop(str(one.id), 0), one.state is DrawdownState.POSTED
        assert one.flagged == (paid_fen not in {0, one.paid_out_fen})
        assert (one.state is DrawdownState.RESERVED) == one.flagged
        assert is_posted == (paid_fen == one.paid_out_fen)
        assert -balances_of(work, one.id)[AccountCode.SETTLEMENT_CASH] == (paid_fen if is_posted else 0)
    assert paid == {}


def _sum(all_: Sequence[Drawdown], state: DrawdownState) -> int:
    return sum(one.amount_fen for one in all_ if one.state is state)
