"""The stand-in rail: a real second process, once for each key, and whole again after a kill -9."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from puhui.evidence import HttpClient
from puhui.kernel.identifiers import BankCard, parse_bank_card
from puhui.loan import Account, Cancelled, HttpRail, Paid, Refused, Unclear
from puhui.loan.http_rail import read_answer
from puhui.loan.standin import MemoryRail, MovementState, Till
from puhui.loan.standin.journal import Journal, read_journal
from tests.conftest import ROOT

GOOD = Account("测试一", "9999000000000012")
CLOSED = Account("测试一", "9999000000020101")
POOR = Account("测试一", "9999000000000202")
SLOW = Account("测试一", "9999000000080303")
LOSING = Account("测试一", "9999000000060404")
HANGING = Account("测试一", "9999000000040505")


@contextmanager
def standing(
    state: Path | None = None, slow: float = 0.0, patience_seconds: float = 2
) -> Iterator[tuple[HttpRail, subprocess.Popen[str]]]:
    """The stand-in as a process, and a rail that talks to it."""
    told = [sys.executable, "-m", "puhui.loan.standin", "--port", "0", "--slow", str(slow)]
    told += ["--state", str(state)] if state else []
    process = subprocess.Popen(told, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    client = HttpClient(process.stdout.readline().strip(), timeout_seconds=patience_seconds, retries=0)
    try:
        yield HttpRail(client), process
    finally:
        client.close()
        process.kill()
        process.wait(10)
        process.stdout.close()


def movements(rail: HttpRail) -> list[dict[str, Any]]:
    """What the process says has moved."""
    told: list[dict[str, Any]] = httpx.get(f"{rail.client.base_url}/movements", trust_env=False).json()[
        "movements"
    ]
    return told


@pytest.fixture(scope="module")
def rail() -> Iterator[HttpRail]:
    """One process for the tests that do not kill it."""
    with standing(slow=3.0) as (rail, _process):
        yield rail


def test_each_card_behaves_as_the_table_says(rail: HttpRail) -> None:
    """Paid, closed, without funds, slow, losing its answer, hanging."""
    assert isinstance(rail.pay("a1", GOOD, 100), Paid)
    assert rail.pay("a2", CLOSED, 100) == Refused("account_closed")
    assert isinstance(rail.pay("a3", POOR, 100), Paid)
    assert rail.collect("a4", POOR, 100) == Refused("no_funds")
    assert rail.pay("a5", SLOW, 100) == Unclear("timeout")
    assert isinstance(rail.status("a5"), Paid)
    assert rail.pay("a6", LOSING, 100) == Unclear("status_500")
    assert isinstance(rail.pay("a6", LOSING, 100), Paid)
    assert rail.pay("a7", HANGING, 100) == Unclear("status_202")
    assert rail.cancel("a7") == Cancelled()
    assert rail.pay("a7", HANGING, 100) == Refused("cancelled")


def test_every_card_of_the_table_is_a_card() -> None:
    """Made up, and yet with a right check digit, so that a form takes it."""
    for account in (GOOD, CLOSED, POOR, SLOW, LOSING, HANGING):
        assert isinstance(parse_bank_card(account.bank_card), BankCard)


def test_a_key_moves_money_once_and_says_the_same_for_ever(rail: HttpRail) -> None:
    """Asked fifty times at once, by pay and by status."""
    with ThreadPoolExecutor(10) as pool:
        said = set(pool.map(lambda _n: rail.pay("b1", GOOD, 4_000_000), range(50)))
    assert len(said) == 1
    assert rail.status("b1") in said
    assert [it["amount_fen"] for it in movements(rail) if it["key"] == "b1"] == [4_000_000]


def test_a_key_with_other_content_is_no_new_payment(rail: HttpRail) -> None:
    """Another amount, another card or the other direction under the same key."""
    rail.pay("c1", GOOD, 100)
    assert rail.pay("c1", GOOD, 101) == Unclear("status_409")
    assert rail.pay("c1", POOR, 100) == Unclear("status_409")
    assert rail.collect("c1", GOOD, 100) == Unclear("status_409")
    assert rail.status("c1") == rail.pay("c1", GOOD, 100)


def test_a_cancelled_key_never_pays_and_a_paid_one_is_not_cancelled(rail: HttpRail) -> None:
    """Also one that was never heard of before."""
    assert rail.status("d1") == Unclear("status_404")
    assert rail.cancel("d1") == Cancelled()
    assert rail.pay("d1", GOOD, 100) == Refused("cancelled")
    rail.pay("d2", GOOD, 100)
    assert isinstance(rail.cancel("d2"), Paid)


def test_nothing_of_a_card_but_its_end_is_kept(rail: HttpRail) -> None:
    """The list of movements names nobody."""
    rail.pay("e1", GOOD, 100)
    told = str(movements(rail))
    assert GOOD.bank_card not in told
    assert GOOD.holder not in told


@pytest.mark.faults
def test_a_killed_rail_remembers_every_movement_it_told_of(tmp_path: Path) -> None:
    """Payments one after the other, SIGKILL in between, twice: nothing is lost and nothing doubled."""
    state = tmp_path / "payments.jsonl"
    paid: dict[str, object] = {}
    for generation in range(2):
        with standing(state, patience_seconds=20) as (rail, process):
            for key, said in paid.items():
                assert rail.status(key) == said
            for number in range(10):
                key = f"g{generation}-{number}"
                paid[key] = rail.pay(key, GOOD, 100 + number)
                assert isinstance(paid[key], Paid)
            process.send_signal(signal.SIGKILL)
            process.wait(10)
    with standing(state, patience_seconds=20) as (rail, _process):
        assert {it["key"] for it in movements(rail)} == set(paid)
        assert rail.pay("g0-0", GOOD, 100) == paid["g0-0"]


def test_a_torn_last_line_is_cut_off_and_the_rest_stands(tmp_path: Path) -> None:
    """Nobody was told of a movement whose line did not reach the disk whole."""
    state = tmp_path / "payments.jsonl"
    journal = Journal(state)
    MemoryRail(Till(keep=journal.keep)).pay("k1", GOOD, 100)
    journal.close()
    with state.open("ab") as file:
        file.write(b'{"key": "k2", "deed": "pa')
    again = Journal(state)
    rail = MemoryRail(Till(keep=again.keep, known=read_journal(state)))
    assert rail.status("k1") == Paid(100, "RAIL-00000001")
    assert rail.status("k2") == Unclear("unknown")
    assert isinstance(rail.pay("k2", GOOD, 100), Paid)
    again.close()
    assert [it.key for it in read_journal(state)] == ["k1", "k2"]


def test_the_process_and_the_in_process_rail_say_the_same(rail: HttpRail) -> None:
    """One till, two ways to it."""
    memory = MemoryRail()
    for account in (GOOD, CLOSED, POOR):
        key = f"m-{account.bank_card[-4:]}"
        ours, theirs = memory.pay(key, account, 100), rail.pay(key, account, 100)
        assert type(ours) is type(theirs)
        assert isinstance(ours, Paid) or ours == theirs
    assert {it.state for it in memory.movements()} == {MovementState.PAID, MovementState.REFUSED}


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"state": "paid"},
        {"state": "paid", "amount_fen": 100},
        {"state": "paid", "amount_fen": True, "reference": "R"},
        {"state": "paid", "amount_fen": 100.0, "reference": "R"},
        {"state": "paid", "amount_fen": -100, "reference": "R"},
        {"state": "paid", "amount_fen": 100, "reference": "测试"},
        {"state": "PAID", "amount_fen": 100, "reference": "R"},
        {"state": ["cancelled"]},
    ],
)
def test_an_odd_answer_is_no_answer(answer: dict[str, Any]) -> None:
    """Whatever is not said cleanly moves nothing in the books."""
    assert read_answer(answer) == Unclear("odd_answer")


def test_nobody_there_is_unclear_and_never_a_refusal() -> None:
    """A connection that cannot be made says nothing about money."""
    rail = HttpRail(HttpClient("http://127.0.0.1:9", timeout_seconds=0.5, retries=0))
    for said in (rail.pay("x", GOOD, 1), rail.collect("x", GOOD, 1), rail.cancel("x"), rail.status("x")):
        assert isinstance(said, Unclear)
