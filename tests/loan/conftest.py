"""A lender's own process, over its own database login."""

from collections.abc import Callable, Iterator

import pytest

from puhui.ground import Ground, Work
from tests.loan.lending import CLERK, LENDER


@pytest.fixture
def bank(tenant_ground: Callable[[str], Ground]) -> Ground:
    """The lender's ground; each `work` of it is a transaction of its own."""
    return tenant_ground(LENDER)


@pytest.fixture
def work(bank: Ground) -> Iterator[Work]:
    """One `Work` by the lender's clerk."""
    with bank.work(CLERK) as work:
        yield work
