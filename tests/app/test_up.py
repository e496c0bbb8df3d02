"""`puhui up`: one command, sentences instead of stack traces, a clean end whatever ends it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

_PATIENCE_SECONDS = 60


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder that the account PostgreSQL runs under can reach."""
    folder = Path(tempfile.mkdtemp(prefix="puhui-up-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """`puhui up …` as a person would start it; what it says is read from stderr."""
    return subprocess.Popen(
        [sys.executable, "-c", "from puhui.app.cli import main; main()", "up", *arguments],
        env={**os.environ, "PUHUI_HOME": str(home), "PUHUI_DURABLE": "0", "PUHUI_LANG": "en"},
        stderr=subprocess.PIPE,
        text=True,
    )


def address_of(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Where it listens, once it says so, and everything it said before."""
    said = ""
    assert process.stderr is not None
    for line in process.stderr:
        said += line
        if found := re.search(r"Pages at (http://\S+?)/ ", said):
            return found[1], said
    raise AssertionError(said)


@contextmanager
def running(home: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A running Puhui, its address and what it said; killed if the test leaves it running."""
    process = start(home, "--port", "0", *arguments)
    try:
        yield (process, *address_of(process))
    finally:
        process.kill()
        process.wait()


def answering(pid: int, many: int) -> list[int]:
    """The processes that answer beside this one, once there are so many of them."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        found = [
            child.pid
            for child in psutil.Process(pid).children()
            if child.is_running() and "puhui.app.answering" in " ".join(_command(child))
        ]
        if len(found) == many:
            return found
        assert time.monotonic() < deadline, found
        time.sleep(0.1)


def _command(child: psutil.Process) -> list[str]:
    try:
        return list(child.cmdline())
    except psutil.Error:
        return []


def gone(pids: list[int]) -> bool:
    """Whether all of these processes end within a few seconds."""
    deadline = time.monotonic() + 15
    while any(psutil.pid_exists(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(psutil.pid_exists(pid) for pid in pids)


def test_it_says_what_it_does_and_ends_cleanly_when_told(home: Path) -> None:
    """Database, stand-in, worker, address; on SIGTERM all goes, and the next start finds its database."""
    with running(home, "--demo") as (process, address, said):
        for step in ("Starting the database", "database is ready", "stand-in", "worker"):
            assert step in said
        assert httpx.get(f"{address}/health").json()["status"] == "ok"
        assert httpx.get(f"{address}/").status_code == 200
        ours = [child.pid for child in psutil.Process(process.pid).children(recursive=True)]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert gone(ours)
    database = (home / "postgres" / "cluster" / "PG_VERSION").stat().st_mtime_ns
    with running(home) as (process, address, said):
        assert (home / "postgres" / "cluster" / "PG_VERSION").stat().st_mtime_ns == database
        assert "every application is referred" in said
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_several_processes_answer_at_one_port_and_one_that_dies_is_replaced(home: Path) -> None:
    """Two beside the first; killed, another takes its place; told to stop, all of them go."""
    with running(home, "--processes", "3") as (process, address, _):
        first = answering(process.pid, 2)
        psutil.Process(first[0]).kill()
        assert gone(first[:1])
        ours = [*answering(process.pid, 2), *first]
        for _ in range(20):
            assert httpx.get(f"{address}/health").json()["status"] == "ok"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert gone(ours)


@pytest.mark.faults
def test_killed_outright_it_leaves_nothing_running_and_starts_again(home: Path) -> None:
    """No stand-in, no server, no lock stays behind a SIGKILL."""
    with running(home, "--demo") as (process, _, _):
        ours = [child.pid for child in psutil.Process(process.pid).children(recursive=True)]
        process.kill()
        process.wait()
        assert gone(ours)
    with running(home) as (_, address, _):
        assert httpx.get(f"{address}/health").status_code == 200


def test_two_share_a_folder_and_a_taken_port_is_told_apart(home: Path) -> None:
    """A second Puhui on the folder may run; on the same port it hears who is there."""
    with running(home) as (_, address, _), running(home) as (_, other, said):
        assert "Another Puhui is using this folder" in said
        assert httpx.get(f"{other}/health").status_code == 200
        third = start(home, "--port", address.rpartition(":")[2])
        assert "A Puhui is already running here" in third.communicate(timeout=_PATIENCE_SECONDS)[1]
        assert third.returncode == 3


def test_another_programs_port_and_a_strange_address_are_told_at_once(home: Path) -> None:
    """Before the database is started, and with what to do instead."""
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        taken = start(home, "--port", str(stranger.getsockname()[1]))
        said = taken.communicate(timeout=_PATIENCE_SECONDS)[1]
    assert "Another program is using this port" in said and "--port 8080" in said
    strange = start(home, "--host", "203.0.113.7")
    assert "does not have this address" in strange.communicate(timeout=_PATIENCE_SECONDS)[1]
    assert (taken.returncode, strange.returncode) == (3, 3)
    assert "Traceback" not in said and not (home / "postgres").exists()


def test_an_institution_answers_in_its_own_name(home: Path) -> None:
    """Its own home, database login and pages; what is not configured is said, and the next start is quick."""
    with running(home, "--role", "institution", "--name", "test_brook_bank") as (process, address, said):
        assert "Test Brook Bank" in said
        assert "No payment rail is configured" in said and "No credit bureau is configured" in said
        assert httpx.get(f"{address}/health").json()["status"] == "ok"
        assert "测试溪流银行" in httpx.get(f"{address}/").text
        assert "/partner/v1/applications" in httpx.get(f"{address}/openapi.json").json()["paths"]
        assert "/partner/v1/events" not in httpx.get(f"{address}/openapi.json").json()["paths"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--role", "institution"], "has to say which institution"),
        (["--role", "institution", "--name", "nobody"], "The catalogue has no nobody"),
        (["--role", "platform", "--name", "test_brook_bank"], "has no institution's code"),
        (["--policies", "{home}"], "policy tables are not whole"),
        (["--models", "{home}"], "scorecard"),
        (["--fault", "often"], "This fault is not understood"),
    ],
)
def test_a_party_that_is_not_whole_does_not_open(home: Path, arguments: list[str], sentence: str) -> None:
    """A name that is missing or unknown, a broken policy, a missing model: a sentence and no service."""
    process = start(home, "--port", "0", *(it.format(home=home) for it in arguments))
    said = process.communicate(timeout=_PATIENCE_SECONDS)[1]
    assert sentence in said and "Traceback" not in said
    assert process.returncode == 3
