"""Migrations: they make exactly the declared tables, agree when they race, and refuse a newer database."""

import importlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import ProgrammingError

import puhui
from puhui.ground import Settings, Unavailable, open_ground
from puhui.ground.database import Server, find_migrations, make_engine, metadata, migrate
from puhui.kernel import Language
from tests.conftest import ROOT


@pytest.fixture
def empty(postgres: Server) -> Iterator[Engine]:
    """A database with nothing in it."""
    _run(postgres, "CREATE DATABASE puhui_empty")
    engine = make_engine(postgres.url("puhui_empty"))
    yield engine
    engine.dispose()
    _run(postgres, "DROP DATABASE puhui_empty WITH (FORCE)")


def _run(server: Server, statement: str) -> None:
    engine = create_engine(server.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _declare_every_table() -> None:
    for tables in Path(puhui.__file__).parent.rglob("tables.py"):
        module = ".".join(tables.relative_to(ROOT).with_suffix("").parts)
        if "metadata" in tables.read_text(encoding="utf-8"):
            importlib.import_module(module)


def test_migrations_make_exactly_the_declared_tables(migrated: str) -> None:
    """For every room, column by column; an index or a constraint may be the migration's alone."""
    _declare_every_table()
    engine = make_engine(migrated)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "include_object": lambda _object, name, *_: name != "schema_revision",
            },
        )
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert [_in_words(one) for one in differences if not _only_made(one)] == []


def _only_made(difference: object) -> bool:
    made = {"remove_index", "remove_constraint", "remove_fk"}
    return isinstance(difference, tuple) and difference[0] in made


def _in_words(difference: object) -> str:
    words = difference if isinstance(difference, tuple) else (difference,)
    return " ".join(str(getattr(word, "name", None) or word) for word in words)[:200]


def test_every_room_with_tables_has_migrations() -> None:
    """A `tables.py` without a `migrations/` beside it would never be made."""
    _declare_every_table()
    schemas = {table.schema for table in metadata.tables.values()}
    assert schemas == {folder.parent.name for folder in find_migrations()}


def test_a_second_migration_has_nothing_to_do(empty: Engine) -> None:
    """Starting again costs a look."""
    assert "ground_0001" in migrate(empty)
    assert migrate(empty) == ()


def test_two_starts_at_once_agree(empty: Engine) -> None:
    """One of them migrates, the other waits and finds it done."""
    applied: list[tuple[str, ...]] = []
    starts = [threading.Thread(target=lambda: applied.append(migrate(empty))) for _ in range(3)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert sorted(map(len, applied))[:2] == [0, 0]
    assert max(map(len, applied)) >= 1


def test_a_migration_that_fails_leaves_nothing(empty: Engine, tmp_path: Path) -> None:
    """All rooms in one transaction: a half-made schema cannot exist."""
    (tmp_path / "shop_0001_broken.py").write_text(
        "from alembic import op\n"
        "revision = 'shop_0001'; down_revision = None; branch_labels = ('shop',)\n"
        "depends_on = ('ground_0001',)\n"
        "def upgrade():\n    op.execute('CREATE SCHEMA shop')\n    op.execute('CREATE TABEL oops')\n"
    )
    ground = next(folder for folder in find_migrations() if folder.parent.name == "ground")
    with pytest.raises(ProgrammingError):
        migrate(empty, [ground, tmp_path])
    with empty.connect() as connection:
        query = text("SELECT count(*) FROM pg_namespace WHERE nspname IN ('ground', 'shop')")
        assert connection.execute(query).scalar_one() == 0


def test_a_database_of_a_newer_puhui_is_refused(database_url: str, tmp_path: Path) -> None:
    """Nothing is touched, and the sentence says what can be done."""
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO ground.schema_revision VALUES ('ground_9999')"))
    try:
        with (
            pytest.raises(Unavailable) as refused,
            open_ground(Settings(home=tmp_path, database_url=database_url)),
        ):
            pass
    finally:
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM ground.schema_revision WHERE version_num = 'ground_9999'"))
        engine.dispose()
    assert refused.value.problem.code == "database.newer_schema"
    assert "ground_9999" in refused.value.problem.sentence(Language.EN)


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """Your own PostgreSQL is not there: a sentence without the password."""
    url = f"postgresql+psycopg://puhui:hunter2@/puhui?host={tmp_path}"
    with pytest.raises(Unavailable) as refused, open_ground(Settings(home=tmp_path, database_url=url)):
        pass
    told = refused.value.problem.sentence(Language.EN)
    assert "PUHUI_DATABASE_URL" in told
    assert "hunter2" not in told


def test_connections_speak_utc_and_do_not_wait_for_ever(migrated: str) -> None:
    """Session settings of every connection."""
    engine = make_engine(migrated, statement_timeout_seconds=7)
    with engine.connect() as connection:
        shown = [
            connection.execute(text(f"SHOW {name}")).scalar_one()
            for name in ("TimeZone", "statement_timeout")
        ]
        name = connection.execute(text("SHOW application_name")).scalar_one()
    engine.dispose()
    assert (shown, name) == (["UTC", "7s"], "puhui")
