"""Many at once, on real threads and connections: no limit exceeded, nothing doubled, no deadlock."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text

from puhui.ground import Ground
from puhui.ground.database import make_engine
from puhui.kernel import Problem
from puhui.loan import (
    AccountCode,
    Channel,
    Contract,
    Drawdown,
    DrawdownState,
    Facility,
    drawdowns,
    expire_drawdowns,
    facility_of,
    pay_out,
    programme,
    reserve_drawdown,
    set_programme,
    trial_balance,
)
from puhui.loan.standin import Conduct, MemoryRail, Till
from tests.loan.lending import CLERK, REVOLVING, later, signed

AT_ONCE = 20


@pytest.fixture
def crowd(bank: Ground) -> Iterator[Ground]:
    """The lender's process with a connection for each of the crowd."""
    engine = make_engine(bank.engine.url.render_as_string(hide_password=False), pool=AT_ONCE)
    yield replace(bank, engine=engine)
    engine.dispose()


def test_two_hundred_concurrent_drawdowns_never_exceed_a_line(crowd: Ground) -> None:
    """A line of ¥100,000, two hundred at once for ¥1,000: exactly a hundred are reserved."""
    made = _signed(crowd)
    found = Counter(_all(lambda n: _reserve(crowd, made, 100_000, f"k-{n}"), 200))
    assert found == {"reserved": 100, "drawdown.limit": 100}
    assert _line(crowd, made) == (10_000_000, 0)


def test_two_hundred_concurrent_drawdowns_never_exceed_a_programme(crowd: Ground) -> None:
    """Ten borrowers with room of their own, one programme of ¥50,000: exactly fifty are reserved."""
    lines = [_signed(crowd) for _ in range(10)]
    with crowd.work(CLERK) as work:
        assert isinstance(set_programme(work, Channel.PLATFORM, 5_000_000), Facility)
    found = Counter(_all(lambda n: _reserve(crowd, lines[n % 10], 100_000, f"k-{n}"), 200))
    assert found == {"reserved": 50, "drawdown.programme.unavailable": 150}
    with crowd.work(CLERK) as work:
        whole = programme(work, Channel.PLATFORM)
        assert whole is not None
        assert whole.reserved_fen == 5_000_000
    assert sum(_line(crowd, line)[0] for line in lines) == 5_000_000


def test_the_same_drawdown_sent_fifty_times_lends_once(crowd: Ground) -> None:
    """Fifty times the same key at once, each paying what it got: one movement, one entry, one drawdown."""
    made, rail = _signed(crowd), MemoryRail()

    def send(_number: int) -> UUID:
        with crowd.work(CLERK) as work:
            one = reserve_drawdown(later(work), made.id, 4_000_000, "the one")
            assert isinstance(one, Drawdown), one
        with crowd.work(CLERK) as work:
            assert pay_out(later(work), one.id, rail) is None
        return one.id

    assert len(set(_all(send, 50))) == 1
    assert [it.amount_fen for it in rail.movements()] == [4_000_000]
    assert _line(crowd, made) == (0, 4_000_000)
    with crowd.work(CLERK) as work:
        assert trial_balance(work)[AccountCode.PRINCIPAL] == 4_000_000


def test_reserving_paying_and_expiring_together_agree_at_the_end(crowd: Ground) -> None:
    """Four lines, a rail that loses, refuses and hangs: what it has paid is what is in the books."""
    lines = [_signed(crowd, 2_000_000) for _ in range(4)]
    rail = MemoryRail(Till(lambda _deed, _account, fen: _CONDUCTS[fen // 10_000 % len(_CONDUCTS)]))
    asked: list[UUID] = []
    lock = threading.Lock()

    def step(number: int) -> None:
        with crowd.work(CLERK) as work:
            fen = 100_000 + number % 7 * 10_000
            one = reserve_drawdown(later(work), lines[number % 4].id, fen, f"k-{number}")
        if isinstance(one, Drawdown):
            with lock:
                asked.append(one.id)
            with crowd.work(CLERK) as work:
                pay_out(later(work), one.id, rail)
        if number % 5 == 0:
            with crowd.work(CLERK) as work:
                expire_drawdowns(later(work, minutes=31), rail)

    _all(step, 120)
    for _ in range(20):
        with crowd.work(CLERK) as work:
            expire_drawdowns(later(work, minutes=31), rail)
    with crowd.work(CLERK) as work:
        posted = drawdowns(work, DrawdownState.POSTED, at_most=500)
        assert drawdowns(work, DrawdownState.RESERVED) == ()
        paid = {it.key: it.amount_fen for it in rail.movements() if it.state == "paid"}
        assert {str(one.id): one.paid_out_fen for one in posted} == paid
        assert trial_balance(work)[AccountCode.PRINCIPAL] == sum(paid.values())
        assert sum(trial_balance(work).values()) == 0
    assert sum(_line(crowd, line)[1] for line in lines) == sum(paid.values())
    assert all(_line(crowd, line)[0] == 0 for line in lines)


_CONDUCTS = (Conduct.PAY, Conduct.LOSE_ANSWER, Conduct.CLOSED, Conduct.HANG, Conduct.PAY)


def _all(doing: Callable[[int], object], times: int) -> list[object]:
    """Every number once, twenty at a time, all begun together."""
    gate = threading.Barrier(AT_ONCE)

    def begun(number: int) -> object:
        if number < AT_ONCE:
            gate.wait(30)
        return doing(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(begun, range(times)))


def _signed(crowd: Ground, limit_fen: int = 10_000_000) -> Contract:
    with crowd.work(CLERK) as work:
        return signed(work, replace(REVOLVING, limit_fen=limit_fen))


def _reserve(crowd: Ground, made: Contract, amount_fen: int, key: str) -> str:
    with crowd.work(CLERK) as work:
        work.connection.execute(text("SET LOCAL statement_timeout = '60s'"))
        one = reserve_drawdown(later(work), made.id, amount_fen, key)
    return one.code if isinstance(one, Problem) else one.state


def _line(crowd: Ground, made: Contract) -> tuple[int, int]:
    with crowd.work(CLERK) as work:
        line = facility_of(work, made.id)
        assert line is not None
        return line.reserved_fen, line.drawn_fen
