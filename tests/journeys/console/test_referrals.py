"""A case that waits for a person: looked at, decided by one, proposed to a second, given back."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from puhui.decision import Kept, decide_application, decision_of
from puhui.desk import refresh
from puhui.evidence import VerificationKind, VerificationResult
from tests.decision.applying import CLEAN
from tests.journeys.console.applicants import OFFICER, Shop, move_in
from tests.journeys.console.conftest import LANGUAGES, VIEWS
from tests.journeys.console.house import PASSWORD, Console
from tests.journeys.console.looking import looked_at

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]

APPROVE = {"zh": "通过…", "en": "Approve…"}
LIMIT = {"zh": "额度（元）", "en": "Limit (yuan)"}
FIRST = {"zh": "先看什么", "en": "Look at this first"}
CONFIRM = {"zh": "同意并决定", "en": "Agree and decide"}
SECOND = {"zh": "提交，等第二个人确认", "en": "Send for a second person"}
DECIDED = {"zh": "已决定", "en": "Decided"}
WAITS = {"zh": "已提出，等第二个人确认", "en": "Proposed; it waits for a second person"}
REASON = "看过流水和租约，经营稳定。"
_NUMBER = iter(range(400, 600))


@pytest.fixture
def case(console: Console) -> Callable[..., UUID]:
    """`case(80_000_000)`: a fresh shop's application that no machine could decide."""

    def applied(amount_fen: int = 20_000_000, **other: Any) -> UUID:
        shop = Shop(next(_NUMBER), "测试早点铺", "测试庚", amount_fen, **{"has_invoices": False, **other})
        case_id = move_in(console.ground, {"case": shop})["case"]
        with console.ground.work(OFFICER) as work:
            refresh(work, case_id)
        return case_id

    return applied


def open_case(page: Any, case_id: UUID, language: str = "zh") -> None:
    """The review screen, settled."""
    page.goto(f"/console/referrals/{case_id}")
    expect(page.get_by_role("heading", name=FIRST[language])).to_be_visible()


def fill(page: Any, limit_yuan: str, language: str = "zh") -> None:
    """The dialog to approve, filled in but not sent."""
    page.get_by_role("button", name=APPROVE[language], exact=True).click()
    page.get_by_label(LIMIT[language]).fill(limit_yuan)
    page.get_by_role("dialog").locator("label").filter(has_text=re.compile("^C$")).click()
    page.get_by_label({"zh": "理由（中文）", "en": "Reason (Chinese)"}[language]).fill(REASON)
    page.get_by_label({"zh": "理由（英文）", "en": "Reason (English)"}[language]).fill(
        "Takings and lease were seen; trade is steady."
    )


def send(page: Any) -> None:
    """Press the dialog's button, whatever it is called now."""
    page.get_by_role("dialog").locator(".ant-modal-footer .ant-btn-primary").click()


def told(page: Any, what: str) -> None:
    """What came of it is said on the page."""
    expect(page.get_by_role("status").filter(has_text=what)).to_be_visible(timeout=20_000)


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_two_people_decide_what_is_above_ones_authority(
    page_as: PageAs, case: Callable[..., UUID], language: str, width: int
) -> None:
    """From the queue to the case, what to look at first, a proposal, and a senior colleague who confirms."""
    case_id = case(80_000_000)
    wang = page_as("wang.review", language, width)
    wang.goto("/console/referrals")
    link = wang.locator(f"#referral-{case_id}")
    expect(link).to_be_visible()
    looked_at(wang, language)
    link.click()
    expect(wang.get_by_role("heading", name=FIRST[language])).to_be_visible()
    looked_at(wang, language)
    fill(wang, "600000", language)
    expect(wang.get_by_role("button", name=SECOND[language])).to_be_visible()
    looked_at(wang, language)
    send(wang)
    told(wang, WAITS[language])
    expect(wang.get_by_role("button", name=CONFIRM[language])).to_have_count(0)
    looked_at(wang, language)
    zhao = page_as("zhao.senior", language, width)
    open_case(zhao, case_id, language)
    looked_at(zhao, language)
    zhao.get_by_role("button", name=CONFIRM[language]).click()
    told(zhao, DECIDED[language])
    looked_at(zhao, language)


def test_a_proposal_comes_back_with_why(page_as: PageAs, case: Callable[..., UUID]) -> None:
    """The second person disagrees and says why; whoever proposed reads it and may try again."""
    case_id = case(80_000_000)
    wang, zhao = page_as("wang.review"), page_as("zhao.senior")
    open_case(wang, case_id)
    fill(wang, "600000")
    send(wang)
    told(wang, WAITS["zh"])
    open_case(zhao, case_id)
    zhao.get_by_role("button", name="不同意…").click()
    zhao.get_by_label("原因").fill("租约只到明年一月。")
    zhao.get_by_role("button", name="不同意，退回").click()
    told(zhao, "已退回")
    open_case(wang, case_id)
    expect(wang.get_by_role("alert")).to_contain_text("租约只到明年一月。")
    expect(wang.get_by_role("button", name="通过…", exact=True)).to_be_visible()
    looked_at(wang, "zh")


