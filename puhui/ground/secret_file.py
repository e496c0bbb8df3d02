"""A small file of secrets: readable by its owner alone, and there whole or not at all, whoever is killed."""

import os
import secrets
import stat
from pathlib import Path


def is_open_to_others(file: Path) -> bool:
    """Whether anybody but its owner may do anything with it."""
    return bool(stat.S_IMODE(file.stat().st_mode) & 0o077)


def write_first(file: Path, content: str) -> None:
    """Make the file unless it is there: of two first starts at once one wins, and both read the same."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = _write_beside(file, content)
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def write_over(file: Path, content: str) -> None:
    """Put other content in its place, atomically."""
    _write_beside(file, content).replace(file)


def _write_beside(file: Path, content: str) -> Path:
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    return fresh
