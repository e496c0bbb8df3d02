"""A lender for each test."""

import pytest

from puhui.ground import Ground
from tests.servicing.lent import House, house_on


@pytest.fixture
def house(ground: Ground) -> House:
    """A lender on an empty database; it is noon on 15 January 2027."""
    return house_on(ground)
