"""What borrowers ask is listed, read, answered, and told to them."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from puhui.decision import Kept, ReviewKind, answers_about, ask_review, decision_of
from puhui.ground import Erased
from tests.journeys.console.applicants import OFFICER, Shop, move_in
from tests.journeys.console.conftest import VIEWS
from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]

ASKS = "测试：为什么额度比我申请的少？"
ANSWER = "因为近一年每月能剩的现金只够还这么多。"
_NUMBER = iter(range(600, 700))


@pytest.fixture
def asked(console: Console) -> Callable[[ReviewKind], tuple[UUID, UUID]]:
    """`asked(ReviewKind.EXPLANATION)`: a request about a fresh decision; ids of application and request."""

    def one(kind: ReviewKind) -> tuple[UUID, UUID]:
        shop = Shop(next(_NUMBER), "虚构面馆", "测试癸")
        case_id = move_in(console.ground, {"case": shop})["case"]
        with console.ground.work(OFFICER) as work:
            kept = decision_of(work, case_id)
            assert isinstance(kept, Kept)
            review_id = ask_review(work, kept.id, kind, ASKS)
        assert isinstance(review_id, UUID)
        return case_id, review_id

    return one


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_a_question_is_answered_and_told(
    page_as: PageAs, console: Console, asked: Callable[..., tuple[UUID, UUID]], language: str, width: int
) -> None:
    """From the list to the borrower's words, the answer, and back; the borrower then has it word for word."""
    case_id, review_id = asked(ReviewKind.EXPLANATION)
    page = page_as("wang.review", language, width)
    page.goto("/console/requests")
    link = page.locator(f"a[href$='{review_id}']")
    expect(link).to_be_visible()
    looked_at(page, language)
    link.click()
    expect(page.get_by_text(ASKS)).to_be_visible()
    looked_at(page, language)
    page.get_by_label({"zh": "答复（中文）", "en": "Answer (Chinese)"}[language]).fill(ANSWER)
    page.get_by_role("button", name={"zh": "发给借款人", "en": "Send to the borrower"}[language]).click()
    expect(page.locator("form")).to_have_count(0)
    expect(page.get_by_text(ANSWER)).to_be_visible()
    looked_at(page, language)
    with console.ground.work(OFFICER) as work:
        told = answers_about(work, case_id)
    assert not isinstance(told, Erased)
    assert [it.answer.zh for it in told if it.answer] == [ANSWER]


def test_an_answer_may_promise_nothing(page_as: PageAs, asked: Callable[..., tuple[UUID, UUID]]) -> None:
    """The server refuses by name what may not be said, and the text stays to be mended."""
    _, review_id = asked(ReviewKind.CORRECTION)
    page = page_as("wang.review")
    page.goto(f"/console/requests/{review_id}")
    page.get_by_label("答复（中文）").fill("下次百分百通过。")
    page.get_by_role("button", name="发给借款人").click()
    expect(page.get_by_role("alert")).to_contain_text("百分百")
    expect(page.get_by_label("答复（中文）")).to_have_value("下次百分百通过。")
    looked_at(page, "zh")


def test_who_asked_for_a_person_is_led_to_the_case(
    page_as: PageAs, asked: Callable[..., tuple[UUID, UUID]]
) -> None:
    """Their request points to the review; the review points back to their words."""
    case_id, review_id = asked(ReviewKind.PERSON)
    page = page_as("wang.review")
    page.goto(f"/console/requests/{review_id}")
    page.get_by_role("link", name="去复核").click()
    expect(page).to_have_url(re.compile(f"/referrals/{case_id}"))
    page.get_by_role("link", name="看请求").click()
    expect(page).to_have_url(re.compile(f"/requests/{review_id}"))


def test_leaving_half_an_answer_asks_first(page_as: PageAs, asked: Callable[..., tuple[UUID, UUID]]) -> None:
    """One stays, and the text is still there."""
    _, review_id = asked(ReviewKind.EXPLANATION)
    page = page_as("wang.review")
    page.goto(f"/console/requests/{review_id}")
    page.get_by_label("答复（中文）").fill("写了一半")
    page.get_by_role("link", name="回到请求").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button").filter(has_not_text=re.compile("离开")).last.click()
    expect(page.get_by_label("答复（中文）")).to_have_value("写了一半")
