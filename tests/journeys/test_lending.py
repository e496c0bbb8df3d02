"""A loan from the first consent to the early settlement quote, across a platform and three institutions.

Everything is a real process; the borrower is a real Chromium; only the business date is hurried.
"""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.borrowing import BorrowingShopper, both_sizes
from tests.journeys.neighbourhood import PLATFORM, Neighbourhood
from tests.journeys.street import Street

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
Enter = Callable[..., BorrowingShopper]
BROOK = "测试溪流银行"
CLOUD = "测试云朵网络银行"


@pytest.fixture
def enter(chromium: Any, everybody: Neighbourhood) -> Iterator[Enter]:
    """Open windows at the platform; all are closed at the end."""
    windows: list[BorrowingShopper] = []

    def opened(**options: Any) -> BorrowingShopper:
        windows.append(BorrowingShopper(chromium, everybody.platform.address, **options))
        windows[-1].page.set_default_timeout(30_000)
        return windows[-1]

    yield opened
    for window in windows:
        window.leave()


def test_a_loan_from_consent_to_the_early_settlement_quote(
    enter: Enter, everybody: Neighbourhood, street: Street, pictures: Path
) -> None:
    """One shop, one lender, one inquiry, one drawdown; the platform's mirror agrees to the fen."""
    shop, shopper = street.who_is("honest_strong", "individual_business")[0], enter()
    asked_before, moved_before = len(everybody.inquiries()), len(everybody.movements())
    shopper.until_offers(shop, street)
    shopper.choose(BROOK)
    applied = re.search(r"/applications/([0-9a-f-]+)/", shopper.page.url)
    assert applied
    shopper.goes_over()
    assert shopper.page.url.startswith(everybody.institutions["test_brook_bank"].address)
    both_sizes(shopper, pictures, "lending-1-inquiry")
    assert len(everybody.inquiries()) == asked_before
    shopper.lets_them_ask()
    both_sizes(shopper, pictures, "lending-2-result")
    assert len(everybody.inquiries()) == asked_before + 1
    shopper.accepts()
    both_sizes(shopper, pictures, "lending-3-suitability")
    shopper.answers()
    shopper.picture(pictures, "lending-4-costs", whole=False)
    shopper.page.evaluate("document.querySelector('form.confirm').submit()")
    shopper.page.locator("dialog .note.bad").wait_for()
    assert shopper.page.url.endswith("/costs")
    shopper.reads_the_costs()
    both_sizes(shopper, pictures, "lending-5-account")
    shopper.binds(shop.mobile)
    both_sizes(shopper, pictures, "lending-6-contract")
    shopper.signs(shop.owner_name)
    both_sizes(shopper, pictures, "lending-7-draw")
    shopper.draws()
    both_sizes(shopper, pictures, "lending-8-loan")
    assert len(everybody.movements()) == moved_before + 1
    loan = shopper.page.url
    due = shopper.page.locator("table.dues tbody td:nth-child(2)").first.inner_text()
    everybody.evening("test_brook_bank", date.fromisoformat(due))
    shopper.page.reload()
    both_sizes(shopper, pictures, "lending-9-due")
    shopper.page.locator("form[action$='/repay'] button").first.click()
    shopper.waits_for_the_bank()
    assert "已还 ¥" in shopper.page.inner_text(".note")
    shopper.page.goto(f"{loan}/settle")
    both_sizes(shopper, pictures, "lending-10-settle")
    assert shopper.sees("lending.settle.saved")
    shopper.page.goto(f"{loan}/statement")
    both_sizes(shopper, pictures, "lending-11-statement")
    position = everybody.asked("test_brook_bank", f"/api/v1/loans/{loan.rpartition('/')[2]}")
    assert position["repaid"]["principal_fen"] > 0
    _mirror_agrees(everybody, applied[1], position)
    assert everybody.asked(PLATFORM, "/api/v1/mirror/breaks") == []


def test_a_consent_withdrawn_half_way_stops_the_lender(
    enter: Enter, everybody: Neighbourhood, street: Street, pictures: Path
) -> None:
    """Withdrawn on the platform after the approval: the lender's case is closed, nothing can be signed."""
    shop, shopper = street.who_is("honest_strong", "individual_business")[1], enter()
    shopper.until_offers(shop, street)
    shopper.choose(BROOK)
    there = shopper.page.url
    shopper.goes_over()
    shopper.lets_them_ask()
    case = shopper.page.url
    shopper.page.goto(f"{everybody.platform.address}/consents")
    shopper.page.get_by_role("button", name=re.compile("撤回：.*机构")).first.click()
    assert shopper.sees("mine.consents.done")
    shopper.until_seen(case, shopper.said("lending.result.closed.title"))
    assert shopper.page.locator("form[action$='/accept']").count() == 0
    both_sizes(shopper, pictures, "lending-withdrawn")
    shopper.page.goto(there)
    assert "没有发生任何借款" in shopper.page.inner_text("main")


