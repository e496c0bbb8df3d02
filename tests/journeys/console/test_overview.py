"""The overview: what is going on, for those who may see it, by numbers that are the house's own."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from tests.journeys.console.conftest import VIEWS
from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_day_is_seen_at_a_glance(page_as: PageAs, language: str, width: int) -> None:
    """Every part stands, in both languages and widths; each drawing has a sentence and a table."""
    page = page_as("admin", language, width)
    page.goto("/console/overview")
    headings = {
        "zh": ("今天", "近 14 天的申请与结果", "现在需要人处理", "等待时间", "放款与回款", "逾期"),
        "en": ("Today", "Applications and outcomes, last 14 days", "Needs a person now", "Waiting time"),
    }
    for name in headings[language]:
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.locator(".chart [role=img]").first).to_have_attribute("aria-label", re.compile(r"\d"))
    looked_at(page, language)


def test_todays_figures_are_those_of_the_house(page_as: PageAs, console: Console) -> None:
    """As many as there are in the house's own tables; the drawing's table says the same of today."""
    today = str(_applied_today(console))
    page = page_as("admin")
    page.goto("/console/overview")
    applied = page.locator(".figure-one").filter(has_text="新申请").locator(".figure-value")
    expect(applied).to_have_text(today)
    page.get_by_role("button", name="看数据表").first.click()
    row = page.get_by_role("region").get_by_role("row").nth(1)
    expect(row.get_by_role("cell").nth(1)).to_have_text(today)
    looked_at(page, "zh")


def test_what_needs_a_person_leads_there(page_as: PageAs) -> None:
    """Each line is a link into the console."""
    page = page_as("admin")
    page.goto("/console/overview")
    waiting = page.locator(".tasks a")
    expect(waiting.first).to_be_visible()
    for link in waiting.all():
        assert re.match(r"/console/\w+", link.get_attribute("href") or "")


def test_a_server_that_does_not_answer_is_said_and_tried_again(page_as: PageAs) -> None:
    """What was wrong, what to do, and a button that reads again."""
    page = page_as("admin")
    page.route("**/api/v1/desk/overview*", lambda route: route.abort())
    page.goto("/console/overview")
    expect(page.get_by_role("alert")).to_contain_text("连不上服务器")
    looked_at(page, "zh")
    page.unroute("**/api/v1/desk/overview*")
    page.get_by_role("button", name="重试").click()
    expect(page.get_by_role("heading", name="今天")).to_be_visible()


def test_nothing_jumps_when_the_figures_come(page_as: PageAs) -> None:
    """The whole layout shift from opening to standing still is below what a reader notices (0.1)."""
    page = page_as("admin")
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(one => {"
        " if (!one.hadRecentInput) window.shift += one.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto("/console/overview")
    page.get_by_role("heading", name="逾期").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") < 0.1


def _applied_today(console: Console) -> int:
    """Applications of this Beijing day."""
    counted = text(
        "SELECT count(*) FROM intake.application WHERE mode = 'live'"
        " AND (created_at AT TIME ZONE 'Asia/Shanghai')::date = (now() AT TIME ZONE 'Asia/Shanghai')::date"
    )
    with console.ground.engine.connect() as connection:
        return int(connection.execute(counted).scalar_one())
