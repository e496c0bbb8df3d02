"""The questions before a loan: every one answered, none that does not suit, forbidden uses one by one."""

from datetime import date

import pytest
from sqlalchemy import text

from puhui.ground import Work
from puhui.loan import ContractState, answer_suitability, contract, suitability_questions
from puhui.loan.suitability import verdict
from puhui.rulebook import rulebook
from tests.loan.lending import code_of, drafted, good, suiting

TODAY = date(2026, 11, 23)
SUITING = {
    question.code: next(answer.code for answer in question.answers if answer.suitable)
    for question in suitability_questions(TODAY)
}
UNSUITABLE = [
    (question.code, answer.code)
    for question in suitability_questions(TODAY)
    for answer in question.answers
    if not answer.suitable
]


def test_every_forbidden_use_of_the_day_is_asked_for_by_itself() -> None:
    """What the rulebook forbids is confirmed, not merely printed."""
    asked = {question.code for question in suitability_questions(TODAY)}
    assert {f"not_for_{use.code}" for use in rulebook().on(TODAY).forbidden_uses()} <= asked


def test_answers_that_all_suit_are_suitable() -> None:
    """Nothing stands in the way."""
    assert verdict(suitability_questions(TODAY), SUITING) is None


@pytest.mark.parametrize(("question", "answer"), UNSUITABLE)
def test_each_answer_that_does_not_suit_stops_with_its_own_reason(question: str, answer: str) -> None:
    """Politely, in both languages, and with what to do."""
    problem = verdict(suitability_questions(TODAY), {**SUITING, question: answer})
    assert problem is not None
    assert problem.code == f"suitability.{question}"
    assert problem.what.zh
    assert problem.what.en
    assert problem.fix is not None
    assert "{" not in problem.sentence()


@pytest.mark.parametrize("question", sorted(SUITING))
def test_a_missing_answer_is_never_taken_for_a_suitable_one(question: str) -> None:
    """Nothing missing approves; an unknown answer is none."""
    rest = {code: answer for code, answer in SUITING.items() if code != question}
    for answers in (rest, {**rest, question: "whatever"}):
        problem = verdict(suitability_questions(TODAY), answers)
        assert problem is not None
        assert problem.code == "suitability.unanswered"


def test_an_answer_to_no_question_is_refused() -> None:
    """A form of another day or another program."""
    problem = verdict(suitability_questions(TODAY), {**SUITING, "favourite_colour": "red"})
    assert problem is not None
    assert problem.code == "suitability.unknown_question"


def test_answers_that_do_not_suit_are_kept_and_the_contract_stays_a_draft(work: Work) -> None:
    """A mis-tap may be mended; each set of answers is written down."""
    made = drafted(work)
    wrong = {**suiting(work), "burden": "over_half"}
    assert code_of(answer_suitability(work, made.id, wrong)) == "suitability.burden"
    assert good(contract(work, made.id)).state is ContractState.DRAFT
    good(answer_suitability(work, made.id, suiting(work)), ContractState.SUITABLE)
    kept = work.connection.execute(text("SELECT suitable FROM loan.suitability ORDER BY at, id")).scalars()
    assert sorted(kept) == [False, True]


def test_answers_are_not_tried_out(work: Work) -> None:
    """After three sets a person speaks with the borrower."""
    made = drafted(work)
    for _ in range(3):
        answer_suitability(work, made.id, {**suiting(work), "student": "yes"})
    assert code_of(answer_suitability(work, made.id, suiting(work))) == "suitability.tries.closed"
