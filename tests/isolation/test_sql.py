"""One institution's login against another's rows, by SQL: it gets nothing, whatever it says."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from puhui.ground.database import make_engine
from puhui.ground.tenancy import Reach
from tests.isolation.town import OTHERS, OWN, Town, insert_statement, tables_with_institution


@pytest.fixture(params=list(Reach))
def intruder(request: pytest.FixtureRequest, town: Town) -> Iterator[tuple[Reach, Connection]]:
    """A connection as an institution's login, at the platform and as in its own process."""
    with town.ways[request.param].connect() as connection:
        yield request.param, connection


def _tables(town: Town) -> tuple[str, ...]:
    with town.owner.connect() as owner:
        return tuple(
            one for one in tables_with_institution(owner) if owner.execute(_HAS, {"t": one}).scalar()
        )


_HAS = text("SELECT relrowsecurity FROM pg_class WHERE oid = CAST(:t AS regclass)")


def _rows(connection: Connection, statement: str) -> int | None:
    """How many rows it touched, None when it was refused; undone in any case."""
    savepoint = connection.begin_nested()
    try:
        return connection.exec_driver_sql(statement).rowcount
    except DBAPIError:
        return None
    finally:
        savepoint.rollback()


def test_the_others_rows_are_there(town: Town) -> None:
    """The owner sees the row of each institution in each table: what follows is not about empty tables."""
    with town.owner.connect() as owner:
        for table in _tables(town):
            found = owner.execute(text(f"SELECT count(*) FROM {table} WHERE institution = '{OTHERS}'"))
            assert found.scalar_one() == 1, table


def test_it_reads_only_its_own_rows(intruder: tuple[Reach, Connection], town: Town) -> None:
    """Of every shared table: its one row, or nothing at all."""
    reach, connection = intruder
    seen = {one: _rows(connection, f"SELECT institution FROM {one}") for one in _tables(town)}
    assert {one for one, count in seen.items() if count not in {1, None}} == set()
    for table, count in seen.items():
        if count:
            found = connection.exec_driver_sql(f"SELECT DISTINCT institution FROM {table}").scalars().all()
            assert found == [OWN[reach]]


def test_it_changes_and_deletes_only_its_own_rows(intruder: tuple[Reach, Connection], town: Town) -> None:
    """Aimed at the other's row it hits nothing; aimed at all of them, at most its own."""
    _, connection = intruder
    for table in _tables(town):
        aimed = f"WHERE institution = '{OTHERS}'"
        assert _rows(connection, f"UPDATE {table} SET institution = institution {aimed}") in {0, None}, table
        assert _rows(connection, f"DELETE FROM {table} {aimed}") in {0, None}, table
        assert _rows(connection, f"UPDATE {table} SET institution = institution") in {1, None}, table
        assert _rows(connection, f"DELETE FROM {table}") in {1, None}, table


def test_it_writes_no_row_for_another(intruder: tuple[Reach, Connection], town: Town) -> None:
    """Neither a new row in the other's name, nor its own row handed over."""
    _, connection = intruder
    with town.owner.connect() as owner:
        tries = {one: insert_statement(owner, one, OTHERS) for one in _tables(town)}
    for table, statement in tries.items():
        assert _rows(connection, statement) is None, table
        assert _rows(connection, f"UPDATE {table} SET institution = '{OTHERS}'") is None, table


def test_its_own_rows_it_may_write(intruder: tuple[Reach, Connection], town: Town) -> None:
    """So that the refusals above are about whose row it is: in a guarded table of lending its own goes in."""
    reach, connection = intruder
    lending = [one for one in _tables(town) if not one.startswith("ground.")]
    with town.owner.connect() as owner:
        tries = {one: insert_statement(owner, one, OWN[reach]) for one in lending}
    told = {one: _why_refused(connection, statement) for one, statement in tries.items()}
    assert {one: why for one, why in told.items() if why and "row-level security" in why} == {}
    assert {one: why for one, why in told.items() if why and "permission denied" in why} == {}


def _why_refused(connection: Connection, statement: str) -> str | None:
    savepoint = connection.begin_nested()
    try:
        connection.exec_driver_sql(statement)
    except DBAPIError as error:
        return str(error.orig)
    else:
        return None
    finally:
        savepoint.rollback()


