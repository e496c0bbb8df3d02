"""The login of an institution: what it is called in this database, and the password that opens it.

Roles belong to a whole PostgreSQL server, so the name carries a mark of the database. The password is derived
from the house's master keys: every process of the house knows it, and there is no file of passwords to lose.
Where somebody else makes the logins, `PUHUI_LOGINS_FILE` says what they are called.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from puhui.ground.actor import CODE
from puhui.ground.secret_file import is_open_to_others
from puhui.ground.tenancy import troubles
from puhui.ground.unavailable import Unavailable
from puhui.ground.vault import MasterKeys, login_password

_SHOWN: Final = 40
"""PostgreSQL's names end at 63 bytes."""


@dataclass(frozen=True, slots=True)
class Login:
    """What an institution's work connects as. `is_ready_made`: somebody else made it; we only grant."""

    institution: str
    name: str
    password: str = field(repr=False)
    is_ready_made: bool = False


def login_of(
    institution: str, database: str, keys: MasterKeys, *, generation: int = 1, ready_made: Path | None = None
) -> Login:
    """The login of one institution in one database. Raises Unavailable for a bad code or file of logins."""
    if not CODE.fullmatch(institution):
        raise Unavailable(troubles.no_code(institution))
    if ready_made is not None and (found := _read(ready_made).get(institution)):
        return Login(institution, found[0], found[1], is_ready_made=True)
    name = _name(institution, database)
    return Login(institution, name, login_password(keys, name, generation))


def _name(institution: str, database: str) -> str:
    """What it is called in this database: readable, and another in every database of the server.

    >>> _name("test_brook_bank", "puhui")
    'puhui_test_brook_bank_5d3f5ee3'
    """
    mark = hashlib.sha256(f"{database}\0{institution}".encode()).hexdigest()[:8]
    return f"puhui_{institution[:_SHOWN]}_{mark}"


def _read(file: Path) -> Mapping[str, tuple[str, str]]:
    try:
        if is_open_to_others(file):
            raise Unavailable(troubles.logins_too_open(file))
        rows = json.loads(file.read_text(encoding="utf-8"))
        return {code: (str(row["login"]), str(row["password"])) for code, row in rows.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Unavailable(troubles.logins_unreadable(file)) from None
