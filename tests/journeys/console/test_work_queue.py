"""The queue of applications: found, filtered, taken, kept as a view, all by keyboard if one likes."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.console.conftest import VIEWS, WIDTHS
from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser
PageAs = Callable[..., "Page"]
SEARCH = "**/api/v1/desk/applications/search"


def queue(page: "Page", query: str = "") -> "Page":
    """Open the queue and wait for its lines."""
    page.goto(f"/console/work{query}")
    lines = page.locator(".work-sheet a[id^=line-], .work-sheet .state-quiet")
    expect(lines.first).to_be_visible(timeout=20_000)
    return page


def numbers(page: "Page") -> list[str]:
    """The application numbers shown, from the top."""
    return page.locator(".work-sheet a[id^=line-]").all_inner_texts()


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_everybody_who_applied_stands_in_the_queue(
    page_as: PageAs, console: Console, pictures: Path, language: str, width: int
) -> None:
    """Lines, on a phone cards, with counts above; F opens every filter, what is chosen stands as a chip."""
    page = queue(page_as("chen.risk", language, width))
    assert len(numbers(page)) >= len(console.applications)
    expect(page.locator(".work-sheet")).to_contain_text("测试小吃店")
    looked_at(page, language)
    page.screenshot(path=pictures / f"work-queue-{language}-{width}.png")
    page.keyboard.press("f")
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name={"zh": "A 档", "en": "Band A"}[language], exact=True).click()
    looked_at(page, language)
    page.screenshot(path=pictures / f"work-filters-{language}-{width}.png")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page).to_have_url(re.compile("band=A"))
    page.locator(".work-chip").get_by_role("button").click()
    expect(page).not_to_have_url(re.compile("band"))


def test_a_stage_shows_its_applications_and_all_stages_keep_their_counts(page_as: PageAs) -> None:
    """A press on a stage; a second press shows all again."""
    page = queue(page_as("chen.risk"))
    everybody = len(numbers(page))
    waiting = page.locator(".work-tile", has_text="待人工")
    count = int(waiting.locator(".work-tile-count").inner_text())
    waiting.click()
    expect(page.locator(".work-sheet a[id^=line-]")).to_have_count(count)
    expect(page.locator(".work-tile").first.locator(".work-tile-count")).to_have_text(str(everybody))
    waiting.click()
    expect(page.locator(".work-sheet a[id^=line-]")).to_have_count(everybody)


def test_a_whole_day_goes_by_keyboard(page_as: PageAs, console: Console) -> None:
    """J twice, Enter opens, J goes on to the next, U comes back to that line, and ? explains it all."""
    page = queue(page_as("chen.risk"))
    first, second, third = numbers(page)[:3]
    for _ in range(2):
        page.keyboard.press("j")
    expect(page.locator(":focus")).to_have_text(second)
    page.keyboard.press("k")
    expect(page.locator(":focus")).to_have_text(first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".case-way")).to_contain_text(second)
    page.keyboard.press("j")
    expect(page.locator(".case-way")).to_contain_text(third)
    page.keyboard.press("u")
    expect(page.locator(":focus")).to_have_text(third)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("接手所选申请")


def test_somebody_is_found_by_a_whole_name_that_no_address_ever_holds(page_as: PageAs) -> None:
    """/ goes to the search; what is typed travels in a body, and stays when one comes back."""
    page = queue(page_as("chen.risk"))
    seen: list[str] = []
    page.on("request", lambda asked: seen.append(asked.url))
    page.keyboard.press("/")
    page.keyboard.type("示例五金铺")
    page.keyboard.press("Enter")
    expect(page.locator(".work-sheet a[id^=line-]")).to_have_count(1)
    page.locator(".work-sheet a[id^=line-]").click()
    expect(page.locator("h1")).to_have_text("示例五金铺")
    page.keyboard.press("u")
    expect(page.locator(".work-sheet a[id^=line-]")).to_have_count(1)
    assert [url for url in seen if "%E7%A4%BA" in url or "示例" in url] == []


def test_nobody_found_says_so_and_offers_the_way_back(page_as: PageAs) -> None:
    """An empty answer is no dead end."""
    page = queue(page_as("chen.risk", "en"), "?region=990999")
    expect(page.locator(".work-sheet")).to_contain_text("No application fits")
    looked_at(page, "en")
    page.locator(".work-sheet").get_by_role("button", name="Clear all filters").click()
    expect(page.locator(".work-sheet")).to_contain_text("测试小吃店")


def test_two_people_who_take_the_same_application_do_not_both_get_it(
    page_as: PageAs, console: Console
) -> None:
    """The second is told who was quicker, and sees the list as it is."""
    one, other = queue(page_as("wang.review", "en")), queue(page_as("zhao.senior", "en"))
    line = one.locator(f"#line-{console.applications['refer']}").inner_text()
    one.get_by_role("button", name=f"Take {line}").click()
    expect(one.locator("tr", has_text=line)).to_contain_text("Me")
    other.get_by_role("button", name=f"Take {line}").click()
    expect(other.get_by_role("alert")).to_contain_text("wang.review")
    expect(other.locator("tr", has_text=line)).to_contain_text("wang.review")
    looked_at(other, "en")


def test_a_view_is_kept_for_oneself_or_shared_with_colleagues(page_as: PageAs) -> None:
    """Filters, order and columns come back by name; a colleague uses it and cannot take it away."""
    page = queue(page_as("chen.risk"), "?outcome=refer&sort=waiting")
    page.get_by_role("button", name="视图").click()
    page.get_by_role("button", name="保存为视图").click()
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("请写一个名称")
    page.get_by_label("名称").fill("等人看的")
    page.get_by_label("同事也能用").check()
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    colleague = queue(page_as("wang.review"))
    colleague.get_by_role("button", name="视图").click()
    expect(colleague.get_by_role("button", name="删除视图")).to_have_count(0)
    colleague.get_by_role("button", name="等人看的").click()
    expect(colleague).to_have_url(re.compile("outcome=refer.*sort=waiting"))
    page.get_by_role("button", name="视图").click()
    page.get_by_role("button", name="删除视图“等人看的”").click()
    expect(page.locator(".work-views")).not_to_contain_text("等人看的")


def test_pages_go_by_cursor_and_the_lines_keep_their_place(page_as: PageAs) -> None:
    """Forwards by the answer's cursor, back by the one before; the range says where one is."""
    page = page_as("chen.risk")
    asked: list[str | None] = []

    page.route(SEARCH, lambda route: paged_by_first_page(route, asked))
    queue(page)
    expect(page.locator(".work-pager")).to_contain_text("共 100,000 笔")
    page.keyboard.press("]")
    expect(page.locator(".work-pager")).to_contain_text("第 51–")
    page.get_by_role("button", name="上一页").click()
    expect(page.locator(".work-pager")).to_contain_text("第 1–")
    assert asked[:2] == [None, "cursor-2"]


