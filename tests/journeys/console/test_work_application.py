"""One application on one page: who, how much, what was advised and why, and what people settle about it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.console.conftest import LANGUAGES, VIEWS
from tests.journeys.console.house import PASSWORD, Console
from tests.journeys.console.looking import looked_at
from tests.journeys.console.work_samples import answered, lent

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PageAs = Callable[..., "Page"]


def application(page: "Page", console: Console, name: str = "approve") -> "Page":
    """Open a made-up application and wait until it stands."""
    page.goto(f"/console/work/{console.applications[name]}")
    expect(page.locator(".case-summary h1")).to_be_visible(timeout=20_000)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_an_application_with_a_loan_is_told_on_one_page(
    page_as: PageAs, console: Console, pictures: Path, language: str, width: int
) -> None:
    """Who, how much, what and why in one glance; then parties, rules, offers, evidence, the loan."""
    page = page_as("chen.risk", language, width)
    case = str(console.applications["approve"])
    answered(page, f"**/desk/applications/{case}", lent)
    application(page, console)
    summary = page.locator(".case-summary")
    expect(summary.locator("h1")).to_have_text("测试小吃店")
    expect(summary).to_contain_text({"zh": "20万元", "en": "¥200k"}[language])
    expect(summary).to_contain_text({"zh": "通过", "en": "Approved"}[language])
    path = page.locator("#at-decision .limit-path")
    expect(path.locator("li")).to_have_count(7)
    expect(path.locator(".limit-path-holds")).to_contain_text({"zh": "最紧", "en": "binds"}[language])
    expect(page.locator("#at-offers")).to_contain_text("¥4,484.00")
    expect(page.locator("#at-offers")).to_contain_text(
        {"zh": "测试担保公司收", "en": "to Example guarantor"}[language]
    )
    expect(page.locator("#at-institution")).to_contain_text(
        {"zh": "逾期 3 天", "en": "3 days past due"}[language]
    )
    for head in page.locator(".case-step-head, .case-fold > button").all():
        head.click()
    looked_at(page, language)
    page.screenshot(path=pictures / f"work-case-{language}-{width}.png", full_page=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_application_that_has_nothing_yet_says_what_is_missing(
    page_as: PageAs, console: Console, language: str
) -> None:
    """Not decided, no offers, not at an institution: each in a sentence, and nothing broken."""
    page = application(page_as("li.ops", language, 390), console, "fresh")
    expect(page.locator("#at-decision")).to_contain_text(
        {"zh": "还没有评估", "en": "Not decided yet"}[language]
    )
    expect(page.locator("#at-offers")).to_contain_text({"zh": "还没有方案", "en": "No offers yet"}[language])
    looked_at(page, language)


def test_every_rule_says_what_became_of_it(page_as: PageAs, console: Console) -> None:
    """A step opens to its rules: which spoke, and at which column the others stopped; and its figures."""
    page = application(page_as("chen.risk"), console, "refer")
    step = page.locator(".case-step-line").first
    head = step.get_by_role("button")
    expect(head).to_have_attribute("aria-expanded", "false")
    head.press("Enter")
    expect(head).to_have_attribute("aria-expanded", "true")
    expect(step.locator(".case-rule-taken")).to_have_count(1)
    expect(step.locator(".case-rule", has_text="不满足").first).to_be_visible()
    expect(step.locator(".case-measures")).to_be_visible()


def test_fraud_rules_are_shown_to_few(page_as: PageAs, console: Console) -> None:
    """Operations see every other step; a reviewer sees this one too, with the word that nobody is told."""
    few = application(page_as("wang.review"), console)
    expect(few.locator(".case-steps")).to_contain_text("不能告诉借款人")
    others = application(page_as("li.ops"), console)
    expect(others.locator(".case-steps")).not_to_contain_text("欺诈")


def test_the_navigation_leads_to_every_part_and_says_where_one_is(page_as: PageAs, console: Console) -> None:
    """It stays in sight; a press brings the part below it and the keyboard goes on from there."""
    page = application(page_as("chen.risk"), console)
    nav = page.locator(".case-nav")
    nav.get_by_role("link", name="关系").click()
    expect(nav.get_by_role("link", name="关系")).to_have_attribute("aria-current", "location")
    expect(nav).to_be_in_viewport()
    expect(page.locator("#at-relations h2")).to_be_in_viewport()
    page.keyboard.press("s")
    expect(page.locator("#at-institution")).to_be_focused()


def test_a_note_survives_a_reload_and_an_expired_session(page_as: PageAs, console: Console) -> None:
    """What is written stays; after signing in again over the page it is saved, and pinned it stays on top."""
    page = application(page_as("zhao.senior"), console, "approve_small")
    page.keyboard.press("n")
    page.keyboard.type("旺季前再看一次进货。")
    page.reload()
    page.wait_for_load_state("networkidle")
    box = page.get_by_label("写一条备注")
    expect(box).to_have_value("旺季前再看一次进货。")
    console.end_sessions("zhao.senior")
    page.get_by_role("button", name="保存").click()
    door = page.get_by_role("dialog")
    door.get_by_label("密码", exact=True).fill(PASSWORD)
    door.get_by_role("button", name="登录", exact=True).click()
    note = page.locator(".case-note", has_text="旺季前再看一次进货。")
    expect(note).to_contain_text("zhao.senior")
    expect(box).to_have_value("")
    note.get_by_role("button", name="置顶").click()
    expect(page.locator(".case-note-pinned")).to_contain_text("旺季前")


def test_an_application_is_taken_handed_on_and_given_back(page_as: PageAs, console: Console) -> None:
    """A takes it; a colleague is chosen from a list; whoever looks at an old page is told who has it."""
    page = application(page_as("li.ops", "en"), console, "decline")
    late = application(page_as("chen.risk", "en"), console, "decline")
    page.keyboard.press("a")
    expect(page.locator(".case-assignee")).to_contain_text("You")
    page.get_by_role("button", name="Hand on…").click()
    page.get_by_role("button", name="Hand on to wang.review").click()
    expect(page.locator(".case-assignee")).to_contain_text("wang.review")
    late.keyboard.press("a")
    expect(late.get_by_role("alert")).to_contain_text("wang.review")
    looked_at(late, "en")
    late.get_by_role("button", name="See how it stands").click()
    expect(late.locator(".case-assignee")).to_contain_text("wang.review")


def test_an_application_that_is_none_says_so(page_as: PageAs) -> None:
    """In the server's words, inside the frame."""
    page = page_as("chen.risk", "en")
    page.goto("/console/work/01990000-0000-7000-8000-000000000000")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_text(re.compile("application", re.IGNORECASE))