def test_one_person_decides_within_their_authority_by_keyboard(
    page_as: PageAs, console: Console, case: Callable[..., UUID]
) -> None:
    """`j` and Enter open a case, `a` the form; what is decided is what the borrower reads."""
    case_id = case()
    page = page_as("wang.review")
    page.goto("/console/referrals")
    expect(page.locator(f"#referral-{case_id}")).to_be_visible()
    while page.evaluate("document.activeElement.id") != f"referral-{case_id}":
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="先看什么")).to_be_visible()
    page.keyboard.press("a")
    page.get_by_label("额度（元）").fill("100000")
    page.get_by_role("dialog").locator("label").filter(has_text=re.compile("^C$")).click()
    page.get_by_role("button", name=re.compile("审核人员看过账本和流水")).click()
    send(page)
    told(page, "已决定")
    with console.ground.work(OFFICER) as work:
        kept = decision_of(work, case_id)
    assert isinstance(kept, Kept) and kept.limit_fen == 10_000_000
    assert kept.reasons[0].zh.startswith("审核人员看过账本和流水")


def test_a_session_that_expires_half_way_loses_nothing(
    page_as: PageAs, console: Console, case: Callable[..., UUID]
) -> None:
    """The form is filled in, the hours pass, one signs in again over the page, and it is sent as typed."""
    case_id = case()
    page = page_as("wang.review")
    open_case(page, case_id)
    fill(page, "120000")
    console.end_sessions("wang.review")
    send(page)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    told(page, "已决定")
    with console.ground.work(OFFICER) as work:
        kept = decision_of(work, case_id)
    assert isinstance(kept, Kept) and kept.reasons[0].zh == REASON


def test_a_reload_keeps_what_was_typed(page_as: PageAs, case: Callable[..., UUID]) -> None:
    """The dialog opens again with it, and says where it is from."""
    page = page_as("wang.review")
    open_case(page, case())
    fill(page, "120000")
    page.reload()
    page.get_by_role("button", name="通过…", exact=True).click()
    expect(page.get_by_label("理由（中文）")).to_have_value(REASON)
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("你之前写的")


def test_whoever_saw_an_older_decision_is_told_and_keeps_what_they_wrote(
    page_as: PageAs, console: Console, case: Callable[..., UUID]
) -> None:
    """It was decided again meanwhile: a reload in place, the reason still there, and then it goes through."""
    case_id = case()
    page = page_as("wang.review")
    open_case(page, case_id)
    fill(page, "120000")
    with console.ground.work(OFFICER) as work:
        assert isinstance(decide_application(work, case_id), Kept)
    send(page)
    alert = page.get_by_role("dialog").get_by_role("alert")
    expect(alert).to_contain_text("又有了新的决定")
    alert.get_by_role("button", name="重新读取").click()
    expect(alert).to_have_count(0)
    expect(page.get_by_label("理由（中文）")).to_have_value(REASON)
    page.wait_for_load_state("networkidle")
    send(page)
    told(page, "已决定")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_match_on_a_list_cannot_be_approved_by_anybody(
    page_as: PageAs, case: Callable[..., UUID], language: str
) -> None:
    """No button to approve, and the sentence says why; declining is there."""
    page = page_as("zhao.senior", language)
    open_case(
        page, case(answers={**CLEAN, VerificationKind.LIST_SCREENING: VerificationResult.MATCH}), language
    )
    never = {"zh": "任何人都不能通过", "en": "Nobody may approve"}
    expect(page.get_by_role("alert")).to_contain_text(never[language])
    expect(page.get_by_role("button", name=APPROVE[language], exact=True)).to_have_count(0)
    looked_at(page, language)


def test_an_incomplete_form_says_what_is_missing(page_as: PageAs, case: Callable[..., UUID]) -> None:
    """Nothing is sent; every field that lacks something says so."""
    page = page_as("wang.review")
    open_case(page, case())
    page.get_by_role("button", name="通过…", exact=True).click()
    send(page)
    expect(page.get_by_role("dialog").locator(".review-lacks")).to_have_count(4)
    looked_at(page, "zh")


def test_who_may_only_look_sees_no_button(page_as: PageAs, case: Callable[..., UUID]) -> None:
    """An auditor reads the case and what the machine saw."""
    page = page_as("he.audit")
    open_case(page, case())
    expect(page.get_by_text("你的角色不能处理")).to_be_visible()
    expect(page.get_by_role("button", name="通过…", exact=True)).to_have_count(0)
    looked_at(page, "zh")


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_the_reviewer_sees_how_the_tables_came_to_a_limit(
    page_as: PageAs, case: Callable[..., UUID], pictures: Path, language: str, width: int
) -> None:
    """Books are there, only the lists gave no answer: what each bound alone would carry, which one binds."""
    silent = {**CLEAN, VerificationKind.LIST_SCREENING: VerificationResult.ERROR}
    page = page_as("wang.review", language, width)
    open_case(page, case(20_000_000, has_invoices=True, answers=silent), language)
    path = page.locator(".review-machine .limit-path")
    expect(path.locator(".limit-path-holds")).to_have_count(1)
    expect(path.locator(".limit-path-holds")).to_contain_text({"zh": "最紧", "en": "binds"}[language])
    looked_at(page, language)
    path.scroll_into_view_if_needed()
    path.screenshot(path=pictures / f"limit-path-{language}-{width}.png")
