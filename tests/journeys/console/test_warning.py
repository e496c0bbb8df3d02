"""Warnings at an institution's console: run by hand, ranked, with what to do; no page at a platform."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from puhui.cost import Method
from puhui.ground import Mode
from puhui.servicing import end_of_day
from tests.journeys.console.conftest import VIEWS
from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at
from tests.loan.lending import CLERK
from tests.servicing.lent import House, good, house_on, terms

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]
RUN = {"zh": "现在跑一次", "en": "Run now"}
LATE = {"zh": "正在逾期", "en": "Past due"}


@pytest.fixture(scope="module")
def lent(brook_console: Console) -> Console:
    """A borrower who drew two months ago and has not paid since."""
    ground = brook_console.ground
    today = ground.clock.now().date()
    house: House = house_on(ground, today)
    house.actor = replace(CLERK, mode=Mode.LIVE)
    house.has_funds = False
    house.lend(terms(Method.EQUAL_INSTALMENT, 10_000_000, "0.12"), on=today - timedelta(days=62))
    good(end_of_day(house.ground, house.rail, house.actor, today + timedelta(days=1), ahead_allowed=True))
    return brook_console


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_whom_to_talk_to_first(
    page_as: PageAs, lent: Console, language: str, width: int, pictures: Path
) -> None:
    """Before the first night there is a word about it; then the customer who is late, with what to do."""
    page = page_as("chen.risk", language, width, at=lent)
    page.goto("/console/warning")
    looked_at(page, language)
    page.get_by_role("button", name=RUN[language], exact=True).click()
    expect(page.locator(".warned-one")).to_have_count(1)
    expect(page.locator(".signals")).to_contain_text(LATE[language])
    looked_at(page, language)
    page.screenshot(path=pictures / f"warning-{width}-{language}.png", full_page=True)


def test_a_platform_has_no_such_page_in_its_menu(page_as: PageAs) -> None:
    """It lends nothing."""
    page = page_as("chen.risk", "zh", 1280)
    page.goto("/console/")
    expect(page.get_by_role("navigation").first).to_be_visible()
    expect(page.get_by_role("link", name="贷后预警")).to_have_count(0)
