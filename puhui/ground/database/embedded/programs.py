"""PostgreSQL's programs where the account that runs them can reach them: as they are, or copied once."""

import os
import shutil
from pathlib import Path

from puhui.ground.database.embedded.account import Account
from puhui.ground.database.embedded.binaries import Binaries
from puhui.ground.database.embedded.place import ELSEWHERE


def reachable_programs(binaries: Binaries, account: Account | None) -> Binaries:
    """The same programs where the account can run them: as they are, or copied once."""
    if account is None or account.can([binaries.program("postgres"), "--version"]):
        return binaries
    install = binaries.folder.parent
    stamp = (binaries.folder / "postgres").stat()
    copy = ELSEWHERE / f"programs-{binaries.major}-{stamp.st_size:x}-{int(stamp.st_mtime):x}"
    if not copy.exists():
        _copy_programs(install, copy)
    return Binaries(copy / install.parent.name / install.name / "bin", binaries.major)


def _copy_programs(install: Path, copy: Path) -> None:
    ELSEWHERE.mkdir(mode=0o711, exist_ok=True)
    fresh = copy.with_name(f"{copy.name}.new-{os.getpid()}")
    package = install.parent
    for source in (install, package.with_name(f"{package.name}.libs")):
        if source.is_dir():
            shutil.copytree(
                source,
                fresh / source.relative_to(package.parent),
                symlinks=True,
                ignore=shutil.ignore_patterns("include", "pgxs", "*.a"),
            )
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        fresh.rename(copy)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
