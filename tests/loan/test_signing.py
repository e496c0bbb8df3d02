"""The way to a signature: every step kept, none skipped, nothing confirmed unread."""

from collections.abc import Callable, Iterator

import pytest

from puhui.ground import Work
from puhui.loan import ContractState, facility_of
from tests.loan.lending import LENDER, signed


@pytest.fixture
def work(institution_work: Callable[[str], Work]) -> Work:
    """Work at a lender."""
    return institution_work(LENDER)


def test_a_borrower_who_takes_every_step_signs_and_has_a_line(work: Work) -> None:
    """Draft, suitable, disclosed, confirmed, account bound, signed: the line is open for ¥100,000."""
    made = signed(work)
    line = facility_of(work, made.id)
    assert line is not None
    assert (line.limit_fen, line.reserved_fen, line.drawn_fen) == (10_000_000, 0, 0)
