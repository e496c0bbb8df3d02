"""Making a login, or taking a ready-made one: by the owner of the tables, in one transaction, repeatable."""

from typing import Any, Final

from psycopg import Connection as Driver
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Connection, Engine, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError, ProgrammingError

from puhui.ground.database.migrate import SCHEMA_LOCK
from puhui.ground.settings import Settings
from puhui.ground.tables import tenant_login
from puhui.ground.tenancy import troubles
from puhui.ground.tenancy.grants import Reach, grant
from puhui.ground.tenancy.login import Login, login_of
from puhui.ground.unavailable import Unavailable
from puhui.ground.vault import MasterKeys

_PLAIN: Final = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT"

_MIGHT: Final = text("""
    SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication,
        EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid),
        EXISTS (SELECT FROM pg_shdepend WHERE refobjid = r.oid AND refclassid = 'pg_authid'::regclass
            AND deptype = 'o')
    FROM pg_roles r WHERE rolname = :login""")
_MIGHTS: Final = (
    "SUPERUSER",
    "CREATEROLE",
    "CREATEDB",
    "BYPASSRLS",
    "REPLICATION",
    "member of a role",
    "owns something",
)


def have_login(owner: Engine, settings: Settings, keys: MasterKeys, institution: str, reach: Reach) -> Login:
    """The institution's login here: made if need be, bound to it, granted what is due and no more.

    Raises Unavailable when it cannot be made, is too mighty, or is another institution's.
    """
    with owner.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": SCHEMA_LOCK})
        login = _wanted(connection, settings, keys, institution)
        _make(connection, login)
        _bind(connection, login)
        grant(connection, login.name, reach)
    return login


def renew_login(owner: Engine, settings: Settings, keys: MasterKeys, institution: str, reach: Reach) -> Login:
    """The same login with another password; whoever holds the old one gets no new connection."""
    next_one = tenant_login.c.generation + 1
    with owner.begin() as connection:
        of_institution = tenant_login.c.institution == institution
        connection.execute(update(tenant_login).where(of_institution).values(generation=next_one))
    return have_login(owner, settings, keys, institution, reach)


def _wanted(connection: Connection, settings: Settings, keys: MasterKeys, institution: str) -> Login:
    of_institution = tenant_login.c.institution == institution
    generation = connection.execute(select(tenant_login.c.generation).where(of_institution)).scalar()
    database = connection.execute(text("SELECT current_database()")).scalar_one()
    return login_of(institution, database, keys, generation=generation or 1, ready_made=settings.logins_file)


def _make(connection: Connection, login: Login) -> None:
    might = connection.execute(_MIGHT, {"login": login.name}).one_or_none()
    if might is None and login.is_ready_made:
        raise Unavailable(troubles.no_such_login(login.name))
    if might is not None and any(might):
        why = ", ".join(name for name, has in zip(_MIGHTS, might, strict=True) if has)
        raise Unavailable(troubles.too_mighty(login.name, why))
    if login.is_ready_made:
        return
    verb = "CREATE ROLE" if might is None else "ALTER ROLE"
    statement = sql.SQL(f"{verb} {{}} LOGIN {_PLAIN if might is None else ''} PASSWORD {{}}").format(
        sql.Identifier(login.name), sql.Literal(_scrambled(connection, login))
    )
    try:
        connection.exec_driver_sql(statement.as_string(None))
    except ProgrammingError as error:
        if isinstance(error.orig, InsufficientPrivilege):
            raise Unavailable(troubles.may_not_make_logins(login.name)) from None
        raise


def _bind(connection: Connection, login: Login) -> None:
    row = {"login": login.name, "institution": login.institution}
    binding = insert(tenant_login).values(row)
    try:
        connection.execute(
            binding.on_conflict_do_update(index_elements=["institution"], set_={"login": login.name})
        )
    except IntegrityError:
        raise Unavailable(troubles.anothers(login.name)) from None


def _scrambled(connection: Connection, login: Login) -> str:
    """Only the verifier travels to the server (RFC 5802), so that no log can hold the password."""
    driver: Any = connection.connection.driver_connection
    assert isinstance(driver, Driver)  # noqa: S101 - our engines are psycopg's
    verifier = driver.pgconn.encrypt_password(login.password.encode(), login.name.encode(), b"scram-sha-256")
    return verifier.decode()