SHUT = (
    "SET ROLE puhui",
    "SET ROLE {others}",
    "SET SESSION AUTHORIZATION puhui",
    "SET SESSION AUTHORIZATION {others}",
    "SELECT set_config('role', 'puhui', false)",
    "SELECT set_config('session_authorization', '{others}', false)",
    "SET session_replication_role = replica",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "ALTER ROLE {others} PASSWORD 'mine now'",
    "GRANT {others} TO CURRENT_USER",
    "GRANT puhui TO CURRENT_USER",
    "GRANT pg_read_all_data TO CURRENT_USER",
    "CREATE ROLE another",
    "CREATE DATABASE another",
    "CREATE SCHEMA another",
    "CREATE TABLE another (x int)",
    "CREATE TABLE public.another (x int)",
    "CREATE TABLE ground.another (x int)",
    "CREATE TEMPORARY TABLE another (x int)",
    "CREATE VIEW public.another AS SELECT * FROM ground.outbox",
    "CREATE FUNCTION public.peek() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION ground.tenant() RETURNS text LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION ground.tenant() RETURNS text LANGUAGE sql AS $$SELECT '{other}'$$",
    "CREATE FUNCTION pg_temp.tenant() RETURNS text LANGUAGE sql AS $$SELECT '{other}'$$",
    "ALTER FUNCTION ground.tenant() OWNER TO CURRENT_USER",
    "DROP FUNCTION ground.tenant() CASCADE",
    "CREATE EXTENSION dblink",
    "CREATE EXTENSION file_fdw",
    "CREATE EVENT TRIGGER peek ON ddl_command_start EXECUTE FUNCTION ground.refuse_change()",
    "ALTER TABLE ground.outbox DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE ground.outbox NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE ground.outbox OWNER TO CURRENT_USER",
    "ALTER TABLE ground.audit_entry DISABLE TRIGGER ALL",
    "DROP POLICY tenant ON ground.outbox",
    "CREATE POLICY mine ON ground.outbox USING (true)",
    "CALL ground.guard('ground.outbox')",
    "TRUNCATE ground.outbox",
    "TRUNCATE ground.audit_entry",
    "DELETE FROM ground.audit_entry",
    "UPDATE ground.audit_entry SET action = 'nothing'",
    "SELECT * FROM ground.tenant_login",
    "INSERT INTO ground.tenant_login VALUES (session_user, '{other}')",
    "UPDATE ground.tenant_login SET institution = '{other}'",
    "UPDATE ground.house SET institution = ''",
    "INSERT INTO ground.schema_revision VALUES ('ground_9999')",
    "SELECT * FROM pg_authid",
    "SELECT rolpassword FROM pg_authid",
    "SELECT * FROM pg_statistic",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT pg_read_binary_file('/etc/passwd')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    "COPY ground.outbox TO PROGRAM 'cat'",
    "COPY ground.idempotency TO '/tmp/others'",
    "COPY ground.outbox FROM PROGRAM 'echo'",
    "COPY ground.outbox FROM '/etc/passwd'",
    "ALTER SYSTEM SET row_security = off",
    "ALTER DATABASE puhui_isolation SET row_security = off",
    "SELECT pg_reload_conf()",
    "LOAD '/tmp/evil.so'",
    "DO LANGUAGE plpython3u 'pass'",
)


@pytest.mark.parametrize("statement", SHUT)
def test_every_side_door_is_shut(intruder: tuple[Reach, Connection], town: Town, statement: str) -> None:
    """To become somebody else, to own or alter something, to read what the server knows or its disk."""
    reach, connection = intruder
    said = statement.format(others=town.others.name, other=OTHERS)
    with pytest.raises(DBAPIError) as refused:
        connection.exec_driver_sql(said.replace("%", "%%"))
    assert not isinstance(refused.value, OperationalError), "it was refused, not broken"
    connection.rollback()
    found = connection.exec_driver_sql("SELECT session_user, ground.tenant(), ground.sees_all()").one()
    assert tuple(found) == (town.logins[reach].name, OWN[reach], False)


TRICKS = (
    "SET row_security = off",
    "SET search_path = pg_temp, public, ground",
    "SELECT set_config('puhui.tenant', '{other}', false)",
    "SELECT set_config('app.institution', '{other}', false)",
    "RESET ALL",
    "RESET SESSION AUTHORIZATION",
    "RESET ROLE",
    "SET SESSION AUTHORIZATION DEFAULT",
    "DISCARD ALL",
    "ALTER ROLE CURRENT_USER SET row_security = off",
    "ALTER ROLE CURRENT_USER SET search_path = pg_temp",
    "SET plan_cache_mode = force_generic_plan",
    "SET default_transaction_isolation = 'serializable'",
)


