"""Whatever happens in whatever order, the money at the rail, the books, the drawdowns and both limits agree.

Hypothesis plays the borrower, the outbox, the sweeper, a clumsy person and a rail that answers late, twice,
not at all or to the contrary of what it did. The rail keeps one promise: a key it has cancelled never pays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from puhui.ground import Work
from puhui.kernel import FixedClock
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
    drawdown,
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
from tests.loan.lending import REVOLVING, signed

LIMIT_FEN = 100_000
MOODS = ("honest", "silent", "lost", "lies_refused", "lies_amount", "cancel_lost", "hangs", "closed")


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
        said = self.till.pay(key, account, amount_fen)
        if self.mood == "lost":
            return Unclear("timeout")
        if self.mood == "lies_refused":
            return Refused("busy")
        return replace(said, amount_fen=said.amount_fen + 100) if self._lies(said) else said  # type: ignore[arg-type,return-value,union-attr]

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
        return replace(said, amount_fen=said.amount_fen + 100) if self._lies(said) else said  # type: ignore[arg-type,return-value,union-attr]

    def _lies(self, said: object) -> bool:
        return self.mood == "lies_amount" and isinstance(said, Paid)


Step = tuple[str, int, str]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("reserve", "pay", "pay", "void", "expire", "recheck", "wait")),
        st.integers(0, 5),
        st.sampled_from(MOODS),
    ),
    min_size=5,
    max_size=30,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_rail_books_drawdowns_and_limits_agree_in_any_order(work: Work, steps: Sequence[Step]) -> None:
    """After every step and, once everything is quiet, to the fen: paid is posted and posted is paid."""
    with work.connection.begin_nested() as undo:
        _play(work, steps)
        undo.rollback()


def _play(work: Work, steps: Sequence[Step]) -> None:
    made, rail = signed(work, replace(REVOLVING, limit_fen=LIMIT_FEN)), MoodyRail()
    now = replace(work, clock=FixedClock(work.now() + timedelta(seconds=10)))
    for what, number, mood in steps:
        rail.mood = mood
        now = _step(now, made, rail, what, number)
        _holds(now, made)
    _quiet(now, made, rail)


def _step(work: Work, made: Contract, rail: MoodyRail, what: str, number: int) -> Work:
    one = _numbered(work, made, number)
    if what == "reserve":
        reserve_drawdown(work, made.id, 10_000 + 10_000 * number, f"k-{number}")
    elif what == "wait":
        return replace(work, clock=FixedClock(work.now() + timedelta(minutes=7 * number)))
    elif what == "expire":
        expire_drawdowns(work, rail)
    elif one is not None and what == "pay":
        pay_out(work, one, rail)
    elif one is not None and what == "void":
        void_drawdown(work, one, "person", rail)
    elif one is not None:
        recheck_drawdown(work, one, rail)
    return work


def _numbered(work: Work, made: Contract, number: int) -> UUID | None:
    known = {one.key: one.id for one in drawdowns_of(work, made.id)}
    return known.get(f"k-{number}")


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
    books = trial_balance(work)
    assert sum(books.values()) == 0
    assert books[AccountCode.PRINCIPAL] == posted_fen
    work.connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    work.connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))


def _quiet(work: Work, made: Contract, rail: MoodyRail) -> None:
    """The rail comes to its senses, the time runs out, a person looks: then all has ended and agrees."""
    rail.mood = "honest"
    work = replace(work, clock=FixedClock(work.now() + timedelta(hours=2)))
    while expire_drawdowns(work, rail):
        pass
    for one in drawdowns_of(work, made.id):
        if one.flagged:
            recheck_drawdown(work, one.id, rail)
    _holds(work, made)
    all_ = drawdowns_of(work, made.id)
    assert _sum(all_, DrawdownState.RESERVED) == 0
    paid = {it.key: it.amount_fen for it in rail.till.movements() if it.state == "paid"}
    posted = {str(one.id): one.amount_fen for one in all_ if one.state is DrawdownState.POSTED}
    assert posted == paid
    for key in posted:
        kept = drawdown(work, UUID(key))
        assert isinstance(kept, Drawdown)
        assert balances_of(work, kept.id)[AccountCode.SETTLEMENT_CASH] == -paid[key]


def _sum(all_: Sequence[Drawdown], state: DrawdownState) -> int:
    return sum(one.amount_fen for one in all_ if one.state is state)
