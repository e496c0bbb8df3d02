"""A PostgreSQL of somebody else's: what its account must be able to do, and logins that others made."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, create_engine, select, text

from puhui.ground import SYSTEM, Ground, Settings, Unavailable, open_ground
from puhui.ground.database import Server
from puhui.ground.tables import subject_key
from puhui.ground.tenancy import Reach, have_login, login_of
from puhui.ground.vault import Suite, new_master_keys
from puhui.kernel import Language, new_id
from tests.ground.banks import BROOK, HILL, partner, say


@pytest.fixture
def landlord(postgres: Server, test_home: Path) -> Iterator[Callable[[str], Settings]]:
    """`landlord("NOCREATEROLE")`: the settings of somebody whose account owns one database and no more."""
    with ExitStack() as closing:
        server = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
        closing.callback(server.dispose)

        def let(power: str) -> Settings:
            say(
                server,
                f"CREATE ROLE landlord LOGIN PASSWORD 'rent' {power}",
                "CREATE DATABASE rented OWNER landlord",
            )
            closing.callback(
                say, server, "DROP DATABASE rented WITH (FORCE)", *_drops(server), "DROP ROLE landlord"
            )
            url = URL.create(
                "postgresql+psycopg",
                "landlord",
                "rent",
                database="rented",
                query={"host": str(postgres.sockets)},
            )
            home = test_home / "rented"
            home.mkdir(exist_ok=True)
            return Settings(home=home, database_url=url.render_as_string(hide_password=False))

        yield let


def _drops(server: Engine) -> list[str]:
    return ["DROP ROLE IF EXISTS brooks_own", f'DROP ROLE IF EXISTS "{login_of(BROOK, "rented", _ANY).name}"']


_ANY = new_master_keys(Suite.AES)


def test_an_owner_who_is_no_superuser_serves_as_well(landlord: Callable[[str], Settings]) -> None:
    """CREATEROLE is enough. The house sees everybody's rows though row-level security is forced on owners."""
    settings = landlord("CREATEROLE")
    with open_ground(settings) as ground:
        with ground.work(partner(BROOK)) as work:
            work.vault.seal(work.connection, new_id(), "name", "测试")
            assert work.connection.execute(text("SELECT ground.sees_all()")).scalar_one() is False
        with ground.work(SYSTEM) as work:
            assert work.connection.execute(text("SELECT ground.sees_all()")).scalar_one() is True
            assert work.connection.execute(select(subject_key.c.institution)).scalars().all() == [BROOK]
    with open_ground(settings) as ground, ground.work(partner(BROOK)) as work:
        assert len(work.connection.execute(select(subject_key)).all()) == 1


def test_what_else_lies_in_the_database_is_left_alone(landlord: Callable[[str], Settings]) -> None:
    """A schema that is no room's is not ours to give away."""
    settings = landlord("CREATEROLE")
    with open_ground(settings) as ground, ground.engine.begin() as owner:
        owner.execute(text("CREATE SCHEMA reports"))
        owner.execute(text("CREATE TABLE reports.monthly (institution text NOT NULL)"))
    with open_ground(settings) as ground:
        login = have_login(ground.engine, settings, ground.vault.keys, BROOK, Reach.WHOLE)
        asked = text("SELECT has_schema_privilege(:login, 'reports', 'USAGE')")
        with ground.engine.connect() as owner:
            assert owner.execute(asked, {"login": login.name}).scalar_one() is False


def test_an_account_that_may_not_make_logins_is_told_what_to_do(landlord: Callable[[str], Settings]) -> None:
    """In a sentence that names the login to have made, and the setting to name it in."""
    settings = landlord("NOCREATEROLE")
    with pytest.raises(Unavailable) as refused, open_ground(settings, institution=BROOK):
        pass
    told = refused.value.problem.sentence(Language.EN)
    assert "CREATE ROLE puhui_test_brook_bank" in told and "PUHUI_LOGINS_FILE" in told


