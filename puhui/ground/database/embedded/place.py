"""Where a cluster lives, whose it is, and where its sockets are.

PostgreSQL refuses to run as root, so root lends it an ordinary account. That account must reach the cluster
and the programs; where a parent folder is closed to it (a home under a 700 `/root`), nothing is opened: the
cluster moves to a private folder under `/var/lib/puhui`, the programs are copied there, and the place is
remembered in `PUHUI_HOME/postgres/where.json`. Socket paths end at 107 bytes, so sockets live in a short
folder under `/tmp` named by the data folder's hash.
"""

import hashlib
import json
import os
import secrets
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from puhui.ground.database.embedded import troubles
from puhui.ground.database.embedded.account import Account, account_for, first_account
from puhui.ground.unavailable import Unavailable

ELSEWHERE: Final = Path("/var/lib/puhui")
_SHORT: Final = Path("/tmp")  # noqa: S108 - the folder below it is ours alone, and checked to be


@dataclass(frozen=True, slots=True)
class Place:
    """`folder` is `PUHUI_HOME/postgres`; `cluster` may be elsewhere; `account` is None unless we are root."""

    folder: Path
    cluster: Path
    account: Account | None
    runtime: Path

    @property
    def made_by(self) -> int | None:
        """The major version that made the cluster, or None before it is made."""
        try:
            return int((self.cluster / "PG_VERSION").read_text().split(".")[0])
        except (OSError, ValueError):
            return None


def settle(home: Path) -> Place:
    """Decide and remember the place of the cluster of one data folder."""
    folder = home.absolute() / "postgres"
    try:
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
        folder.mkdir(mode=0o711, exist_ok=True)
        cluster = _remembered(folder) or _choose(folder)
    except OSError as error:
        raise Unavailable(troubles.unwritable(folder, error)) from None
    return Place(folder, cluster, account_for(cluster), _runtime(folder))


def remove_cluster(home: Path) -> None:
    """Delete the cluster of a data folder, wherever it lives. For tests and for starting over."""
    folder = home.absolute() / "postgres"
    cluster = _remembered(folder) or folder / "cluster"
    shutil.rmtree(cluster, ignore_errors=True)
    shutil.rmtree(_runtime_path(folder), ignore_errors=True)
    (folder / "where.json").unlink(missing_ok=True)


def _remembered(folder: Path) -> Path | None:
    try:
        return Path(json.loads((folder / "where.json").read_text())["cluster"])
    except FileNotFoundError:
        return None


def _choose(folder: Path) -> Path:
    cluster = folder / "cluster"
    if (
        os.geteuid() != 0
        or cluster.exists()
        or first_account().can(["/bin/sh", "-c", 'cd "$0"', str(folder)])
    ):
        return cluster
    try:
        ELSEWHERE.mkdir(mode=0o711, exist_ok=True)
        private = ELSEWHERE / f"cluster-{secrets.token_hex(6)}"
        _write(folder / "where.json", json.dumps({"cluster": str(private)}))
    except OSError:
        raise Unavailable(troubles.no_place(folder)) from None
    return private


def _runtime_path(folder: Path) -> Path:
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:12]
    return _SHORT / f"puhui-{os.geteuid()}-{name}"


def _runtime(folder: Path) -> Path:
    runtime = _runtime_path(folder)
    try:
        runtime.mkdir(mode=0o711, exist_ok=True)
    except OSError as error:
        raise Unavailable(troubles.unwritable(runtime, error)) from None
    seen = runtime.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid():
        raise Unavailable(troubles.not_private(runtime))
    return runtime


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
    fresh.write_text(text)
    fresh.rename(path)
