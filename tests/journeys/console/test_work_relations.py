"""The drawing of relations: readable at ten and at three hundred, with its grounds, and as a list."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at
from tests.journeys.console.work_samples import answered, neighbourhood

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PageAs = Callable[..., "Page"]
_CENTRE_OF_COLOUR = """([r, g, b]) => {
  for (const canvas of document.querySelectorAll(".relations-canvas canvas")) {
    const dots = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    const found = [];
    for (let at = 0; at < dots.length; at += 4)
      if (dots[at] === r && dots[at + 1] === g && dots[at + 2] === b) found.push(at / 4);
    if (found.length < 40) continue;
    const mean = of => found.reduce((sum, it) => sum + of(it), 0) / found.length;
    const box = canvas.getBoundingClientRect(), wide = canvas.width, scale = wide / box.width;
    return [box.x + mean(it => it % wide) / scale, box.y + mean(it => Math.floor(it / wide)) / scale];
  }
}"""
_PHONE_FILL = [226, 241, 245]


def drawn(page: "Page", console: Console, firms: int) -> "Page":
    """Open the drawing with an owner, a shop, a telephone, somebody else, and so many buyers."""
    answered(page, "**/relations?*", lambda _: neighbourhood(firms))
    page.goto(f"/console/work/{console.applications['approve']}/relations")
    expect(page.locator(f"[data-drawn='{firms + 4}']")).to_be_visible(timeout=20_000)
    return page


@pytest.mark.parametrize(
    ("language", "width", "firms"), [("zh", 1280, 296), ("en", 390, 6), ("zh", 390, 296)]
)
def test_ten_and_three_hundred_are_drawn(
    page_as: PageAs, console: Console, pictures: Path, language: str, width: int, firms: int
) -> None:
    """Two centres, every kind with its colour and line in the legend, and no sideways scroll."""
    page = drawn(page_as("chen.risk", language, width), console, firms)
    expect(page.locator(".relations-legend")).to_contain_text(
        {"zh": "联系电话", "en": "Reached by"}[language]
    )
    looked_at(page, language)
    page.screenshot(path=pictures / f"work-relations-{firms}-{language}-{width}.png", full_page=True)


def test_a_dot_says_what_its_relations_rest_on(page_as: PageAs, console: Console) -> None:
    """A press on the telephone: who is on it, since when, from which source, under which consent."""
    page = drawn(page_as("chen.risk"), console, 6)
    page.mouse.click(*page.evaluate(_CENTRE_OF_COLOUR, _PHONE_FILL))
    grounds = page.locator(".relations-told")
    expect(grounds).to_contain_text("3 条关系")
    expect(grounds).to_contain_text("另一位申请人 曾违约")
    expect(grounds).to_contain_text("授权 00000000")
    page.get_by_role("button", name="取消选择").click()
    expect(grounds).to_contain_text("点一个点或一条线")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh", 390)])
def test_the_list_says_everything_that_is_drawn(
    page_as: PageAs, console: Console, language: str, width: int
) -> None:
    """For the keyboard and for screen readers: a line a relation; a kind that is hidden is not in it."""
    page = drawn(page_as("he.audit", language, width), console, 20)
    page.get_by_text({"zh": "列表", "en": "List"}[language], exact=True).click()
    lines = page.locator(".relations-list tbody tr, .relations-list li")
    expect(lines).to_have_count(24)
    page.locator(".relations-kind", has_text={"zh": "交易", "en": "Trades"}[language]).press("Enter")
    expect(lines).to_have_count(4)
    looked_at(page, language)


def test_a_house_that_knows_no_relations_says_when_there_will_be_some(
    page_as: PageAs, console: Console
) -> None:
    """No empty canvas."""
    page = page_as("chen.risk")
    answered(page, "**/relations?*", lambda told: told | {"nodes": [], "edges": []})
    page.goto(f"/console/work/{console.applications['fresh']}/relations")
    expect(page.locator(".relations")).to_contain_text("还没有已知的关系")
