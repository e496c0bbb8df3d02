"""A stand-in provider as a real second process."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from puhui.evidence import HttpClient, HttpProvider
from puhui.kernel import FixedClock

CLOCK = FixedClock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))


def started(*arguments: str) -> "tuple[subprocess.Popen[str], str]":
    """A stand-in and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "puhui.evidence.standin", *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


@pytest.fixture(scope="session")
def standin_url() -> Iterator[str]:
    """Where the stand-in listens."""
    process, url = started("--port", "0")
    yield url
    process.terminate()
    process.wait(5)


@pytest.fixture(scope="session")
def provider(standin_url: str) -> HttpProvider:
    """An adapter to the stand-in."""
    return HttpProvider(HttpClient(standin_url), CLOCK)
