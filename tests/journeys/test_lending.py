"""A loan from the first consent to the early settlement quote, across a platform and three institutions.

Everything is a real process; the borrower is a real Chromium; the only thing that is hurried is the business
date.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.borrowing import BorrowingShopper, both_sizes
from tests.journeys.neighbourhood import Neighbourhood
from tests.journeys.street import Street

pytestmark = pytest.mark.browser
Enter = Callable[..., BorrowingShopper]


@pytest.fixture
def enter(chromium: Any, everybody: Neighbourhood) -> Iterator[Enter]:
    """Open windows at the platform; all are closed at the end."""
    windows: list[BorrowingShopper] = []

    def opened(**options: Any) -> BorrowingShopper:
        windows.append(BorrowingShopper(chromium, everybody.platform.address, **options))
        return windows[-1]

    yield opened
    for window in windows:
        window.leave()


def test_a_loan_from_consent_to_the_early_settlement_quote(
    enter: Enter, everybody: Neighbourhood, street: Street, pictures: Path
) -> None:
    """One shop, one lender, one inquiry, one drawdown; the platform's mirror agrees to the fen."""
    shop, shopper = street.who_is("honest_strong", "individual_business")[0], enter()
    shopper.apply(shop)
    shopper.upload(street.files(shop))
    shopper.press("invoices.go")
    shopper.press("decision.approve.go")
    shopper.choose("测试溪流银行")
    shopper.goes_over()
    assert shopper.page.url.startswith(everybody.institutions["test_brook_bank"].address)
    both_sizes(shopper, pictures, "lending-1-inquiry")
    assert everybody.inquiries() == []
    shopper.lets_them_ask()
    both_sizes(shopper, pictures, "lending-2-result")
    assert len(everybody.inquiries()) == 1
    shopper.accepts()
    both_sizes(shopper, pictures, "lending-3-suitability")
    shopper.answers()
    shopper.picture(pictures, "lending-4-costs-popup", whole=False)
    shopper.page.evaluate("document.querySelector('form.confirm').submit()")
    shopper.page.locator(".note.bad").wait_for()
    assert shopper.page.url.endswith("/costs")
    shopper.picture(pictures, "lending-4-costs-too-early", whole=False)
    shopper.reads_the_costs()
    both_sizes(shopper, pictures, "lending-5-account")
    shopper.binds(shop.mobile)
    both_sizes(shopper, pictures, "lending-6-contract")
    shopper.signs(shop.owner_name)
    both_sizes(shopper, pictures, "lending-7-draw")
    shopper.draws()
    assert shopper.page.locator("table.dues").is_visible()
    both_sizes(shopper, pictures, "lending-8-loan")
    assert len(everybody.movements()) == 1
    dues = shopper.page.locator("table.dues tbody tr td:nth-child(2)").all_inner_texts()
    everybody.evening("test_brook_bank", date.fromisoformat(dues[0]))
    shopper.page.reload()
    both_sizes(shopper, pictures, "lending-9-due")