@pytest.mark.parametrize("statement", TRICKS)
def test_what_a_session_may_say_changes_nothing(town: Town, statement: str) -> None:
    """Allowed to everybody, and still not one row of the other's: refused, or only its own."""
    intruder = town.logins[Reach.GUARDED]
    engine = create_engine(
        town.owner.url.set(username=intruder.name, password=intruder.password), isolation_level="AUTOCOMMIT"
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(statement.format(other=OTHERS))
            _see_nothing_of_the_others(connection)
        engine.dispose()
        with engine.connect() as connection:
            _see_nothing_of_the_others(connection)
    finally:
        with town.owner.begin() as owner:
            owner.exec_driver_sql(f'ALTER ROLE "{intruder.name}" RESET ALL')
        engine.dispose()


def _see_nothing_of_the_others(connection: Connection) -> None:
    try:
        found = connection.exec_driver_sql("SELECT institution FROM ground.idempotency").scalars().all()
    except DBAPIError as refused:
        assert "row-level security" in str(refused.orig)
    else:
        assert found == [OWN[Reach.GUARDED]]


def test_nothing_leaks_past_the_policy(intruder: tuple[Reach, Connection], town: Town) -> None:
    """By a condition that complains about what it sees, by COPY, by the planner's statistics."""
    _, connection = intruder
    with town.owner.begin() as owner:
        owner.execute(text("ANALYZE ground.idempotency"))
    tell = "SELECT 1 / (CASE WHEN institution = '{}' THEN 0 ELSE 1 END) FROM ground.idempotency"
    connection.exec_driver_sql(tell.format(OTHERS)).all()
    copied = connection.connection.cursor()
    with copied.copy("COPY (SELECT institution FROM ground.idempotency) TO STDOUT") as lines:
        assert OTHERS not in b"".join(bytes(line) for line in lines).decode()
    stats = connection.exec_driver_sql(
        "SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats WHERE tablename = 'idempotency'"
    ).all()
    assert OTHERS not in str(stats)
    running = connection.exec_driver_sql(
        "SELECT query FROM pg_stat_activity WHERE usename <> session_user AND query NOT LIKE '<%%'"
    )
    assert [one for one in running.scalars() if one] == []


def test_it_gets_into_no_other_database(town: Town) -> None:
    """Another institution's own database lies on the same server; only that one's login comes in."""
    for login in town.logins.values():
        engine = make_engine(town.elsewhere.set(username=login.name, password=login.password))
        with pytest.raises(OperationalError, match="permission denied for database"):
            engine.connect()
        engine.dispose()


@pytest.mark.parametrize("password", [None, "", "wrong"])
def test_it_is_nobody_else_without_the_others_password(town: Town, password: str | None) -> None:
    """The embedded server asks every login for its password, though it listens on a private socket only."""
    for password_tried in (password, town.logins[Reach.GUARDED].password):
        engine = make_engine(town.owner.url.set(username=town.others.name, password=password_tried))
        with pytest.raises(OperationalError, match="password"):
            engine.connect()
        engine.dispose()


def test_it_owns_nothing(town: Town) -> None:
    """No object anywhere on the server, no membership, no attribute that would let it grow."""
    asked = text("""
        SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication
            OR EXISTS (SELECT FROM pg_shdepend WHERE refobjid = r.oid AND deptype = 'o')
            OR EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid)
        FROM pg_roles r WHERE rolname = :login""")
    with town.owner.connect() as owner:
        for login in (*town.logins.values(), town.others):
            assert owner.execute(asked, {"login": login.name}).scalar_one() is False


def test_an_unknown_login_sees_nothing(town: Town) -> None:
    """A login that nobody bound to an institution is no institution's, and not the house either."""
    intruder = town.logins[Reach.WHOLE]
    with town.owner.begin() as owner:
        unbound = owner.execute(
            text("DELETE FROM ground.tenant_login WHERE login = :login RETURNING institution, generation"),
            {"login": intruder.name},
        ).one()
    try:
        with town.ways[Reach.WHOLE].connect() as connection:
            seen = [_rows(connection, f"SELECT 1 FROM {table}") for table in _tables(town)]
            assert set(seen) <= {0, None}
    finally:
        with town.owner.begin() as owner:
            owner.execute(
                text("INSERT INTO ground.tenant_login VALUES (:login, :institution, :generation)"),
                {"login": intruder.name, **unbound._mapping},
            )
