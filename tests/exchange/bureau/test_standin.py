"""The made-up bureau as a real process: made-up files, exact counts, and a memory that survives a kill."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import httpx

from puhui.evidence import HttpClient
from puhui.exchange.bureau import BureauReport, HttpBureau, Inquiry
from puhui.exchange.bureau.standin import Books
from puhui.exchange.bureau.standin.files import debts_in_file
from puhui.exchange.ports import Deposited
from puhui.kernel import FixedClock, Problem

TODAY = date(2100, 1, 1)


@contextmanager
def _process(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "puhui.exchange.bureau.standin", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout
            yield child.stdout.readline().strip(), child
        finally:
            child.kill()


def _ask(url: str, confirmation_id: str, name: str = "测试老板") -> BureauReport | Problem:
    client = HttpClient(url)
    try:
        inquiry = Inquiry("test_cra_one", confirmation_id, "consent-1", name, "990000199001010017")
        return HttpBureau(client, "test_brook_bank").inquire(inquiry, TODAY)
    finally:
        client.close()


def test_the_process_counts_fifty_askings_of_one_confirmation_once() -> None:
    """Fifty concurrent retries of the same inquiry are one inquiry."""
    with _process() as (url, _), ThreadPoolExecutor(10) as many:
        reports = list(many.map(lambda _: _ask(url, "yes-0001"), range(50)))
        told = httpx.get(f"{url}/inquiries", trust_env=False).json()
        assert told["total"] == 1
        numbers = {report.number for report in reports if isinstance(report, BureauReport)}
        assert numbers == {"INQ-00000001"} and len(reports) == 50
        assert sum(not r.is_repeated for r in reports if isinstance(r, BureauReport)) == 1
        assert httpx.get(f"{url}/health", trust_env=False).json()["cra_id"] == "test_cra_one"


def test_a_killed_bureau_comes_back_knowing_what_it_said(tmp_path: Path) -> None:
    """SIGKILL between two askings: the second is still the same inquiry, and the parcel is still there."""
    state = tmp_path / "bureau.jsonl"
    with _process("--state", str(state)) as (url, child):
        first = _ask(url, "yes-0001")
        client = HttpClient(url)
        left = HttpBureau(client, "platform").deposit({"a": 1}, "test_brook_bank", "consent-1")
        client.close()
        child.kill()
    state.write_bytes(state.read_bytes() + b'{"kind": "inquiry", "torn')
    with _process("--state", str(state)) as (url, _):
        again = _ask(url, "yes-0001")
        assert isinstance(first, BureauReport) and isinstance(again, BureauReport)
        assert again.is_repeated and again.number == first.number
        assert isinstance(left, Deposited)
        client = HttpClient(url)
        assert HttpBureau(client, "test_brook_bank").collect("test_cra_one", left.parcel) == {"a": 1}
        client.close()
        _ask(url, "yes-0002")
    assert len(Books(FixedClock(datetime(2026, 11, 23, tzinfo=UTC)), state=state).inquiries()) == 2


def test_the_state_names_nobody(tmp_path: Path) -> None:
    """No name and no identity number is written into the bureau's file."""
    state = tmp_path / "bureau.jsonl"
    with _process("--state", str(state)) as (url, _):
        _ask(url, "yes-0001")
    written = state.read_text(encoding="utf-8")
    assert "yes-0001" in written and "测试老板" not in written and "9900001990" not in written


def test_a_broken_bureau_is_no_answer() -> None:
    """An error of the bureau is unavailable, and nothing was counted."""
    with _process() as (url, _):
        broken = _ask(url, "yes-0001", "测试故障")
        assert isinstance(broken, Problem) and broken.code == "bureau.unavailable"
        assert httpx.get(f"{url}/inquiries", trust_env=False).json()["total"] == 0


def test_files_are_made_up_from_the_identity_alone() -> None:
    """Of 2,000 made-up people about half owe nothing, a few are behind, and nobody's file ever changes."""
    people = [f"9900001990{n:08d}" for n in range(2_000)]
    files = [debts_in_file("测试", person) for person in people]
    assert files == [debts_in_file("测试", person) for person in people]
    with_debts = [debts for debts in files if debts]
    behind = [debts for debts in with_debts if debts[0]["status"] == "overdue"]
    assert 0.50 <= len(with_debts) / 2_000 <= 0.60
    assert 0.03 <= len(behind) / len(with_debts) <= 0.09
    assert all("测试" in debt["lender"] for debts in with_debts for debt in debts)


def test_a_word_in_a_name_steers_the_file() -> None:
    """A test asks for many lenders, an overdue debt or none by the name."""
    person = "990000199001010017"
    assert len(debts_in_file("测试多头", person) or []) == 6
    assert (debts_in_file("测试逾期", person) or [{}])[0]["overdue_days"] == 45
    assert debts_in_file("测试无负债", person) == []