@pytest.mark.parametrize("width", WIDTHS)
def test_an_application_opened_from_far_down_begins_at_its_top(page_as: PageAs, width: int) -> None:
    """However far the queue was scrolled; the way back leads to the line that was left."""
    page = page_as("chen.risk", "zh", width)
    page.set_viewport_size({"width": width, "height": 320})
    for _ in range(2):
        queue(page)
        line = page.locator("a[id^=line-]").last
        line.scroll_into_view_if_needed()
        assert page.evaluate("scrollY") > 0
        line.click()
        expect(page.locator(".case-summary h1")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("scrollY") == 0
    page.keyboard.press("u")
    expect(line).to_be_in_viewport()


def paged_by_first_page(route: "Route", asked: list[str | None]) -> None:
    """As if there were 100,000: every page has the lines of the first."""
    sent = route.request.post_data_json or {}
    after = sent.pop("after", None)
    asked.append(after)
    answer = route.fetch(post_data=json.dumps(sent))
    told = answer.json() | {"total": 100_000, "after": "cursor-2" if after is None else None}
    route.fulfill(response=answer, body=json.dumps(told))


def test_a_queue_that_cannot_be_read_says_why_and_tries_again(page_as: PageAs) -> None:
    """The server is away: a sentence and a button, and then the lines."""
    language = "en"
    page = page_as("chen.risk", language)
    page.route(SEARCH, lambda route: route.abort())
    page.goto("/console/work")
    expect(page.locator(".work-sheet").get_by_role("alert")).to_be_visible()
    looked_at(page, language)
    page.unroute(SEARCH)
    page.locator(".work-sheet").get_by_role("button").first.click()
    expect(page.locator(".work-sheet")).to_contain_text("测试小吃店")


def test_a_role_without_the_desk_is_told_so(page_as: PageAs) -> None:
    """A developer's keys do not open people's applications."""
    page = page_as("gu.dev")
    page.goto("/console/work")
    expect(page.get_by_role("alert")).to_contain_text("不能看这一页")


def test_nothing_moves_while_another_filter_is_read(page_as: PageAs) -> None:
    """The list stays where it is until its next answer: nothing shifts that nobody pressed."""
    page = page_as("chen.risk")
    page.add_init_script(_WATCH_SHIFTS)
    queue(page)
    page.locator(".work-tile", has_text="待人工").click()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifted") < 0.02


_WATCH_SHIFTS = """
  window.shifted = 0;
  const inside = one => one.sources.some(it => it.node?.closest?.("main"));
  new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput && inside(one)) window.shifted += one.value;
  }).observe({ type: "layout-shift", buffered: true });"""