def test_one_lender_refuses_and_the_next_one_has_to_ask_for_itself(
    enter: Enter, everybody: Neighbourhood, street: Street, pictures: Path
) -> None:
    """The bureau's own count: one inquiry for the first, none for the second until it is confirmed there."""
    shop, shopper = street.who_is("honest_strong", "individual_business")[2], enter()
    before = len(everybody.inquiries())
    shopper.until_offers(shop, street, owner_name="测试人逾期")
    shopper.choose(BROOK)
    there = shopper.page.url
    shopper.goes_over()
    shopper.lets_them_ask()
    assert shopper.sees("lending.result.refused.title", lender=BROOK)
    assert shopper.sees("lending.result.rights.others")
    both_sizes(shopper, pictures, "lending-refused")
    assert len(everybody.inquiries()) == before + 1
    shopper.until_seen(there, shopper.said("institution.state.refused"))
    shopper.picture(pictures, "platform-refused")
    shopper.press("institution.next")
    shopper.choose(CLOUD)
    shopper.goes_over()
    assert shopper.page.url.startswith(everybody.institutions["test_cloud_bank"].address)
    both_sizes(shopper, pictures, "lending-next")
    assert len(everybody.inquiries()) == before + 1
    shopper.press("lending.leave.go")
    assert shopper.sees("lending.result.closed.title")
    assert len(everybody.inquiries()) == before + 1
    assert {it["member"] for it in everybody.inquiries()[before:]} == {"test_brook_bank"}


def test_a_silent_lender_leaves_the_borrower_free_to_choose_another(
    enter: Enter, everybody: Neighbourhood, street: Street, pictures: Path
) -> None:
    """Nobody answers: the page says that nothing was borrowed, and the next lender is one press away."""
    shop, shopper = street.who_is("honest_strong", "individual_business")[3], enter()
    silent = everybody.institutions["test_cloud_bank"].running
    assert silent
    shopper.until_offers(shop, street)
    os.kill(silent.pid, signal.SIGSTOP)
    try:
        shopper.choose(CLOUD)
        there = shopper.page.url
        time.sleep(4)
        shopper.page.goto(there)
        assert shopper.sees("institution.state.sending")
        assert "没有发生任何借款" in shopper.page.inner_text("main")
        shopper.picture(pictures, "platform-silence")
        shopper.press("institution.change")
        shopper.choose(BROOK)
        shopper.goes_over()
        assert shopper.page.url.startswith(everybody.institutions["test_brook_bank"].address)
    finally:
        os.kill(silent.pid, signal.SIGCONT)


def test_a_lender_alone_takes_a_borrower_all_the_way(
    chromium: Any, everybody: Neighbourhood, street: Street, pictures: Path
) -> None:
    """Its own start page, consents in its own name, its own decision, the same pages to the money."""
    shop = street.who_is("honest_strong", "individual_business")[0]
    shopper = BorrowingShopper(chromium, everybody.institutions["test_cloud_bank"].address)
    shopper.page.set_default_timeout(30_000)
    both_sizes(shopper, pictures, "alone-1-start")
    shopper.page.goto("/apply/consent")
    both_sizes(shopper, pictures, "alone-2-consent")
    shopper.agree()
    shopper.fill_in(shop)
    shopper.press("application.go")
    shopper.upload(street.files(shop))
    shopper.press("invoices.go")
    assert "/lending/" in shopper.page.url
    both_sizes(shopper, pictures, "alone-3-inquiry")
    shopper.lets_them_ask()
    both_sizes(shopper, pictures, "alone-4-result")
    shopper.accepts()
    shopper.answers()
    shopper.reads_the_costs()
    shopper.binds(shop.mobile)
    shopper.signs(shop.owner_name)
    shopper.draws()
    assert shopper.page.locator("h1").inner_text().startswith("还欠本金")
    shopper.page.goto("/lending")
    both_sizes(shopper, pictures, "alone-5-mine")
    assert shopper.sees("lending.mine.status.current")
    shopper.leave()


def _mirror_agrees(everybody: Neighbourhood, application_id: str, position: dict[str, Any]) -> None:
    """To the fen, as soon as the last telling has arrived."""
    books = {
        "amount_fen": position["lent_fen"],
        "principal_repaid_fen": position["repaid"]["principal_fen"],
        "days_past_due": position["days_past_due"],
        "settled_on": position["settled_on"],
    }
    told: dict[str, Any] = {}
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and told != books:
        mirrored = everybody.asked(PLATFORM, f"/api/v1/mirror/applications/{application_id}")
        assert mirrored["breaks"] == []
        told = {name: mirrored["drawdowns"][0][name] for name in books}
    assert told == books
