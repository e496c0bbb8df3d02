"""A second database, so that a platform and a bank each have their own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, text

from puhui.ground import Ground, Settings, Vault, open_ground
from puhui.ground.database import Server, make_engine
from puhui.ground.tenancy import Login, Reach, engine_as, have_login
from puhui.kernel import MovableClock
from tests.conftest import _WIPE, NOW
from tests.exchange.two_sides import BANK, Town, make_town


@dataclass(frozen=True)
class BankHouse:
    """The bank's own database, opened once: its settings, its keys, and its login that owns nothing."""

    settings: Settings
    vault: Vault
    url: URL
    login: Login


@pytest.fixture(scope="session")
def bank_house(postgres: Server, test_home: Path) -> BankHouse:
    """Made as `open_ground` makes it, migrations and grants included."""
    name = "puhui_tests_bank"
    engine = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    settings = Settings(home=test_home / "bank", database_url=postgres.url(name), durable=False)
    with open_ground(settings, institution=BANK) as ground:
        vault = ground.vault
    owner = make_engine(postgres.url(name))
    login = have_login(owner, settings, vault.keys, BANK, Reach.WHOLE)
    owner.dispose()
    return BankHouse(settings, vault, owner.url, login)


@pytest.fixture
def clock() -> MovableClock:
    """What both sides say the time is."""
    return MovableClock(NOW)


@pytest.fixture
def bank_ground(bank_house: BankHouse, clock: MovableClock) -> Iterator[Ground]:
    """The bank's own process on its empty database, over its login."""
    engine = engine_as(bank_house.login, bank_house.url, bank_house.settings, keep=10)
    yield Ground(bank_house.settings, engine, bank_house.vault, clock, BANK)
    engine.dispose()
    owner = create_engine(bank_house.url)
    with owner.begin() as connection:
        connection.execute(text(_WIPE))
    owner.dispose()


@pytest.fixture
def town(ground: Ground, bank_ground: Ground, clock: MovableClock) -> Iterator[Town]:
    """Platform and bank, registered with each other."""
    platform = replace(ground, clock=clock)
    yield make_town(platform, bank_ground)
    platform.tenants.close()
