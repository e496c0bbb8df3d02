"""Trades, files, the unsure and the owner's card: in the console and on the borrower's own page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.console.conftest import VIEWS
from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PageAs = Callable[..., "Page"]

NAME = "测试镇桥头小吃店"
SCOPE = "小吃服务；餐饮服务；食品销售（仅销售预包装食品）"
SAID = {
    "ask": {"zh": "识别", "en": "Identify"},
    "name": {"zh": "名称", "en": "Name"},
    "scope": {"zh": "经营范围", "en": "Business scope"},
    "judge": {"zh": "划型", "en": "Tell the class"},
    "put": {"zh": "请同事确认", "en": "Ask a colleague"},
    "table": {"zh": "企业表", "en": "Table of firms"},
    "photo": {"zh": "执照照片", "en": "Photo of a licence"},
    "look": {"zh": "推断一次", "en": "Infer it"},
}


def asked(page: "Page", language: str, name: str, scope: str = "") -> None:
    """Open the page, type and ask."""
    page.goto("/console/identify")
    page.get_by_label(SAID["name"][language], exact=True).fill(name)
    page.get_by_label(SAID["scope"][language], exact=True).fill(scope)
    page.locator("form button[type=submit]").first.click()


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_a_name_and_a_scope_give_a_trade_with_the_words_that_decided(
    page_as: PageAs, pictures: Path, language: str, width: int
) -> None:
    """Catering with its probability, the words marked where they stand, and with figures the size class."""
    page = page_as("wang.review", language, width)
    asked(page, language, NAME, SCOPE)
    expect(page.locator(".identify-first h2 code")).to_have_text("62", timeout=60_000)
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_label(re.compile("从业人员|Employees")).fill("5")
    page.get_by_label(re.compile("营业收入|Income")).fill("60")
    page.locator(".identify-figures button").click()
    expect(page.locator(".identify-size-class")).to_contain_text({"zh": "微型", "en": "Micro"}[language])
    looked_at(page, language)
    page.screenshot(path=pictures / f"identify-{language}-{width}.png", full_page=True)


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_what_is_unsure_is_answered_by_keyboard_and_taken_back(
    page_as: PageAs, pictures: Path, language: str, width: int
) -> None:
    """Put before people, found in the queue, answered by a digit, taken back by z; who answered is told."""
    name = f"测试{'甲' if language == 'zh' else '乙'}隆昌{width}"
    page = page_as("wang.review", language, width)
    asked(page, language, name)
    page.get_by_role("button", name=SAID["put"][language]).click(timeout=60_000)
    looked_at(page, language)
    page.screenshot(path=pictures / f"identify-unsure-{language}-{width}.png", full_page=True)
    page.get_by_role("status").get_by_role("link").click()
    line = page.locator(".unsure-list > li", has_text=name)
    expect(line).to_be_visible()
    line.locator(".unsure-name").click()
    looked_at(page, language)
    page.screenshot(path=pictures / f"unsure-{language}-{width}.png", full_page=True)
    page.keyboard.press("1")
    expect(page.locator(".unsure-said button")).to_be_visible()
    expect(line).to_have_count(0)
    page.keyboard.press("z")
    expect(line).to_be_visible()
    line.locator(".unsure-name").click()
    page.keyboard.press("0")
    expect(line).to_have_count(0)
    page.get_by_text({"zh": "都拿不准", "en": "Nobody sure"}[language]).click()
    expect(page.locator(".unsure-list > li", has_text=name)).to_contain_text("wang.review")


def test_a_file_is_worked_through_beside_and_fetched(page_as: PageAs, pictures: Path, tmp_path: Path) -> None:
    """A GBK file with a broken row: progress to the end, counts by answer, a result with every column."""
    rows = "".join(f"{n},测试{n}号小吃店,餐饮服务\n" for n in range(300))
    source = tmp_path / "测试企业.csv"
    source.write_bytes(f"编号,名称,经营范围\n{rows}坏行\n".encode("gb18030"))
    page = page_as("li.ops")
    page.goto("/console/identify")
    page.get_by_text(SAID["table"]["zh"]).click()
    page.locator("input[type=file]").set_input_files(source)
    first = page.locator(".identify-files > li").first
    expect(first).to_contain_text("300 / 300", timeout=90_000)
    looked_at(page, "zh")
    page.screenshot(path=pictures / "identify-file-zh-1280.png", full_page=True)
    with page.expect_download() as fetched:
        first.get_by_role("link", name="下载结果").click()
    told = Path(fetched.value.path()).read_text("utf-8-sig").splitlines()
    assert len(told) == 301
    assert told[0].startswith("编号,名称,经营范围,division,class,probability")
    assert told[1].split(",")[3] == "62"


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_a_picture_that_is_no_licence_says_so(
    page_as: PageAs, pictures: Path, tmp_path: Path, language: str, width: int
) -> None:
    """A screen is no licence: a sentence that says what to do, and no fields."""
    page = page_as("wang.review", language, width)
    page.goto("/console/identify")
    page.get_by_text(SAID["photo"][language]).click()
    page.screenshot(path=tmp_path / "not-a-licence.png")
    page.locator("input[type=file]").set_input_files(tmp_path / "not-a-licence.png")
    expect(page.get_by_role("alert").first).to_be_visible(timeout=90_000)
    looked_at(page, language)
    page.screenshot(path=pictures / f"identify-photo-{language}-{width}.png", full_page=True)


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_owners_card_says_what_is_inferred_and_that_it_sets_nothing(
    page_as: PageAs, console: Console, pictures: Path, language: str, width: int
) -> None:
    """On the application's page, from the register's answer; no purpose, no decision follows."""
    page = page_as("wang.review", language, width)
    page.goto(f"/console/work/{console.applications['approve']}")
    card = page.locator(".who")
    expect(card).to_contain_text({"zh": "不决定贷款用途", "en": "sets no loan's purpose"}[language])
    card.get_by_role("button").click()
    expect(card.locator(".who-facts")).to_contain_text(
        {"zh": "工商登记", "en": "business registers"}[language], timeout=60_000
    )
    looked_at(page, language)
    card.screenshot(path=pictures / f"who-{language}-{width}.png")


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_a_photographed_licence_is_read_field_by_field_and_leads_to_its_trade(
    page_as: PageAs, pictures: Path, tmp_path: Path, language: str, width: int
) -> None:
    """Each field beside its piece of the photo; name and scope then go on to be asked about."""
    for extra in ("cv2", "PIL", "rapidocr"):
        pytest.importorskip(extra, reason="reading photos needs the extra `photo`")
    from benchmarks.identify.licences.facts import made_up
    from benchmarks.identify.licences.fonts import MissingFontError
    from benchmarks.identify.licences.paper import draw
    from benchmarks.identify.licences.spoiling import jpeg, on_a_desk

    try:
        photo = tmp_path / "licence.jpg"
        photo.write_bytes(jpeg(on_a_desk(draw(next(made_up(1, seed=7))))))
    except MissingFontError:
        pytest.skip("no Chinese font to draw a licence with")
    page = page_as("wang.review", language, width)
    page.goto("/console/identify")
    page.get_by_text(SAID["photo"][language]).click()
    page.locator("input[type=file]").set_input_files(photo)
    fields = page.locator(".licence-fields > li")
    expect(fields).to_have_count(11, timeout=120_000)
    assert fields.locator("img").count() >= 8
    looked_at(page, language)
    page.screenshot(path=pictures / f"identify-licence-{language}-{width}.png", full_page=True)
    page.locator(".identify-inset button").click()
    expect(page.get_by_label(SAID["name"][language], exact=True)).not_to_have_value("")
