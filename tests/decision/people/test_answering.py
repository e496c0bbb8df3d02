"""What a borrower asks is kept sealed, answered once, and told to them word for word."""

import pytest
from sqlalchemy import select

from puhui.decision import (
    Kept,
    Review,
    ReviewKind,
    ReviewResult,
    answer_request,
    answers_about,
    ask_review,
    decide_application,
    requests,
    review_of,
)
from puhui.decision.people import tables
from puhui.decision.people.due import due_at
from puhui.decision.people.requested import request
from puhui.decision.people.store import Asked
from puhui.ground import Actor, ActorKind, Erased, Mode, Work
from puhui.kernel import Problem, Text
from tests.decision.applying import applied, erase
from tests.decision.making import SCORECARD
from tests.decision.people.cases import WANG, as_, referred

TOLD = Text(
    "近六个月开票额比上年同期少，所以额度低。", "Invoices fell against last year, so the limit is low."
)


def test_somebody_asks_once_and_again_after_an_answer(work: Work) -> None:
    """Asked twice, it waits once; what is written lies sealed."""
    _, kept = referred(work)
    first = ask_review(work, kept.id, ReviewKind.PERSON, "我没有别的贷款")
    assert ask_review(work, kept.id, ReviewKind.PERSON) == first
    assert ask_review(work, kept.id, ReviewKind.CORRECTION) != first
    waiting, _ = requests(work, Asked(is_open=True, at_most=50))
    assert [review.kind for review in waiting] == [ReviewKind.PERSON, ReviewKind.CORRECTION]
    assert review_of(work, kept.id, ReviewKind.CORRECTION) == waiting[1]
    (note,) = work.connection.execute(
        select(tables.review.c.sealed_note).where(tables.review.c.sealed_note.is_not(None))
    ).scalars()
    assert "贷款".encode() not in note


def test_an_answer_is_told_word_for_word_and_given_once(work: Work) -> None:
    """To the borrower on their page and to staff; a second answer is told that there is one."""
    asked, kept = referred(work)
    review_id = ask_review(work, kept.id, ReviewKind.EXPLANATION, "为什么额度这么低？")
    assert not isinstance(review_id, Problem | Erased)
    done = answer_request(as_(work, WANG), review_id, TOLD, ReviewResult.EXPLAINED)
    assert isinstance(done, Review) and (done.result, done.by) == (ReviewResult.EXPLAINED, WANG.id)
    again = answer_request(as_(work, WANG), review_id, TOLD, ReviewResult.EXPLAINED)
    assert isinstance(again, Problem) and again.code == "request.already"
    borrower = Actor(str(asked.owner_id), ActorKind.BORROWER, frozenset({"borrower"}), Mode.TEST)
    told = answers_about(as_(work, borrower), asked.id)
    assert not isinstance(told, Erased)
    assert [(it.words, it.answer) for it in told] == [("为什么额度这么低？", TOLD)]


def test_somebody_elses_questions_are_not_there(work: Work) -> None:
    """Another borrower sees none of it."""
    asked, kept = referred(work)
    ask_review(work, kept.id, ReviewKind.EXPLANATION, "为什么")
    stranger = Actor(str(kept.id), ActorKind.BORROWER, frozenset({"borrower"}), Mode.TEST)
    assert answers_about(as_(work, stranger), asked.id) == ()


@pytest.mark.parametrize(
    ("kind", "result", "code"),
    [
        (ReviewKind.EXPLANATION, ReviewResult.KEPT, "answer.result"),
        (ReviewKind.CORRECTION, ReviewResult.EXPLAINED, "answer.result"),
        (ReviewKind.CORRECTION, ReviewResult.DECIDED_AGAIN, "answer.not_decided_again"),
        (ReviewKind.PERSON, ReviewResult.DECIDED_AGAIN, "answer.not_decided_again"),
        (ReviewKind.PERSON, ReviewResult.KEPT, "answer.nothing_to_keep"),
    ],
)
def test_an_answer_says_only_what_happened(
    work: Work, kind: ReviewKind, result: ReviewResult, code: str
) -> None:
    """No "decided again" without a decision, nothing "kept" where nobody has decided."""
    _, kept = referred(work)
    review_id = ask_review(work, kept.id, kind)
    assert not isinstance(review_id, Problem | Erased)
    refused = answer_request(work, review_id, TOLD, result)
    assert isinstance(refused, Problem) and refused.code == code


def test_a_machines_decision_may_be_kept_with_a_reason(work: Work) -> None:
    """The borrower asked for a person about an approval; a person keeps it and says why."""
    asked = applied(work)
    kept = decide_application(work, asked.id, scorecard=SCORECARD)
    assert isinstance(kept, Kept)
    review_id = ask_review(work, kept.id, ReviewKind.PERSON, "额度能不能高一点")
    assert not isinstance(review_id, Problem | Erased)
    assert isinstance(answer_request(work, review_id, TOLD, ReviewResult.KEPT), Review)


@pytest.mark.parametrize("said", [Text("百分百通过", "fine"), Text("", "fine"), Text("好" * 2001, "fine")])
def test_an_answer_promises_nothing_and_is_not_empty(work: Work, said: Text) -> None:
    """The same expressions are kept out as on every page."""
    _, kept = referred(work)
    review_id = ask_review(work, kept.id, ReviewKind.EXPLANATION)
    assert not isinstance(review_id, Problem | Erased)
    assert isinstance(answer_request(work, review_id, said, ReviewResult.EXPLAINED), Problem)


def test_what_was_written_goes_with_its_subject(work: Work) -> None:
    """Erased, neither words nor answer can be read."""
    asked, kept = referred(work)
    review_id = ask_review(work, kept.id, ReviewKind.EXPLANATION, "为什么")
    assert not isinstance(review_id, Problem | Erased)
    assert isinstance(answer_request(work, review_id, TOLD, ReviewResult.EXPLAINED), Review)
    erase(work, asked.owner_id)
    assert isinstance(request(work, review_id), Erased)


def test_an_answer_is_owed_by_a_business_day(work: Work) -> None:
    """Asked on a Monday: a person by Thursday, an explanation within a week, a correction within three."""
    monday = work.today()
    days = {kind: (due_at(kind, monday).date() - monday).days for kind in ReviewKind}
    assert days == {ReviewKind.PERSON: 3, ReviewKind.EXPLANATION: 7, ReviewKind.CORRECTION: 21}
