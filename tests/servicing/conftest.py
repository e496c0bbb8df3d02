"""A lender for each test."""

from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text

from puhui.ground import Ground
from tests.conftest import _WIPE
from tests.servicing.lent import House, house_on


@pytest.fixture
def house(ground: Ground) -> House:
    """A lender on an empty database; it is noon on 15 January 2027."""
    return house_on(ground)


@pytest.fixture
def wiped(database_url: str, ground: Ground) -> Callable[[], None]:
    """Empty the database in the middle of a test, to begin a second world; connections of the first end."""

    def wipe() -> None:
        ground.engine.dispose()
        engine = create_engine(database_url)
        with engine.begin() as connection:
            connection.execute(text(_WIPE))
        engine.dispose()

    return wipe
