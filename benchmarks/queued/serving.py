"""A platform as `puhui up` runs it, and how much processor it and its database use."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PATIENCE_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Served:
    """Where it answers, and its process."""

    address: str
    pid: int
    postmaster: int

    def cpu_ms(self) -> tuple[float, float]:
        """Processor time used so far by the program and by the database, milliseconds."""
        return _cpu_ms(self.pid), sum(_cpu_ms(pid) for pid in (self.postmaster, *_children(self.postmaster)))


@contextmanager
def platform(home: Path, url: str) -> Iterator[Served]:
    """Run it until the end of the block."""
    environ = {**os.environ, "PUHUI_HOME": str(home), "PUHUI_DATABASE_URL": url, "PUHUI_LOG_LEVEL": "warning"}
    log = Path(tempfile.mkstemp(prefix="puhui-queue-", suffix=".log")[1])
    command = [str(Path(sys.executable).with_name("puhui")), "up", "--port", "0"]
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env={**environ, "PYTHONUNBUFFERED": "1"})
    try:
        yield Served(_address(log, process), process.pid, _postmaster(home))
    finally:
        process.terminate()
        process.wait(30)
        log.unlink()


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
        if found:
            return found[0]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(log.read_text())


def _postmaster(home: Path) -> int:
    written = (home / "postgres" / "cluster" / "postmaster.pid").read_text()
    return int(written.splitlines()[0])


def _children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(after[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def _cpu_ms(pid: int) -> float:
    try:
        after = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(after[11]) + int(after[12])) * 1000 / _TICKS
