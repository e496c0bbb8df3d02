"""kill -9 at any moment: no server is left behind, and the next start finds everything."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from puhui.ground.database import embedded_server, remove_cluster

pytestmark = [pytest.mark.faults, pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG")]

_USER = """
import sys, time; from pathlib import Path
from puhui.ground.database import embedded_server
with embedded_server(Path(sys.argv[1]), durable=False, steadfast="steadfast" in sys.argv) as s:
    print(s.keeper_pid, s.sockets, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder that is checked to have no server left, then removed."""
    folder = Path(tempfile.mkdtemp(prefix="puhui-fault-"))
    folder.chmod(0o711)
    yield folder
    _nothing_left(folder)
    remove_cluster(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _processes_of(home: Path) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if _is_of(process, home)]


def _is_of(process: psutil.Process, home: Path) -> bool:
    try:
        name, command = process.name(), process.cmdline()
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        if name == "postgres":
            return any(str(home) in word for word in (*command, process.cwd()))
        return any("embedded/keeper" in word for word in command) and any(
            str(home) in word for word in command
        )
    except psutil.Error:
        return False


def _nothing_left(home: Path, within_seconds: float = 5.0) -> None:
    """A tenth of a second on an idle machine; more where many tests share two cores."""
    deadline = time.monotonic() + within_seconds
    while left := _processes_of(home):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def _start_user(home: Path, *wishes: str) -> tuple["subprocess.Popen[str]", int, Path]:
    command = [sys.executable, "-c", _USER, str(home), *wishes]
    user = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert user.stdout is not None
    keeper_pid, sockets = user.stdout.readline().split()
    return user, int(keeper_pid), Path(sockets)


def _kill(user: "subprocess.Popen[str]") -> None:
    user.kill()
    user.wait()


def _connect(sockets: Path) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(host=str(sockets), user="puhui", dbname="postgres", autocommit=True)


def test_a_killed_user_leaves_no_server(home: Path) -> None:
    """SIGKILL of the only user: the keeper stops PostgreSQL and ends."""
    user, _, _ = _start_user(home)
    assert _processes_of(home)
    _kill(user)
    _nothing_left(home)


def test_the_server_stays_for_the_other_user(home: Path) -> None:
    """SIGKILL of one of two users takes nothing from the other."""
    first, keeper_of_first, sockets = _start_user(home)
    second, keeper_of_second, _ = _start_user(home)
    assert keeper_of_first == keeper_of_second
    _kill(first)
    time.sleep(0.5)
    with _connect(sockets) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    _kill(second)


def test_a_killed_keeper_leaves_no_server_and_the_next_start_recovers(home: Path) -> None:
    """SIGKILL of the keeper: the kernel tells PostgreSQL to quit; what was committed is there afterwards."""
    user, keeper_pid, sockets = _start_user(home)
    with _connect(sockets) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(keeper_pid, signal.SIGKILL)
    _nothing_left(home)
    with embedded_server(home, durable=False) as again, _connect(again.sockets) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    _kill(user)


def test_a_killed_postmaster_ends_the_keeper_and_the_next_start_recovers(home: Path) -> None:
    """SIGKILL of PostgreSQL itself leaves a stale pid file; the next start is not confused by it."""
    user, keeper_pid, _ = _start_user(home)
    postmaster = next(one for one in psutil.Process(keeper_pid).children() if one.name() == "postgres")
    postmaster.kill()
    _nothing_left(home)
    _kill(user)
    (home / "postgres" / "cluster" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    with embedded_server(home) as again, _connect(again.sockets) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize("victim", ["keeper", "postmaster"])
def test_a_running_program_gets_its_server_back(home: Path, victim: str) -> None:
    """Whoever is killed under a steadfast user, what was committed is there again at the same address, and
    nothing stays once the user is gone."""
    user, keeper_pid, sockets = _start_user(home, "steadfast")
    with _connect(sockets) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    keeper = psutil.Process(keeper_pid)
    (keeper if victim == "keeper" else keeper.children()[0]).kill()
    assert _answer_within(20.0, sockets) == (42,)
    _kill(user)
    _nothing_left(home)


def _answer_within(seconds: float, sockets: Path) -> object:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with _connect(sockets) as connection:
                return connection.execute("SELECT answer FROM kept").fetchone()
        except psycopg.OperationalError:
            assert time.monotonic() < deadline, "the server did not come back"
            time.sleep(0.1)


@pytest.mark.parametrize("after_seconds", [0.15, 0.3, 0.45])
def test_killed_while_the_cluster_is_being_made(home: Path, after_seconds: float) -> None:
    """A start that is killed half-way leaves no process and no half cluster in the way of the next."""
    user = subprocess.Popen([sys.executable, "-c", _USER, str(home)], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while not (home / "postgres" / "keeper.lock").exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(after_seconds)
    user.kill()
    user.wait()
    _nothing_left(home)
    with embedded_server(home, durable=False) as again, _connect(again.sockets) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_many_starts_at_once_agree_on_one_server(home: Path) -> None:
    """Four processes race for an empty folder; there is one keeper and one PostgreSQL."""
    users = [
        subprocess.Popen([sys.executable, "-c", _USER, str(home)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    told = {user.stdout.readline() for user in users if user.stdout is not None}
    assert len(told) == 1
    assert told != {""}
    for user in users:
        _kill(user)
