"""Two made-up institutions in one database, with a row of each in every table that has an institution."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from puhui.ground import Settings
from puhui.ground.database import Server, make_engine, migrate
from puhui.ground.tenancy import Reach, engine_as, have_login
from puhui.ground.vault import Suite, new_master_keys
from tests.isolation.town import OTHERS, OWN, Town, fill

_DATABASES = ("puhui_isolation", "puhui_elsewhere")


@pytest.fixture(scope="session")
def town(postgres: Server) -> Iterator[Town]:
    """A database of its own for these tests: rows that no room would write must not meet other tests."""
    _make_databases(postgres)
    settings, keys = Settings(home=postgres.sockets, database_pool=4), new_master_keys(Suite.AES)
    engines = [make_engine(postgres.url(name)) for name in _DATABASES]
    owner, elsewhere = engines
    for engine in engines:
        migrate(engine)
    with owner.begin() as connection:
        fill(connection, (*OWN.values(), OTHERS))
    logins = {reach: have_login(owner, settings, keys, OWN[reach], reach) for reach in Reach}
    others = have_login(owner, settings, keys, OTHERS, Reach.GUARDED)
    have_login(elsewhere, settings, keys, OTHERS, Reach.WHOLE)
    ways = {reach: engine_as(login, owner.url, settings, keep=2) for reach, login in logins.items()}
    yield Town(owner, elsewhere.url, ways, logins, others)
    for engine in (*engines, *ways.values()):
        engine.dispose()


def _make_databases(postgres: Server) -> None:
    engine = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in _DATABASES:
            connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
