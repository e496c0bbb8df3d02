"""What the keeper is told to do: which programs, which folders, which options."""

from pathlib import Path
from typing import Any, Final

from puhui.ground.database.embedded import troubles
from puhui.ground.database.embedded.binaries import Binaries, choose, find_binaries
from puhui.ground.database.embedded.place import Place
from puhui.ground.database.embedded.programs import reachable_programs
from puhui.ground.unavailable import Unavailable

SUPERUSER: Final = "puhui"
_WHO_GETS_IN: Final = f"local all {SUPERUSER} trust\nlocal all all scram-sha-256\n"
"""The socket lies in a folder that only we can enter, so the owner needs no password; other logins do."""


def plan_for(place: Place, *, durable: bool) -> dict[str, Any]:
    """The keeper's plan. Raises Unavailable where no installed PostgreSQL fits the cluster."""
    binaries = _matching_binaries(place)
    return {
        "lock": str(place.folder / "keeper.lock"),
        "cluster": str(place.cluster),
        "runtime": str(place.runtime),
        "who_gets_in": _WHO_GETS_IN,
        "log": str(place.folder / "postgres.log"),
        "uid": place.account.uid if place.account else None,
        "gid": place.account.gid if place.account else None,
        "initdb": _initdb(binaries, durable),
        "postgres": [binaries.program("postgres"), *_options(place.runtime, durable)],
        "environment": {"PATH": f"{binaries.folder}:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
    }


def _matching_binaries(place: Place) -> Binaries:
    installed = find_binaries()
    if not installed:
        raise Unavailable(troubles.no_binaries())
    chosen = choose(installed, place.made_by)
    if chosen is None:
        problem = troubles.other_version(
            place.cluster, place.made_by or 0, tuple(one.major for one in installed)
        )
        raise Unavailable(problem)
    return reachable_programs(chosen, place.account)


def _initdb(binaries: Binaries, durable: bool) -> list[str]:
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [
        binaries.program("initdb"),
        f"--username={SUPERUSER}",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-instructions",
        *(locale if binaries.major >= 17 else ["--locale=C"]),
        *([] if durable else ["--no-sync"]),
    ]


def _options(runtime: Path, durable: bool) -> list[str]:
    """Only a private socket; values of a person never reach the server's log."""
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(runtime / "pg"),
        "hba_file": str(runtime / "who_gets_in"),
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "max_connections": "100",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "fsync": "on" if durable else "off",
        "full_page_writes": "on" if durable else "off",
    }
    return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
