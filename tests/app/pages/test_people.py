"""A borrower asks on their page and reads the answer there; a person's approval gets its offers."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from puhui.app.api import create_app
from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.app.party import platform_party
from puhui.decision import (
    Band,
    Kept,
    PersonSays,
    Review,
    ReviewKind,
    ReviewResult,
    Verdict,
    answer_request,
    decision_of,
    give_verdict,
    reviews_of,
)
from puhui.evidence import HttpClient, HttpProvider
from puhui.ground import Actor, ActorKind, Ground, Mode, Work
from puhui.ground.worker import drain_once
from puhui.kernel import Outcome, Text
from tests.app.pages.walk import Borrower, stand_in_provider

ANSWER = Text("因为没有读到发票，看不出经营情况。", "No invoice was read, so the trade cannot be seen.")


@pytest.fixture
def app(ground: Ground) -> Iterator[FastAPI]:
    with stand_in_provider() as address:
        yield create_app(ground, provider=HttpProvider(HttpClient(address), ground.clock), is_demo=True)


@pytest.fixture
def referred(app: FastAPI) -> tuple[Borrower, str, UUID]:
    """A borrower before a result that no machine could give: nothing was uploaded."""
    borrower = Borrower(app)
    here = borrower.apply()
    assert "需要人来看一看" in borrower.assess(here).text
    return borrower, here, UUID(here.rsplit("/", 1)[-1])


def reviewer(work: Work, application_id: UUID) -> Work:
    """The same work in a reviewer's hands, on the data this application is among."""
    found = text("SELECT mode FROM intake.application WHERE id = :id")
    mode = Mode(work.connection.execute(found, {"id": application_id}).scalar_one())
    wang = Actor("wang-990000", ActorKind.PERSON, frozenset({"reviewer"}), mode)
    return Work(work.connection, wang, work.clock, work.vault, work.house)


def test_a_question_asked_on_the_page_is_answered_on_the_page(
    ground: Ground, clerk: Actor, referred: tuple[Borrower, str, UUID]
) -> None:
    """By when it is answered stands there at once; then the answer, word for word."""
    borrower, here, application_id = referred
    asked = borrower.send(f"{here}/review", {"kind": "explanation", "note": "为什么要人来看？"})
    due = ground.clock.now().date() + timedelta(days=7)
    assert "请说明原因" in asked.text and f"{due.month}月{due.day}日 答复" in asked.text
    with ground.work(clerk) as work:
        staff = reviewer(work, application_id)
        (review,) = reviews_of(staff, application_id)
        assert review.kind is ReviewKind.EXPLANATION
        assert isinstance(answer_request(staff, review.id, ANSWER, ReviewResult.EXPLAINED), Review)
    assert ANSWER.zh in borrower.get(here).text


def test_a_persons_approval_is_told_as_one_and_gets_its_offers(
    ground: Ground, clerk: Actor, referred: tuple[Borrower, str, UUID]
) -> None:
    """The request for a person is answered by it; offers follow as for a machine's approval."""
    borrower, here, application_id = referred
    borrower.send(f"{here}/review", {"note": "请看看"})
    reason = Text("审核人员看过账本，经营稳定。", "A reviewer saw the books; trade is steady.")
    with ground.work(clerk) as work:
        staff = reviewer(work, application_id)
        kept = decision_of(staff, application_id)
        assert isinstance(kept, Kept)
        says = PersonSays(Outcome.APPROVE, reason, 5_000_000, Band.B)
        said = give_verdict(staff, application_id, platform_party().decider, kept.id, says)
        assert isinstance(said, Verdict) and said.decision_id is not None, said
    drain_once(ground, handlers_of(platform_party(), Outside()))
    page = borrower.get(here).text
    assert "由审核人员看过资料后作出" in page and page.count(reason.zh) == 2
    assert borrower.get(f"{here}/offers").text.count('class="offer"') > 0
