"""A real `puhui up --demo` on a throw-away folder, a real headless Chromium, a made-up street."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from puhui.ground.database import Server
from tests.journeys.neighbourhood import Neighbourhood, neighbourhood
from tests.journeys.street import Street
from town.write import yesterday

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 90
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
_QUIET += ["--disable-component-update", "--no-first-run", "--disable-sync", "--lang=zh-CN"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running Puhui; stopped at the end as a person would stop it."""
    home = Path(tempfile.mkdtemp(prefix="puhui-journey-"))
    home.chmod(0o711)
    command = [str(Path(sys.executable).with_name("puhui")), "up", "--demo", "--port", "0"]
    env = {
        **os.environ,
        "PUHUI_HOME": str(home),
        "PUHUI_DURABLE": "0",
        "PUHUI_LANG": "en",
        "OMP_NUM_THREADS": "1",
    }
    said = home / "said.txt"
    with (
        said.open("w") as out,
        subprocess.Popen(command, stdout=out, stderr=out, env=env, cwd=ROOT) as running,
    ):
        try:
            yield _address(running, said)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(timeout=30)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def everybody(postgres: Server) -> Iterator[Neighbourhood]:
    """A platform, three institutions, a bureau, a payment rail and a verifier, running and introduced."""
    folder = Path(tempfile.mkdtemp(prefix="puhui-neighbourhood-"))
    with neighbourhood(postgres, folder) as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Debian's Chromium; without one the journeys skip, except in CI, where that is a failure."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        reason = "no Chromium on PATH (apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Street:
    """Thirty-six made-up firms with their files, up to yesterday."""
    return Street.build(tmp_path_factory.mktemp("street"), until=yesterday())


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots of this journey go; `PUHUI_PICTURES` keeps them."""
    kept = os.environ.get("PUHUI_PICTURES")
    folder = Path(kept) if kept else tmp_path / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _address(running: subprocess.Popen[bytes], said: Path) -> str:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and running.poll() is None:
        match = re.search(r"Pages at (http://[\d.:]+)/", said.read_text("utf-8"))
        if match and _answers(match[1]):
            return match[1]
        time.sleep(0.1)
    pytest.fail(f"puhui up did not start:\n{said.read_text('utf-8')[-2000:]}")


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=2, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
