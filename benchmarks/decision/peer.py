"""The other side: the plain stack on the same PostgreSQL, filled with the same shops."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg

from benchmarks.decision.applicants import Applicant
from benchmarks.decision.plain.model import train
from benchmarks.decision.plain.tables import fill_plain
from benchmarks.policy import chain
from puhui.decision.policy import shipped_policy
from puhui.kernel import SystemClock, business_date


def fill_peer(url: str, folder: Path, applicants: Sequence[Applicant]) -> None:
    """Its tables, its model and its policy (the shipped tables, as one zen graph)."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        fill_plain(connection, applicants, business_date(SystemClock()))
    train(folder)
    (folder / "graph.json").write_text(json.dumps(chain(shipped_policy())))


@contextmanager
def peer(url: str, folder: Path, processes: int) -> Iterator[str]:
    """A running plain stack; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ = {**os.environ, "PLAIN_DATABASE_URL": url, "PLAIN_FOLDER": str(folder)}
    log = Path(tempfile.mkstemp(prefix="decision-plain-", suffix=".log")[1])
    arguments = [
        "--port",
        str(port),
        "--log-level",
        "warning",
        "--no-access-log",
        "--workers",
        str(processes),
    ]
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "benchmarks.decision.plain.app:app", *arguments],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environ,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            if process.poll() is not None:
                raise RuntimeError(log.read_text())
            try:
                httpx.get(address)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)
