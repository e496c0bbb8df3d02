"""A table that two institutions share and nobody guards would be a hole: none may come into being unseen."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text

from tests.isolation.town import Town, tables_with_institution

LENDING = ("exchange", "loan", "servicing")
"""Rooms in which every row is some institution's."""

NOT_GUARDED = {
    "ground.account": "the door reads it, as the house; no institution's login has any right to it",
    "ground.api_key": "the same",
    "ground.tenant_login": "says who is whose; only the house reads it",
    "ground.house": "says whose database this is",
    "desk.case_file": "the house's own queue; its `institution` says where an application went",
    "matching.offer": "the platform's advice to a borrower; an institution hears of it by a package",
}
"""Tables with an institution that are closed as a whole instead, each with its reason."""

_GUARDED = text("""
    SELECT c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
        SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant'
        AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}'
        AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid)
        AND pg_get_expr(p.polqual, c.oid) LIKE '%ground.tenant()%ground.sees_all()%'
    ) AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 1
    FROM pg_class c WHERE c.oid = CAST(:table AS regclass)""")
_TABLES = text("""
    SELECT table_schema || '.' || table_name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema = ANY(:schemas)""")
_NOT_NULL = text("""
    SELECT is_nullable = 'NO' FROM information_schema.columns
    WHERE table_schema || '.' || table_name = :table AND column_name = 'institution'""")


@pytest.fixture
def owner(town: Town) -> Iterator[Connection]:
    """The owner's view of the tables."""
    with town.owner.connect() as connection:
        yield connection


def test_every_row_of_lending_names_its_institution(owner: Connection) -> None:
    """`institution text NOT NULL` in every table of exchange, loan and servicing."""
    lending = owner.execute(_TABLES, {"schemas": list(LENDING)}).scalars().all()
    assert lending, "the rooms of lending have tables"
    without = [one for one in lending if owner.execute(_NOT_NULL, {"table": one}).scalar() is not True]
    assert without == [], "add institution text NOT NULL and CALL ground.guard('…')"


def test_every_table_with_an_institution_is_guarded_or_closed(owner: Connection) -> None:
    """Forced, by the one policy of `ground.guard` for every command and every login; or listed here."""
    tables = [one for one in tables_with_institution(owner) if one not in NOT_GUARDED]
    open_ones = [one for one in tables if not owner.execute(_GUARDED, {"table": one}).scalar_one()]
    assert open_ones == [], "end the migration with CALL ground.guard('room.table')"


def test_what_is_not_guarded_is_closed_to_institutions_at_the_platform(owner: Connection, town: Town) -> None:
    """Not one right, on the table or on a column of it."""
    asked = text("""
        SELECT has_any_column_privilege(:login, :table, 'SELECT, INSERT, UPDATE')
            OR has_table_privilege(:login, :table, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')""")
    for table in NOT_GUARDED:
        assert owner.execute(asked, {"login": town.others.name, "table": table}).scalar_one() is False


def test_a_guard_needs_something_to_go_by(owner: Connection) -> None:
    """A table without `institution text NOT NULL` cannot be guarded by mistake: the migration stops."""
    owner.execute(text("CREATE TABLE public.hut (institution text)"))
    with pytest.raises(Exception, match="institution text NOT NULL"):
        owner.execute(text("CALL ground.guard('public.hut')"))


def test_no_function_runs_as_the_owner_but_the_two_questions(owner: Connection) -> None:
    """A SECURITY DEFINER function is a door; `tenant` and `sees_all` take nothing in and fix their path."""
    doors = owner.execute(
        text("""
        SELECT n.nspname || '.' || p.proname, p.pronargs, p.proconfig::text
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1""")
    ).all()
    path = '{"search_path=pg_catalog, pg_temp"}'
    assert [tuple(door) for door in doors] == [
        ("ground.sees_all", 0, path),
        ("ground.tenant", 0, path),
    ]


_KEYS = text("""
    SELECT i.indrelid::regclass || ' (' || string_agg(a.attname, ', ' ORDER BY a.attnum) || ')'
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
    WHERE i.indisunique AND c.relrowsecurity GROUP BY i.indexrelid, i.indrelid
    HAVING NOT bool_or(a.attname = 'institution' OR a.atttypid IN ('uuid'::regtype, 'bytea'::regtype))""")
_REFERENCES = text("""
    SELECT conrelid::regclass || ' → ' || confrelid::regclass
    FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid JOIN pg_class f ON f.oid = confrelid
    WHERE contype = 'f' AND c.relrowsecurity AND f.relrowsecurity
    AND NOT EXISTS (SELECT FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum = ANY(k.conkey) AND a.attname = 'institution')""")
GUESSABLE = {
    "ground.outbox (topic, key)": "keys are ids of things, which nobody can guess",
    "exchange.partner_key (key_id)": "ids of public keys, which partners exchange anyway",
}


def test_a_taken_key_tells_nothing_about_another(owner: Connection) -> None:
    """PostgreSQL checks uniqueness over everybody's rows, so "already there" must not be askable by guessing.

    Each unique key holds the institution, or something random; what does not is listed with its reason.
    """
    assert set(owner.execute(_KEYS).scalars()) - set(GUESSABLE) == set()


def test_no_row_hangs_on_another_institutions(owner: Connection) -> None:
    """Foreign keys are checked over everybody's rows too: between guarded tables they name whose it is."""
    assert owner.execute(_REFERENCES).scalars().all() == []
