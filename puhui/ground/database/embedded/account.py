"""The ordinary account that root lends PostgreSQL, which refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from puhui.ground.database.embedded import troubles
from puhui.ground.unavailable import Unavailable

_ACCOUNTS: Final = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """Whose cluster and server it is; PostgreSQL is started as this account, never as root."""

    uid: int
    gid: int

    def can(self, command: list[str]) -> bool:
        """Try it as that account: the one test that knows every rule a file system may have."""
        try:
            run = subprocess.run(  # noqa: S603 - our own commands
                command,
                user=self.uid,
                group=self.gid,
                extra_groups=[],
                cwd="/",
                env={},
                capture_output=True,
                check=False,
            )
        except OSError:
            return False
        return run.returncode == 0


def account_for(cluster: Path) -> Account | None:
    """A cluster keeps the account that made it; a new one gets the first that exists."""
    if os.geteuid() != 0:
        return None
    if cluster.exists():
        owner = cluster.stat()
        if owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid)
    return first_account()


def first_account() -> Account:
    """The first of the accounts we would take that this machine has."""
    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Unavailable(troubles.no_account())
