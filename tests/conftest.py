"""Furniture that many tests share."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from puhui.app.cli.voice import set_language
from puhui.ground import Actor, ActorKind, Ground, Mode, Settings, Vault, Work
from puhui.ground.database import Server, embedded_server, make_engine, migrate, remove_cluster
from puhui.ground.tenancy import Reach, engine_as, have_login
from puhui.ground.vault import load_or_make_keys
from puhui.kernel import FixedClock

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday, ten in the morning in Beijing: what `ground` and `work` say the time is."""

_WIPE = """
DO $$ DECLARE one record; has_rows boolean; BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT schemaname AS s, tablename AS t FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
        AND tablename NOT IN ('schema_revision', 'tenant_login')
    LOOP
        IF one.s = 'public' THEN
            EXECUTE format('DROP TABLE %I.%I', one.s, one.t);
            CONTINUE;
        END IF;
        EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', one.s, one.t) INTO has_rows;
        IF has_rows THEN EXECUTE format('DELETE FROM %I.%I', one.s, one.t); END IF;
    END LOOP;
    FOR one IN SELECT schemaname AS s, sequencename AS t FROM pg_sequences WHERE last_value IS NOT NULL
    LOOP EXECUTE format('ALTER SEQUENCE %I.%I RESTART', one.s, one.t); END LOOP;
END $$"""
"""Copying a template costs 0.3 s a test; emptying what has rows, triggers aside, costs a few milliseconds.
A room's tables stand in its own schema; what a test made for itself in `public` goes."""


@pytest.fixture(autouse=True)
def _speaks_chinese() -> None:
    """A command called in this process with `--lang en` does not choose the language of the next test."""
    set_language("zh")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The public data sets that lie beside the checkout; where they are absent, the test skips."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public data sets are not beside this checkout (../shared/data)")
    return folder


@pytest.fixture(scope="session")
def test_home() -> Iterator[Path]:
    """A data folder of this test run, reachable for the account PostgreSQL runs under, removed at the end."""
    home = Path(tempfile.mkdtemp(prefix="puhui-tests-"))
    home.chmod(0o711)
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres(test_home: Path) -> Iterator[Server]:
    """One embedded PostgreSQL for the whole run; it does not wait for the disk."""
    with embedded_server(test_home, durable=False) as server:
        yield server
    deadline = time.monotonic() + 10
    while (test_home / "postgres" / "cluster" / "postmaster.pid").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    remove_cluster(test_home)


@pytest.fixture(scope="session")
def migrated(postgres: Server) -> str:
    """The address of a database with every room's tables."""
    name = "puhui_tests"
    engine = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    engine = make_engine(postgres.url(name))
    migrate(engine)
    engine.dispose()
    return postgres.url(name)


@pytest.fixture
def database_url(migrated: str) -> Iterator[str]:
    """A migrated database without a row, for this one test."""
    yield migrated
    engine = create_engine(migrated)
    with engine.begin() as connection:
        connection.execute(text(_WIPE))
    engine.dispose()


@pytest.fixture
def ground(database_url: str, test_home: Path) -> Iterator[Ground]:
    """The ground on an empty database, with a clock that stands still at `NOW`."""
    settings = Settings(home=test_home, database_url=database_url, durable=False)
    engine = make_engine(database_url)
    vault = Vault(load_or_make_keys(settings.keys, settings.suite))
    ground = Ground(settings, engine, vault, FixedClock(NOW))
    yield ground
    ground.tenants.close()
    engine.dispose()


@pytest.fixture
def clerk() -> Actor:
    """A made-up member of staff who may do everything."""
    return Actor("clerk-990000", ActorKind.PERSON, frozenset({"admin"}), Mode.TEST)


@pytest.fixture
def work(ground: Ground, clerk: Actor) -> Iterator[Work]:
    """One `Work` by the clerk on an empty database."""
    with ground.work(clerk) as work:
        yield work


@pytest.fixture
def tenant_ground(ground: Ground, database_url: str) -> Iterator[Callable[[str], Ground]]:
    """`tenant_ground("test_brook_bank")`: that institution's own process, over its own login."""
    with ExitStack() as closing:

        def opened(code: str) -> Ground:
            login = have_login(ground.engine, ground.settings, ground.vault.keys, code, Reach.WHOLE)
            engine = engine_as(login, ground.engine.url, ground.settings, keep=2)
            closing.callback(engine.dispose)
            return Ground(ground.settings, engine, ground.vault.for_tenant(code), ground.clock, code)

        yield opened


@pytest.fixture
def institution_work(tenant_ground: Callable[[str], Ground], clerk: Actor) -> Iterator[Callable[[str], Work]]:
    """`institution_work("test_brook_bank")`: one `Work` by its clerk, over the institution's own login."""
    with ExitStack() as closing:
        yield lambda code: closing.enter_context(tenant_ground(code).work(clerk))
