"""Two made-up institutions in one database, with a row of each in every table that has an institution."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from puhui.ground import Ground, Settings, Vault
from puhui.ground.database import Server, make_engine, migrate
from puhui.ground.tenancy import Reach, engine_as, have_login
from puhui.ground.vault import Suite, new_master_keys
from puhui.kernel import FixedClock
from tests.conftest import NOW
from tests.isolation.town import OTHERS, OWN, Town, fill

_DATABASES = ("puhui_isolation", "puhui_elsewhere")
_MARKED = "puhui_isolation_marked"


@pytest.fixture(scope="session")
def town(postgres: Server) -> Iterator[Town]:
    """A database of its own for these tests: rows that no room would write must not meet other tests."""
    _make_databases(postgres, *_DATABASES)
    settings, keys = Settings(home=postgres.sockets, database_pool=4), new_master_keys(Suite.AES)
    engines = [make_engine(postgres.url(name)) for name in _DATABASES]
    owner, elsewhere = engines
    for engine in engines:
        migrate(engine)
    with owner.begin() as connection:
        fill(connection, (*OWN.values(), OTHERS))
    logins = {reach: have_login(owner, settings, keys, OWN[reach], reach) for reach in Reach}
    others = have_login(owner, settings, keys, OTHERS, Reach.GUARDED)
    others_own = have_login(elsewhere, settings, keys, OTHERS, Reach.WHOLE)
    ways = {reach: engine_as(login, owner.url, settings, keep=2) for reach, login in logins.items()}
    yield Town(owner, elsewhere.url, ways, logins, others, others_own)
    for engine in (*engines, *ways.values()):
        engine.dispose()


@pytest.fixture(scope="session")
def marked_platform(postgres: Server, test_home: Path) -> Iterator[Ground]:
    """A platform on which only the other institution has anything, and every word of it is marked."""
    _make_databases(postgres, _MARKED)
    url = postgres.url(_MARKED)
    settings = Settings(home=test_home, database_url=url, durable=False)
    engine = make_engine(url)
    migrate(engine)
    with engine.begin() as connection:
        fill(connection, (OTHERS,), marked=True)
    ground = Ground(settings, engine, Vault(new_master_keys(Suite.AES)), FixedClock(NOW))
    yield ground
    ground.tenants.close()
    engine.dispose()


@pytest.fixture(scope="session")
def others_house(town: Town, test_home: Path) -> Iterator[Ground]:
    """The other institution's own process, over its own login in its own database."""
    settings = Settings(home=test_home, durable=False)
    engine = engine_as(town.others_own, town.elsewhere, settings, keep=2)
    yield Ground(settings, engine, Vault(new_master_keys(Suite.AES)), FixedClock(NOW), OTHERS)
    engine.dispose()


def _make_databases(postgres: Server, *names: str) -> None:
    engine = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in names:
            connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
