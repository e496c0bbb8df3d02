"""Products as data: their true cost in sight, changed by one, published by another, never above a cap."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.console.conftest import LANGUAGES, VIEWS
from tests.journeys.console.looking import looked_at
from tests.journeys.console.tables import SAID, checked, discard, hand_in, press, save

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]
NAME = {"zh": "溪流设备贷", "en": "Brook Equipment Loan"}
RATE = {"zh": "C 档年利率（%）", "en": "Rate of band C (%)"}


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_products_show_what_they_truly_cost(
    page_as: PageAs, language: str, width: int, pictures: Path
) -> None:
    """The list with its cost spans, one product beside the cap, its form: in one language, at both sizes."""
    page = page_as("li.ops", language, width)
    page.goto("/console/products")
    expect(page.get_by_role("listitem").filter(has_text=NAME[language])).to_contain_text("6.9% – 13.4%")
    looked_at(page, language)
    page.screenshot(path=pictures / f"products-list-{width}-{language}.png", full_page=True)
    page.get_by_role("link", name=NAME[language]).click()
    expect(page.locator(".cost svg")).to_be_visible()
    expect(page.locator(".cost figcaption")).to_contain_text("13.44%")
    looked_at(page, language)
    page.screenshot(path=pictures / f"products-read-{width}-{language}.png", full_page=True)
    page.goto("/console/products/brook_equipment/edit")
    expect(page.get_by_label(RATE[language], exact=True)).to_have_value("11.50")
    looked_at(page, language)
    page.screenshot(path=pictures / f"products-edit-{width}-{language}.png", full_page=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_product_above_the_legal_cap_is_kept_as_a_draft_and_goes_no_further(
    page_as: PageAs, language: str, pictures: Path
) -> None:
    """A fee that lifts the smallest loan over the cap: the corner is told with its figures and drawn."""
    page = page_as("li.ops", language)
    page.goto("/console/products/brook_shop_loan/edit")
    rate = page.get_by_label(RATE[language], exact=True)
    checked(page, lambda: rate.fill("23.9"))
    checked(
        page,
        lambda: page.get_by_role("button", name={"zh": "加一项费用", "en": "Add a fee"}[language]).click(),
    )
    fee = page.get_by_role("group", name={"zh": "第 1 项费用", "en": "Fee 1"}[language], exact=True)
    for field, words in {
        "名称（中文）|Name in Chinese": "测试手续费",
        "名称（英文）|Name in English": "Test handling fee",
        "收取方（中文）|Payee in Chinese": "测试溪流银行",
        "收取方（英文）|Payee in English": "Test Brook Bank",
    }.items():
        fee.get_by_label(field.split("|")[language == "en"], exact=True).fill(words)
    amount = fee.get_by_label({"zh": "金额（元）", "en": "Amount (yuan)"}[language], exact=True)
    checked(page, lambda: amount.fill("300"))
    troubles = page.locator("#troubles")
    expect(troubles).to_contain_text("24")
    expect(page.locator(".cost figcaption")).to_contain_text(
        {"zh": "超过上限，不能发布", "en": "Above the cap; it cannot be published"}[language]
    )
    save(page, language)
    expect(page.get_by_role("button", name=SAID["submit"][language], exact=True)).to_be_disabled()
    looked_at(page, language)
    page.screenshot(path=pictures / f"products-cap-{language}.png", full_page=True)
    discard(page, language)


def test_every_mistake_stands_at_its_field(page_as: PageAs) -> None:
    """An amount that is none, a month that is no number: said beside the field, the words stay as typed."""
    page = page_as("li.ops")
    page.goto("/console/products/brook_harvest/edit")
    least = page.get_by_label("最低金额（元）", exact=True)
    checked(page, lambda: least.fill("很多"))
    expect(least).to_have_attribute("aria-invalid", "true")
    expect(least).to_have_value("很多")
    months = page.get_by_label("期限（月）", exact=True)
    checked(page, lambda: months.fill("6, 十二"))
    expect(months).to_have_attribute("aria-invalid", "true")
    page.locator("#troubles").get_by_role("button", name="到那一处").first.click()
    expect(page.locator("input:focus")).to_have_attribute("aria-invalid", "true")
    looked_at(page, "zh")
    page.get_by_role("button", name="撤销未保存的改动").click()
    expect(least).to_have_value("5000")


def test_the_maker_cannot_publish_a_product_and_another_person_can(page_as: PageAs, pictures: Path) -> None:
    """One lowers a rate and hands it in; another sees the difference and who gains, and publishes."""
    maker = page_as("admin")
    maker.goto("/console/products/cloud_first_step/edit")
    rate = maker.get_by_label("A 档年利率（%）", exact=True)
    checked(maker, lambda: rate.fill("9.9"))
    save(maker)
    hand_in(maker, "A 档降一点")
    maker.goto("/console/products/cloud_first_step/review")
    expect(maker.get_by_role("note")).to_contain_text("要由另一位同事发布")
    expect(maker.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    checker = page_as("sun.approve")
    checker.goto("/console/products/cloud_first_step/review")
    expect(checker.locator(".diff > li")).to_contain_text("A 档年利率")
    press(checker, "try")
    expect(checker.locator(".tiles")).to_be_visible()
    looked_at(checker, "zh")
    checker.screenshot(path=pictures / "products-review.png", full_page=True)
    press(checker, "publish")
    expect(checker.get_by_text("现在没有等待审批的草稿")).to_be_visible()
    checker.get_by_role("link", name="现行").click()
    expect(checker.locator(".terms")).to_contain_text("A 档 9.90%")


def test_the_second_of_two_editors_of_a_product_is_told(page_as: PageAs) -> None:
    """Field by field: what the first saved stands, what the second ticks is carried over."""
    first, second = page_as("li.ops"), page_as("chen.risk")
    for page in (first, second):
        page.goto("/console/products/lamp_stall_loan/edit")
        expect(page.get_by_label("英文名称", exact=True)).to_be_visible()
    first.get_by_label("英文名称", exact=True).fill("First words")
    save(first)
    second.get_by_label("英文名称", exact=True).fill("Second words")
    second.get_by_label("负责", exact=True).fill("lending")
    press(second, "save")
    conflict = second.get_by_role("alert")
    expect(conflict).to_contain_text("li.ops")
    expect(conflict).to_contain_text("First words")
    conflict.get_by_role("checkbox").first.uncheck()
    press(conflict, "take")
    expect(second.get_by_label("英文名称", exact=True)).to_have_value("First words")
    expect(second.get_by_label("负责", exact=True)).to_have_value("lending")
    save(second)
    discard(second)


def test_a_new_product_begins_as_a_copy(page_as: PageAs) -> None:
    """A code of its own, the content of a known one; a code that is none is refused at its field."""
    page = page_as("li.ops")
    page.goto("/console/products")
    page.get_by_role("button", name="新建产品").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("产品代号").fill("Shop Loan")
    dialog.get_by_role("button", name="新建草稿").click()
    expect(dialog).to_contain_text("代号只能用小写字母")
    dialog.get_by_label("产品代号").fill("test_new_loan")
    dialog.get_by_role("button", name="新建草稿").click()
    expect(page.get_by_label("机构", exact=True)).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    page.goto("/console/products")
    expect(page.get_by_role("listitem").filter(has_text="test_new_loan")).to_contain_text("新产品，尚未发布")
    page.goto("/console/products/test_new_loan/edit")
    discard(page, is_new=True)
