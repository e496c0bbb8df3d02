"""Trials: proposed by one person, approved by another, compared as decisions come in; who would flip."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from puhui.decision import decide_here, platform_decider
from tests.decision.publishing.changing import with_rate
from tests.journeys.console.conftest import LANGUAGES, VIEWS
from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]
AGAIN = ("approve", "approve_small", "refer", "decline")


@pytest.fixture
def price(tmp_path: Path) -> Path:
    """The price table with cheaper money for band A, as somebody exported it."""
    path = tmp_path / "price.json"
    path.write_text(json.dumps(with_rate("A", "0.041"), ensure_ascii=False), encoding="utf-8")
    return path


def decided_again(console: Console) -> None:
    """Some applications are decided once more, as they are when evidence changes."""
    for name in AGAIN:
        with console.ground.work(console.staff("admin")) as work:
            decide_here(work, UUID(str(console.applications[name])), platform_decider())


def proposed(page: Any, name: str, price: Path, *, is_challenge: bool = False) -> None:
    """Fill the form, upload a table, save, hand in."""
    page.goto("/console/trials/new")
    page.get_by_label("名字").fill(name)
    page.get_by_label("想弄清什么").fill("测试：A 档降价以后多少人会来")
    if is_challenge:
        page.get_by_text("挑战者：为一部分人真正决定").click()
        page.get_by_label("份额").fill("0.3")
    page.locator("input[type=file]").set_input_files(price)
    expect(page.locator(".tables-choice code")).to_have_text("price")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator("#troubles")).to_contain_text("检查通过")
    page.get_by_role("button", name="提交审批").click()
    expect(page.get_by_role("button", name="提交审批")).to_have_count(0)


def approved(page: Any, name: str) -> None:
    """Another person lets it begin today."""
    page.goto(f"/console/trials/{name}")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_text("进行中")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_trial_the_page_says_what_one_is_for(
    page_as: PageAs, language: str, pictures: Path
) -> None:
    """A sentence and a way on, at either width."""
    page = page_as("chen.risk", language, 390 if language == "en" else 1280)
    page.goto("/console/trials")
    expect(page.locator(".state-title, .trials").first).to_be_visible()
    looked_at(page, language)
    page.screenshot(path=pictures / f"trials-empty-{language}.png", full_page=True)
    page.goto("/console/trials/new")
    expect(page.get_by_role("radio").first).to_be_visible()
    looked_at(page, language)
    page.screenshot(path=pictures / f"trials-new-{language}.png", full_page=True)


def test_a_shadow_from_its_proposal_to_what_it_has_shown(
    page_as: PageAs, console: Console, price: Path, pictures: Path
) -> None:
    """Chen proposes, may not approve, Sun does; decisions come in and stand beside; Chen ends it."""
    chen, sun = page_as("chen.risk"), page_as("sun.approve")
    proposed(chen, "cheaper-a", price)
    expect(chen.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    looked_at(chen, "zh")
    chen.screenshot(path=pictures / "trials-draft-zh.png", full_page=True)
    approved(sun, "cheaper-a")
    decided_again(console)
    for language, width in VIEWS:
        page = page_as("sun.approve", language, width)
        page.goto("/console/trials/cheaper-a")
        expect(page.locator(".agreement")).to_be_visible()
        expect(page.locator(".trial-facts").first).to_contain_text("sun.approve")
        expect(page.locator(".chart svg")).to_be_visible()
        looked_at(page, language)
        page.screenshot(path=pictures / f"trials-shadow-{width}-{language}.png", full_page=True)
        page.goto("/console/trials")
        expect(page.locator(".trials li").first).to_contain_text("cheaper-a")
        looked_at(page, language)
        page.screenshot(path=pictures / f"trials-list-{width}-{language}.png", full_page=True)
    chen.goto("/console/trials/cheaper-a")
    chen.get_by_role("button", name="提前结束").click()
    chen.get_by_role("dialog").get_by_role("button", name="提前结束").click()
    expect(chen.get_by_role("dialog")).to_contain_text("请写明原因")
    chen.get_by_label("原因").fill("测试：看够了")
    chen.get_by_role("dialog").get_by_role("button", name="提前结束").click()
    expect(chen.locator(".trial-facts").first).to_contain_text("看够了")


def test_the_arms_of_a_challenge_stand_side_by_side(
    page_as: PageAs, console: Console, price: Path, pictures: Path
) -> None:
    """Approval, limit and price of both, with how sure one is of the difference; then it is ended."""
    chen, sun = page_as("chen.risk"), page_as("sun.approve")
    proposed(chen, "challenge-a", price, is_challenge=True)
    approved(sun, "challenge-a")
    decided_again(console)
    for language, width in VIEWS:
        page = page_as("sun.approve", language, width)
        page.goto("/console/trials/challenge-a")
        expect(page.locator(".intervals li").first).to_be_visible()
        looked_at(page, language)
        page.screenshot(path=pictures / f"trials-challenge-{width}-{language}.png", full_page=True)
    sun.goto("/console/trials/challenge-a")
    sun.get_by_role("button", name="提前结束").click()
    sun.get_by_label("原因").fill("测试结束")
    sun.get_by_role("dialog").get_by_role("button", name="提前结束").click()
    expect(sun.get_by_text("提前结束").first).to_be_visible()


def test_who_would_flip_is_reckoned_from_an_uploaded_table(
    page_as: PageAs, price: Path, pictures: Path
) -> None:
    """Counts, money, segments and application numbers; nobody is named."""
    page = page_as("chen.risk")
    page.goto("/console/trials/flips")
    page.locator("input[type=file]").set_input_files(price)
    page.get_by_role("button", name="算一算").click()
    expect(page.locator(".tiles")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("小吃店")
    looked_at(page, "zh")
    page.screenshot(path=pictures / "trials-flips-zh.png", full_page=True)
