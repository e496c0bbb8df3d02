"""`python -m town.open` as a newcomer meets it: open in seconds, again in fewer, gone without a trace."""

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
from pathlib import Path

import httpx
import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_SECONDS = 240


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="puhui-town-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def port() -> int:
    """One with three free ones after it, for the institutions."""
    while True:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            first = int(free.getsockname()[1])
        if first < 65_000 and all(_is_free(first + place) for place in range(4)):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) != 0


_STARTED: list[subprocess.Popen[str]] = []


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    """A test that fails half way leaves no demonstration running either."""
    yield
    while _STARTED:
        _STARTED.pop().kill()


def _opened(home: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    """The process, and all it said until it told where to click; without a terminal."""
    said = (home.parent / f"{home.name}-said-{time.monotonic_ns()}.txt").open("w+")
    command = [sys.executable, "-m", "town.open", "--port", str(port), "--home", str(home), "--firms", "8"]
    command += ["--townspeople", "3"]
    env = {**os.environ, "PUHUI_DURABLE": "0"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said, text=True
    )
    _STARTED.append(process)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        text = Path(said.name).read_text("utf-8")
        if "stops everything" in text:
            break
        time.sleep(0.1)
    text = Path(said.name).read_text("utf-8")
    Path(said.name).unlink()
    return process, text


def test_a_street_opens_opens_again_and_leaves_nothing_running(home: Path, port: int) -> None:
    """First time: firms move in and are decided. Second time: all are recognised, nobody applies twice."""
    process, said = _opened(home, port)
    assert "5 firms decided, 0 of them before" in said
    assert "3 neighbours walked the pages themselves" in said
    assert "/console/" in said and "puhui-demo" in said
    assert f"http://127.0.0.1:{port}/" in said
    for place in (1, 2, 3):
        lender = f"http://127.0.0.1:{port + place}"
        assert f"{lender}/" in said
        assert httpx.get(f"{lender}/health", trust_env=False).json()["status"] == "ok"
    key = re.search(r"pk_live_\w+", said)
    assert key
    listed = httpx.get(
        f"http://127.0.0.1:{port}/api/v1/applications",
        headers={"Authorization": f"Bearer {key[0]}"},
        trust_env=False,
    ).json()
    assert len(listed) == 8 + 3
    taken, told = _opened(home.parent / f"{home.name}-other", port)
    assert taken.wait(30) == 3
    assert "已经有一个普惠在这里运行" in told
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    _, alive = psutil.wait_procs(children, timeout=15)
    assert alive == []

    process, said = _opened(home, port)
    assert "5 firms decided, 5 of them before" in said
    assert "Made " not in said
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []
    shutil.rmtree(home.parent / f"{home.name}-other", ignore_errors=True)
