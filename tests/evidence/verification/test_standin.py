"""The stand-in, asked over real HTTP in a real second process."""

import os
import signal
import subprocess
import sys
import time
from datetime import date

import httpx
import pytest

from puhui.evidence import DebtReport, HttpClient, HttpProvider, Registration, VerificationResult, summarise
from puhui.evidence.verification import (
    EnterpriseFourFactor,
    FourFactor,
    ListScreening,
    Question,
    TwoFactor,
)
from puhui.kernel import Problem
from tests.evidence.conftest import CLOCK, started
from tests.evidence.making import TODAY

ID = "990000199001010017"
USCC = "91990000MA00TEX70J"


@pytest.mark.parametrize(
    ("question", "result"),
    [
        (TwoFactor("测试一", ID), "MATCH"),
        (TwoFactor("测试不符", ID), "MISMATCH"),
        (TwoFactor("测试无记录", ID), "NO_RECORD"),
        (TwoFactor("测试故障", ID), "ERROR"),
        (TwoFactor("测试乱码", ID), "ERROR"),
        (TwoFactor("测试一", "11010519491231002X"), "NO_RECORD"),
        (FourFactor("测试一", ID, "13800000000", "9999000000000012"), "MATCH"),
        (FourFactor("测试不符", ID, "13800000000", "9999000000000012"), "MISMATCH"),
        (EnterpriseFourFactor("测试小吃店", USCC, "测试一", ID), "MATCH"),
        (EnterpriseFourFactor("测试小吃店", USCC, "测试不符", ID), "MISMATCH"),
        (EnterpriseFourFactor("测试小吃店", "91350100M000100Y43", "测试一", ID), "NO_RECORD"),
        (ListScreening("测试一", ID), "NO_RECORD"),
        (ListScreening("测试名单"), "MATCH"),
        (ListScreening("测试重名", uscc=USCC), "MISMATCH"),
        (ListScreening("测试故障"), "ERROR"),
    ],
)
def test_a_magic_word_decides_the_answer(provider: HttpProvider, question: Question, result: str) -> None:
    """Four answers, and only made-up people are ever verified."""
    answer = provider.verify(question)
    assert answer.result.value == result
    assert (answer.reason is None) == (result != "ERROR")
    assert answer.at == CLOCK.instant
    assert answer.provider == "standin"
    if result != "ERROR":
        assert answer.reference is not None
        assert answer.reference.startswith("STANDIN-")


@pytest.mark.parametrize(
    ("question", "favourable"),
    [
        (TwoFactor("测试一", ID), True),
        (TwoFactor("测试无记录", ID), False),
        (ListScreening("测试一", ID), True),
        (ListScreening("测试名单", ID), False),
        (ListScreening("测试故障", ID), False),
    ],
)
def test_what_speaks_for_going_on_differs_between_factors_and_lists(
    provider: HttpProvider, question: Question, favourable: bool
) -> None:
    """A match of factors is good news, a match on a list is not; an error never is."""
    assert provider.verify(question).favourable is favourable


@pytest.mark.parametrize(
    ("name", "lenders", "overdue_days"),
    [("测试一", 1, 0), ("测试多头", 6, 0), ("测试逾期", 1, 45), ("测试无记录", 0, 0)],
)
def test_debts_follow_the_name(standin_url: str, name: str, lenders: int, overdue_days: int) -> None:
    """No debts known is a report; the machine's own date is the report's."""
    answer = httpx.post(f"{standin_url}/v1/debts", json={"name": name, "identifier": ID}).json()
    as_of = date.fromisoformat(answer["as_of"])
    report = HttpProvider(HttpClient(standin_url), CLOCK).debts(name, ID, as_of)
    assert isinstance(report, DebtReport)
    summary = summarise([report])
    assert summary is not None
    assert (summary.lenders, summary.worst_overdue_days) == (lenders, overdue_days)


@pytest.mark.parametrize("name", ["测试故障", "测试乱码"])
def test_a_broken_bureau_gives_a_problem_and_never_an_empty_report(provider: HttpProvider, name: str) -> None:
    """Silence is not innocence."""
    answer = provider.debts(name, ID, TODAY)
    assert isinstance(answer, Problem)
    assert answer.code.endswith(".unavailable")


def test_a_registration_is_found_by_code(provider: HttpProvider) -> None:
    """Company, 个体户 and cooperative by the code's second character; others are not registered."""
    found = provider.registration(USCC, TODAY)
    assert isinstance(found, Registration)
    assert found.kind is not None
    assert (found.kind.value, found.capital and found.capital.amount_fen) == ("company", 50_000_000)
    assert provider.registration("91350100M000100Y43", TODAY) is None


def test_a_share_of_answers_may_fail() -> None:
    """`--error-rate 1` fails always, and the adapter says so after its retry."""
    process, url = started("--error-rate", "1")
    try:
        answer = HttpProvider(HttpClient(url), CLOCK).verify(TwoFactor("测试一", ID))
    finally:
        process.terminate()
        process.wait(5)
    assert (answer.result, answer.reason) == (VerificationResult.ERROR, "status_503")


def test_a_slow_provider_is_an_error_in_time() -> None:
    """`--slow 5` against half a second of patience: an answer comes after half a second."""
    process, url = started("--slow", "5")
    try:
        began = time.monotonic()
        answer = HttpProvider(HttpClient(url, timeout_seconds=0.5), CLOCK).verify(TwoFactor("测试一", ID))
        took = time.monotonic() - began
    finally:
        process.kill()
        process.wait(5)
    assert (answer.result, answer.reason) == (VerificationResult.ERROR, "timeout")
    assert took < 2


@pytest.mark.faults
def test_it_dies_with_its_parent_even_when_that_is_killed() -> None:
    """A SIGKILL leaves no orphan on a port."""
    code = (
        "import subprocess, sys, time; from subprocess import PIPE;"
        "p = subprocess.Popen([sys.executable, '-m', 'puhui.evidence.standin'], stdout=PIPE, text=True);"
        "print(p.pid, p.stdout.readline().strip(), flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid, url = parent.stdout.readline().split()
    assert httpx.get(f"{url}/health").json()["standin"]
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait(5)
    deadline = time.monotonic() + 10
    while _answers(url) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _answers(url), pid


def _answers(url: str) -> bool:
    try:
        httpx.get(f"{url}/health", timeout=0.5)
    except httpx.HTTPError:
        return False
    return True
