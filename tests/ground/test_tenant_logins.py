"""Logins of institutions, and whose database it is: made once, granted rows and never more."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from puhui.ground import SYSTEM, Actor, Ground, Settings, Unavailable, open_ground
from puhui.ground.database import Server, find_migrations, make_engine, migrate
from puhui.ground.database.embedded import remove_cluster
from puhui.ground.tables import house, subject_key, tenant_login
from puhui.ground.tenancy import Reach, engine_as, have_login, login_of, renew_login
from puhui.ground.vault import Suite, new_master_keys
from puhui.kernel import Language
from tests.ground.banks import BROOK, HILL, code_of, partner, say


def test_a_login_is_granted_again_after_a_migration(ground: Ground) -> None:
    """What a newer program brings is open to those it is for; a right that nobody meant is taken back."""
    with ground.work(partner(BROOK)):
        pass
    login = login_of(BROOK, ground.engine.url.database or "", ground.vault.keys)
    with ground.engine.begin() as owner:
        owner.execute(text("CREATE TABLE matching.gift (institution text NOT NULL)"))
        owner.execute(text("CALL ground.guard('matching.gift')"))
        owner.execute(text(f'GRANT SELECT ON ground.account TO "{login.name}"'))
    try:
        with pytest.raises(ProgrammingError), ground.work(partner(BROOK)) as work:
            work.connection.execute(text("SELECT * FROM matching.gift"))
        settings = ground.settings
        with open_ground(settings) as opened, opened.work(partner(BROOK)) as work:
            work.connection.execute(text("INSERT INTO matching.gift VALUES (ground.tenant())"))
            assert work.connection.execute(text("SELECT count(*) FROM matching.gift")).scalar_one() == 1
            with pytest.raises(ProgrammingError, match="permission denied"):
                work.connection.execute(text("SELECT * FROM ground.account"))
            work.connection.rollback()
    finally:
        with ground.engine.begin() as owner:
            owner.execute(text("DROP TABLE matching.gift"))


def test_append_only_stays_append_only_for_every_login(
    ground: Ground, tenant_ground: Callable[[str], Ground], clerk: Actor
) -> None:
    """An institution in its own house has no right to change or remove what was written down, either."""
    with tenant_ground(BROOK).work(clerk) as work:
        work.audit("subject.register", "subject:1")
    for change in ("UPDATE ground.audit_entry SET action = 'none'", "DELETE FROM ground.audit_entry"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            tenant_ground(BROOK).work(clerk) as work,
        ):
            work.connection.execute(text(change))
    asked = text("""
        SELECT c.oid::regclass::text FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid
        JOIN pg_proc p ON p.oid = t.tgfoid AND p.proname = 'refuse_change'
        WHERE t.tgtype & 16 <> 0 AND has_table_privilege(:login, c.oid, 'UPDATE')
        OR t.tgtype & 8 <> 0 AND has_table_privilege(:login, c.oid, 'DELETE')
        OR has_table_privilege(:login, c.oid, 'TRUNCATE')""")
    with ground.engine.connect() as owner:
        login = owner.execute(
            select(tenant_login.c.login).where(tenant_login.c.institution == BROOK)
        ).scalar_one()
        assert owner.execute(asked, {"login": login}).all() == []


def test_a_renewed_login_has_another_password(ground: Ground) -> None:
    """For when it has become known; the old one opens nothing from then on."""
    keys, url = ground.vault.keys, ground.engine.url
    old = have_login(ground.engine, ground.settings, keys, "test_leaky_bank", Reach.GUARDED)
    new = renew_login(ground.engine, ground.settings, keys, "test_leaky_bank", Reach.GUARDED)
    assert (old.name, old.password == new.password) == (new.name, False)
    engine_as(new, url, ground.settings, keep=1).dispose()
    with pytest.raises(Unavailable) as refused:
        engine_as(old, url, ground.settings, keep=1)
    assert code_of(refused) == "database.login_refused"


def test_the_password_is_never_shown_and_never_travels(ground: Ground) -> None:
    """Not in the login's words; the server is sent a verifier and keeps that."""
    login = have_login(ground.engine, ground.settings, ground.vault.keys, BROOK, Reach.WHOLE)
    assert login.password not in repr(login)
    with ground.engine.connect() as owner:
        kept = owner.execute(text("SELECT rolpassword FROM pg_authid WHERE rolname = :n"), {"n": login.name})
        assert kept.scalar_one().startswith("SCRAM-SHA-256$")
    assert login == login_of(BROOK, ground.engine.url.database or "", ground.vault.keys)
    other = new_master_keys(Suite.SM)
    assert login_of(BROOK, ground.engine.url.database or "", other).password != login.password


