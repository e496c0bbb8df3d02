"""A second database, so that a platform and a bank each have their own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from puhui.ground import Ground, Settings, open_ground
from puhui.ground.database import Server, make_engine, migrate
from puhui.kernel import MovableClock
from tests.conftest import _WIPE, NOW
from tests.exchange.two_sides import BANK, Town, make_town


@pytest.fixture(scope="session")
def bank_database(postgres: Server) -> str:
    """The address of the bank's own database."""
    name = "puhui_tests_bank"
    engine = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    engine = make_engine(postgres.url(name))
    migrate(engine)
    engine.dispose()
    return postgres.url(name)


@pytest.fixture
def clock() -> MovableClock:
    """What both sides say the time is."""
    return MovableClock(NOW)


@pytest.fixture
def bank_ground(bank_database: str, test_home: Path, clock: MovableClock) -> Iterator[Ground]:
    """The bank's own process: its own keys, and a login that owns nothing."""
    settings = Settings(home=test_home / "bank", database_url=bank_database, durable=False)
    with open_ground(settings, clock=clock, institution=BANK) as ground:
        yield ground
    engine = create_engine(bank_database)
    with engine.begin() as connection:
        connection.execute(text(_WIPE))
    engine.dispose()


@pytest.fixture
def town(ground: Ground, bank_ground: Ground, clock: MovableClock) -> Iterator[Town]:
    """Platform and bank, registered with each other."""
    platform = replace(ground, clock=clock)
    yield make_town(platform, bank_ground)
    platform.tenants.close()
