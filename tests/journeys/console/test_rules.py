"""Policy tables: read by everybody who may, changed by one person, published by another."""

from collections.abc import Callable
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from puhui.kernel import BEIJING
from tests.journeys.console.conftest import LANGUAGES, VIEWS, WIDTHS
from tests.journeys.console.house import PASSWORD, Console
from tests.journeys.console.looking import looked_at
from tests.journeys.console.tables import SAID, cell, checked, discard, hand_in, press, save

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]
PROBABILITY = {"zh": "违约概率", "en": "probability of default"}


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_tables_can_be_read_in_the_order_of_a_decision(
    page_as: PageAs, language: str, width: int, pictures: Path
) -> None:
    """The list, one table as sentences, its editor and its empty history: everything in one language."""
    page = page_as("chen.risk", language, width)
    page.goto("/console/rules")
    expect(page.get_by_role("listitem").filter(has_text="2026.").first).to_contain_text(
        {"zh": "一票否决", "en": "Knock-out"}[language]
    )
    looked_at(page, language)
    page.screenshot(path=pictures / f"rules-list-{width}-{language}.png", full_page=True)
    page.get_by_role("link", name={"zh": "评级", "en": "Rating"}[language], exact=True).click()
    expect(page.get_by_role("table")).to_contain_text(PROBABILITY[language])
    expect(page.get_by_role("table")).to_contain_text("0.03 ≤ x < 0.10")
    looked_at(page, language)
    page.screenshot(path=pictures / f"rules-read-{width}-{language}.png", full_page=True)
    page.goto("/console/rules/affordability/edit")
    expect(page.locator("textarea.dt-cell, .rule-cards > li").nth(6)).to_be_visible()
    looked_at(page, language)
    page.screenshot(path=pictures / f"rules-edit-{width}-{language}.png", full_page=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_draft_or_a_publication_the_page_says_so(page_as: PageAs, language: str) -> None:
    """Nothing to review, nothing in the history: a sentence, not an empty frame."""
    page = page_as("chen.risk", language, 390)
    for view in ("review", "history"):
        page.goto(f"/console/rules/pricing_basis/{view}")
        expect(page.locator(".state-title")).to_be_visible()
        looked_at(page, language)


def test_a_gap_is_refused_with_its_place_marked_and_what_to_do(page_as: PageAs) -> None:
    """Without its last row the table is silent about some: the draft is kept, and cannot be handed in."""
    page = page_as("chen.risk")
    page.goto("/console/rules/rating/edit")
    cell(page, 5, "等级").click()
    checked(page, lambda: page.get_by_role("button", name="删除这一行").click())
    troubles = page.locator("#troubles")
    expect(troubles).to_contain_text("1 处要改")
    expect(troubles).to_contain_text("例如：probability")
    save(page)
    expect(page.get_by_role("button", name=SAID["submit"]["zh"])).to_be_disabled()
    looked_at(page, "zh")
    discard(page)


def test_rows_that_overlap_are_marked_and_the_jump_list_leads_to_them(page_as: PageAs) -> None:
    """A row that can never be reached is marked in the table; the list under it brings the cursor there."""
    page = page_as("chen.risk")
    page.goto("/console/rules/rating/edit")
    field = cell(page, 3, PROBABILITY["zh"])
    checked(page, lambda: field.fill("< 0.02"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#troubles")).to_contain_text("要改")
    page.locator("#troubles").get_by_role("button", name="到那一处").first.click()
    expect(page.locator("textarea:focus")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="撤销未保存的改动").click()
    expect(field).to_have_value("[0.03..0.10)")


def test_the_second_of_two_editors_is_told_who_was_first_and_may_carry_changes_over(page_as: PageAs) -> None:
    """Both open one table. The first saves; the second sees who and when, compares, and goes on with both."""
    first, second = page_as("chen.risk"), page_as("admin")
    for page in (first, second):
        page.goto("/console/rules/cash_flow/edit")
        expect(cell(page, 1, "说明")).to_be_visible()
    cell(first, 1, "说明").fill("第一位写的")
    save(first)
    cell(second, 1, "说明").fill("第二位写的")
    cell(second, 2, "说明").fill("只有第二位写的")
    press(second, "save")
    conflict = second.get_by_role("alert")
    expect(conflict).to_contain_text("chen.risk")
    expect(conflict).to_contain_text(datetime.now(BEIJING).strftime("%Y-%m-%d"))
    expect(conflict).to_contain_text("第一位写的")
    expect(conflict).to_contain_text("两人都改了")
    expect(conflict.get_by_role("checkbox")).to_have_count(2)
    looked_at(second, "zh")
    conflict.get_by_role("checkbox").first.uncheck()
    press(conflict, "take")
    expect(cell(second, 1, "说明")).to_have_value("第一位写的")
    expect(cell(second, 2, "说明")).to_have_value("只有第二位写的")
    save(second)
    discard(second)


def test_a_draft_is_compared_and_tried_on_past_applications_before_anybody_decides(
    page_as: PageAs, pictures: Path
) -> None:
    """What changes cell by cell, who would come out otherwise; sent back, nothing is in force."""
    maker = page_as("chen.risk")
    maker.goto("/console/rules/eligibility/edit")
    months = cell(maker, 8, "期限")
    checked(maker, lambda: months.fill("null, < 1, > 9"))
    save(maker)
    hand_in(maker, "期限收紧到九个月")
    for language, width in product(LANGUAGES, WIDTHS):
        review = page_as("sun.approve", language, width)
        review.goto("/console/rules/eligibility/review")
        expect(review.locator(".diff > li")).to_have_count(1)
        expect(review.locator(".facts").last).to_contain_text("chen.risk")
        press(review, "try", language)
        expect(review.locator(".flow svg")).to_be_visible()
        expect(review.locator(".flips tbody tr").first).to_contain_text(
            {"zh": "未通过", "en": "Declined"}[language]
        )
        looked_at(review, language)
        review.screenshot(path=pictures / f"rules-review-{width}-{language}.png", full_page=True)
    press(review, "reject", language)
    expect(review.locator(".decide")).to_contain_text("Say why it is sent back")
    review.get_by_label("Note", exact=True).fill("先和运营商量")
    press(review, "reject", language)
    expect(review.get_by_text("The draft is not submitted yet")).to_be_visible()
    maker.reload()
    expect(maker.get_by_role("alert").first).to_contain_text("先和运营商量")
    discard(maker)


def test_the_maker_cannot_publish_and_another_person_can(page_as: PageAs) -> None:
    """An administrator who edited reads that somebody else publishes; who does, and history tells."""
    maker = page_as("admin")
    maker.goto("/console/rules/price/edit")
    cell(maker, 1, "说明").fill("测试用的说明，不改变价格")
    save(maker)
    hand_in(maker, "只改说明")
    maker.get_by_role("navigation").get_by_role("link", name="审批").click()
    expect(maker.get_by_role("note")).to_contain_text("要由另一位同事发布")
    expect(maker.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    checker = page_as("sun.approve")
    checker.goto("/console/rules/price/review")
    expect(checker.locator(".diff > li")).to_contain_text("测试用的说明")
    press(checker, "publish")
    expect(checker.get_by_text("现在没有等待审批的草稿")).to_be_visible()
    checker.get_by_role("link", name="历史").click()
    line = checker.locator(".versions > li").first
    expect(line).to_contain_text("admin 修改，admin 提交，sun.approve 发布")
    expect(line).to_contain_text("正在执行")
    looked_at(checker, "zh")
    checker.get_by_role("link", name="现行").click()
    expect(checker.get_by_role("table")).to_contain_text("测试用的说明")


def test_a_session_that_ends_half_way_through_a_table_loses_nothing(
    page_as: PageAs, console: Console
) -> None:
    """The door opens over the page; after signing in the same press goes on. A reload brings all back."""
    page = page_as("chen.risk")
    page.goto("/console/rules/affordability/edit")
    cell(page, 1, "说明").fill("写到一半")
    console.end_sessions("chen.risk")
    press(page, "save")
    door = page.get_by_role("dialog")
    door.get_by_label("密码", exact=True).fill(PASSWORD)
    door.get_by_role("button", name="登录", exact=True).click()
    expect(page.locator(".act-said")).to_contain_text("已保存")
    cell(page, 2, "说明").fill("还没有保存")
    expect(page.locator(".act-said")).to_contain_text("有改动还没有保存")
    page.reload()
    expect(cell(page, 2, "说明")).to_have_value("还没有保存")
    expect(page.get_by_role("alert").first).to_contain_text("已恢复")
    page.get_by_role("button", name="撤销未保存的改动").click()
    discard(page)


def test_a_reader_sees_tables_and_no_way_to_change_them(page_as: PageAs) -> None:
    """An auditor reads; the address of the editor is of no use without the right."""
    page = page_as("he.audit")
    page.goto("/console/rules/rating")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("link", name="修改", exact=True)).to_have_count(0)


def test_the_editor_is_walked_by_keyboard_from_cell_to_cell(page_as: PageAs) -> None:
    """Tab goes from cell to cell, no column's head takes the focus, and a rule keeps its code."""
    page = page_as("chen.risk")
    page.goto("/console/rules/rating/edit")
    cell(page, 2, PROBABILITY["zh"]).focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "第 2 行，等级")
    page.get_by_label("规则代号").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("规则代号")).to_have_value("A")
    expect(page.locator(".act-said")).to_contain_text("没有草稿")
    assert page.evaluate("document.querySelectorAll('.head-cell [tabindex=\"0\"]').length") == 0
