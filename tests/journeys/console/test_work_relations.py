"""The picture of relations: readable at ten and at three hundred, with its grounds, in time, as a list."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.journeys.console.around_samples import around
from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at
from tests.journeys.console.work_samples import answered, neighbourhood

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser
PageAs = Callable[..., "Page"]
Json = dict[str, Any]


def drawn(page: "Page", console: Console, answer: Callable[[Json], Json]) -> "Page":
    """Open the picture with made-up answers to what it asks."""

    def told(route: "Route") -> None:
        route.fulfill(json=answer(json.loads(route.request.post_data or "{}")))

    page.route("**/graph/around", told)
    page.goto(f"/console/work/{console.applications['approve']}/relations")
    expect(page.locator("[data-drawn]")).to_be_visible(timeout=20_000)
    return page


@pytest.mark.parametrize(
    ("language", "width", "buyers", "each"), [("zh", 1280, 18, 15), ("en", 390, 4, 0), ("zh", 390, 18, 15)]
)
def test_ten_and_three_hundred_are_drawn(
    page_as: PageAs, console: Console, pictures: Path, language: str, width: int, buyers: int, each: int
) -> None:
    """Two centres, every kind with its colour and dash in the legend, few enough dots, no sideways scroll."""
    page = drawn(page_as("chen.risk", language, width), console, lambda _: around(buyers, each=each))
    expect(page.locator(".relations-legend")).to_contain_text(
        {"zh": "联系电话", "en": "is reached by"}[language]
    )
    dots = page.locator("[data-dot]").count()
    assert dots == buyers + 6 if each == 0 else dots <= 70
    looked_at(page, language)
    size = 6 + buyers * (1 + each)
    page.screenshot(path=pictures / f"work-relations-{size}-{language}-{width}.png", full_page=True)


def test_a_dot_says_what_its_relations_rest_on(page_as: PageAs, console: Console) -> None:
    """A press on the telephone: who is on it, since when, from which source, under what; nobody by name."""
    page = drawn(page_as("chen.risk"), console, lambda _: around(6))
    page.get_by_role("button", name="电话 1").click()
    grounds = page.locator(".relations-told")
    expect(grounds).to_contain_text("3 条关系")
    expect(grounds).to_contain_text("同一电话 2 联系电话 电话 1")
    expect(grounds).to_contain_text("2025-03-01 – 至今 · 关联关系 · 本人授权 · 2026-11-01 记录")
    page.get_by_role("button", name="取消选择").click()
    expect(grounds).to_contain_text("点一个点或一条线")
    page.get_by_text("谁在背后").click()
    expect(page.locator(".relations-behind")).to_contain_text("经营者持股60%。")


def test_the_keyboard_walks_and_opens(page_as: PageAs, console: Console) -> None:
    """Arrows go to the nearest dot that way; Enter opens what is gathered, and asks for what is not there."""
    asked: list[Json] = []

    def answer(body: Json) -> Json:
        asked.append(body)
        return around(60, lines=9)

    page = drawn(page_as("chen.risk"), console, answer)
    page.locator("[data-dot][aria-label^='企业']").focus()
    page.keyboard.press("ArrowRight")
    crowd = page.locator("[data-dot]:focus")
    expect(crowd).to_have_attribute("aria-label", "下游 60 个 · 相隔 1 步 · 后面还有 8 个")
    page.keyboard.press("Enter")
    expect(page.locator("[data-drawn]")).to_have_attribute("data-drawn", "66")
    expect(page.locator("[data-dot]:focus")).to_have_attribute(
        "aria-label", "下游 5 · 相隔 1 步 · 后面还有 8 个"
    )
    with page.expect_response("**/graph/around"):
        page.locator("[data-dot][aria-label*='后面还有 8 个']").press("Enter")
    assert len(asked[-1]["open"]) == 1
    page.get_by_role("button", name="全部收起").click()
    expect(page.locator("[data-drawn]")).to_have_attribute("data-drawn", "7")


def test_the_slider_goes_back_in_time(page_as: PageAs, console: Console) -> None:
    """Home is the oldest day, where only what held then is drawn; what was known then is asked for."""
    asked: list[Json] = []

    def answer(body: Json) -> Json:
        asked.append(body)
        return around(4)

    page = drawn(page_as("chen.risk"), console, answer)
    slider = page.get_by_label("时间：哪一天存续的关系")
    slider.press("Home")
    expect(page.locator("[data-drawn]")).to_have_attribute("data-drawn", "5")
    expect(page.locator(".relations-findings")).to_have_count(0)
    expect(page.locator(".relations-cut")).to_contain_text("另有 5 个只由隐藏的或当日不存续的关系相连")
    slider.press("End")
    slider.press("ArrowLeft")
    expect(page.locator("[data-drawn]")).to_have_attribute("data-drawn", "10")
    assert [it["as_of"] for it in asked] == [None]
    with page.expect_response("**/graph/around"):
        page.get_by_label("按当时所知").check()
    assert asked[-1]["as_of"] is not None


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh", 390)])
def test_the_list_says_everything_that_is_drawn(
    page_as: PageAs, console: Console, language: str, width: int
) -> None:
    """For the keyboard and for screen readers: a line a relation; a kind that is hidden is not in it."""
    page = drawn(page_as("chen.risk", language, width), console, lambda _: around(20))
    page.get_by_text({"zh": "列表", "en": "List"}[language], exact=True).click()
    lines = page.locator(".relations-list tbody tr, .relations-list li")
    expect(lines).to_have_count(28)
    page.locator(".relations-kind", has_text={"zh": "交易", "en": "trades"}[language]).press("Enter")
    expect(lines).to_have_count(8)
    looked_at(page, language)


def test_who_may_not_look_around_sees_what_each_consent_covers(page_as: PageAs, console: Console) -> None:
    """The auditor's role, as an owner who did not agree: the desk's drawing, without roles, and why."""
    page = page_as("he.audit")
    answered(page, "**/relations?*", lambda _: neighbourhood(6))
    page.goto(f"/console/work/{console.applications['approve']}/relations")
    expect(page.locator("[data-drawn='10']")).to_be_visible(timeout=20_000)
    expect(page.locator(".relations-cut")).to_contain_text("您的角色只看得到")
    expect(page.locator(".relations")).not_to_contain_text("测试甲")


def test_a_house_that_knows_no_relations_says_when_there_will_be_some(
    page_as: PageAs, console: Console
) -> None:
    """No empty canvas."""
    page = page_as("chen.risk")
    page.route("**/graph/around", lambda route: route.fulfill(json=around(0) | {"members": [], "lines": []}))
    page.goto(f"/console/work/{console.applications['fresh']}/relations")
    expect(page.locator(".relations")).to_contain_text("还没有已知的关系")