def test_an_institutions_process_owns_nothing_it_works_with(tmp_path: Path) -> None:
    """Opened on a fresh folder: migrated by the owner, then every statement is its login's."""
    home = tmp_path / "brook"
    settings = Settings(home=home, durable=False)
    try:
        with open_ground(settings, institution=BROOK) as ground, ground.work(SYSTEM) as work:
            assert (ground.institution, work.institution) == (BROOK, BROOK)
            found = work.connection.execute(
                text("SELECT current_user LIKE 'puhui_test_brook_bank_%', ground.tenant()")
            )
            assert tuple(found.one()) == (True, BROOK)
            work.audit("subject.register", "subject:1")
            work.post("subject.registered", {}, "1")
            with pytest.raises(DBAPIError, match="must be owner"):
                work.connection.execute(text("ALTER TABLE ground.outbox ADD COLUMN more int"))
            work.connection.rollback()
        with open_ground(settings) as ground:
            assert ground.institution == BROOK, "a command finds out whose folder it is"
            assert _owners_connections(ground) == 0, "the owner only migrates"
        with pytest.raises(Unavailable) as refused, open_ground(settings, institution=HILL):
            pass
        assert code_of(refused) == "database.other_house"
        assert BROOK in refused.value.problem.sentence(Language.EN)
    finally:
        remove_cluster(home)


def _owners_connections(ground: Ground) -> int:
    owner = make_engine(ground.engine.url.set(username="puhui", password=None))
    others = text("""
        SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'
        AND usename = session_user AND pid <> pg_backend_pid()""")
    with owner.connect() as connection:
        count: int = connection.execute(others).scalar_one()
    owner.dispose()
    return count


def test_the_platforms_database_does_not_become_an_institutions(ground: Ground) -> None:
    """Its rows are the platform's; an institution needs a database of its own."""
    with open_ground(ground.settings) as opened:
        assert opened.institution is None
    with pytest.raises(Unavailable) as refused, open_ground(ground.settings, institution=BROOK):
        pass
    assert "belongs to the platform" in refused.value.problem.sentence(Language.EN)


def test_a_platform_that_is_already_in_use_stays_a_platform(postgres: Server, tmp_path: Path) -> None:
    """A database from before houses were written down, with something in it, is the platform's."""
    server = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    say(server, "CREATE DATABASE old_platform")
    engine = make_engine(postgres.url("old_platform"))
    try:
        now = next(folder for folder in find_migrations() if folder.parent.name == "ground")
        for name in ("ground_0001_first_tables.py", "ground_0002_identity.py"):
            shutil.copy(now / name, tmp_path)
        migrate(engine, [tmp_path])
        with engine.begin() as connection:
            connection.execute(
                text("INSERT INTO ground.subject_key VALUES (gen_random_uuid(), 1, 'AES', 'k', 'w')")
            )
        migrate(engine, [now])
        with engine.connect() as connection:
            assert connection.execute(select(house.c.institution)).scalar_one() == ""
            assert connection.execute(select(subject_key.c.institution)).scalar_one() == ""
    finally:
        engine.dispose()
        say(server, "DROP DATABASE old_platform WITH (FORCE)")
        server.dispose()


def test_what_may_be_changed_and_not_removed_stays_so(ground: Ground) -> None:
    """A room that refuses only deleting leaves changing to its logins, and the other way round."""
    with ground.engine.begin() as owner:
        for name, refused in (("kept", "DELETE OR TRUNCATE"), ("fixed", "UPDATE")):
            owner.execute(text(f"CREATE TABLE matching.{name} (institution text NOT NULL)"))
            owner.execute(text(f"CALL ground.guard('matching.{name}')"))
            owner.execute(
                text(
                    f"CREATE TRIGGER {name} BEFORE {refused} ON matching.{name} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()"
                )
            )
    try:
        login = have_login(ground.engine, ground.settings, ground.vault.keys, BROOK, Reach.WHOLE)
        with ground.engine.connect() as owner:
            may = text("SELECT has_table_privilege(:login, 'matching.' || :table, :right)")
            rights = {
                (table, right): owner.execute(
                    may, {"login": login.name, "table": table, "right": right}
                ).scalar_one()
                for table in ("kept", "fixed")
                for right in ("UPDATE", "DELETE")
            }
        assert [key for key, has in rights.items() if has] == [("kept", "UPDATE"), ("fixed", "DELETE")]
    finally:
        with ground.engine.begin() as owner:
            owner.execute(text("DROP TABLE matching.kept, matching.fixed"))