def test_a_ready_made_login_is_taken(
    landlord: Callable[[str], Settings], postgres: Server, tmp_path: Path
) -> None:
    """Named in a file of mode 600; it gets its grants and nothing else of it is touched."""
    settings = replace(landlord("NOCREATEROLE"), logins_file=_logins(tmp_path, BROOK, "brooks_own"))
    with pytest.raises(Unavailable) as refused, open_ground(settings, institution=BROOK):
        pass
    assert "has no login brooks_own" in refused.value.problem.sentence(Language.EN)
    server = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    say(server, "CREATE ROLE brooks_own LOGIN PASSWORD 'ours'")
    server.dispose()
    with open_ground(settings, institution=BROOK) as ground, ground.work(SYSTEM) as work:
        work.audit("subject.register", "subject:1")
        found = work.connection.execute(text("SELECT session_user, ground.tenant()")).one()
    assert tuple(found) == ("brooks_own", BROOK)


@pytest.mark.parametrize("power", ["SUPERUSER", "CREATEROLE", "CREATEDB", "BYPASSRLS", "REPLICATION"])
def test_a_login_that_could_look_across_is_refused(
    ground: Ground, postgres: Server, tmp_path: Path, power: str
) -> None:
    """A ready-made login must be as small as ours are."""
    _refused_as_mighty(ground, postgres, tmp_path, f"CREATE ROLE mighty LOGIN PASSWORD 'x' {power}", power)


def test_a_login_that_is_a_member_or_an_owner_is_refused(
    ground: Ground, postgres: Server, tmp_path: Path
) -> None:
    """It would have another's rights beside its own."""
    member = "CREATE ROLE mighty LOGIN PASSWORD 'x' IN ROLE pg_read_all_data"
    _refused_as_mighty(ground, postgres, tmp_path, member, "member of a role")


def _refused_as_mighty(ground: Ground, postgres: Server, tmp_path: Path, make: str, why: str) -> None:
    server = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    say(server, make)
    try:
        settings = replace(ground.settings, logins_file=_logins(tmp_path, HILL, "mighty"))
        with pytest.raises(Unavailable) as refused:
            have_login(ground.engine, settings, ground.vault.keys, HILL, Reach.GUARDED)
        assert why in refused.value.problem.sentence(Language.EN)
    finally:
        say(server, "DROP ROLE mighty")
        server.dispose()


def test_one_login_is_not_two_institutions(ground: Ground, postgres: Server, tmp_path: Path) -> None:
    """Neither by mistake in the file of logins."""
    taken = have_login(ground.engine, ground.settings, ground.vault.keys, BROOK, Reach.GUARDED)
    settings = replace(ground.settings, logins_file=_logins(tmp_path, HILL, taken.name))
    with pytest.raises(Unavailable) as refused:
        have_login(ground.engine, settings, ground.vault.keys, HILL, Reach.GUARDED)
    assert "another institution's already" in refused.value.problem.sentence(Language.EN)


@pytest.mark.parametrize("written", ["", "[]", "nonsense", '{"test_brook_bank": "x"}'])
def test_a_file_of_logins_that_is_none_is_named(tmp_path: Path, written: str) -> None:
    """With how it should be written; what it holds is not repeated."""
    file = tmp_path / "logins.json"
    file.write_text(written)
    file.chmod(0o600)
    with pytest.raises(Unavailable) as refused:
        login_of(BROOK, "puhui", new_master_keys(Suite.AES), ready_made=file)
    assert "PUHUI_LOGINS_FILE" in refused.value.problem.sentence(Language.EN)


def test_a_file_of_logins_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """It holds passwords."""
    file = _logins(tmp_path, BROOK, "brooks_own")
    file.chmod(0o644)
    with pytest.raises(Unavailable) as refused:
        login_of(BROOK, "puhui", new_master_keys(Suite.AES), ready_made=file)
    assert "chmod 600" in refused.value.problem.sentence(Language.EN)


def _logins(folder: Path, code: str, login: str) -> Path:
    file = folder / "logins.json"
    file.write_text(json.dumps({code: {"login": login, "password": "ours"}}))
    file.chmod(0o600)
    return file
