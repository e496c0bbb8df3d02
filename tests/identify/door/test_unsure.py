"""What a machine is unsure of waits for a person, sealed, and their answer can be taken back."""

from pathlib import Path

import pytest
from sqlalchemy import text

from puhui.ground import Settings, Work
from puhui.identify.industry import Asked, Cascade, open_cascade
from puhui.identify.service.asking import ask_trade
from puhui.identify.service.exporting import labelled_rows
from puhui.identify.service.unsure import (
    Question,
    answer_question,
    forget,
    put_before_people,
    question,
    take_back,
    unsure,
)
from puhui.identify.store.questions import Wanted
from puhui.kernel import Problem

NAME, SCOPE = "测试隆昌", "测试的经营范围"


@pytest.fixture(scope="module")
def cascade(tmp_path_factory: pytest.TempPathFactory) -> Cascade:
    """What ships, without a house's own model and without meaning."""
    opened = open_cascade(Settings(home=Path(tmp_path_factory.mktemp("home"))), embed=False)
    assert isinstance(opened, Cascade)
    return opened


@pytest.fixture
def waiting(work: Work, cascade: Cascade) -> Question:
    """One question that waits."""
    asked = Asked(NAME, SCOPE)
    put = put_before_people(work, asked, cascade.answer(asked))
    assert not isinstance(put, Problem)
    found = question(work, put)
    assert isinstance(found, Question)
    return found


def test_the_same_words_wait_once_however_they_are_typed(
    work: Work, waiting: Question, cascade: Cascade
) -> None:
    """Full-width letters and blanks make no second question."""
    asked = Asked(f"  {NAME} ", "测试的 经营范围")
    assert put_before_people(work, asked, cascade.answer(asked)) == waiting.id
    assert unsure(work, Wanted("open"))[1] == {"open": 1}


def test_what_was_asked_is_nowhere_in_the_open(work: Work, waiting: Question) -> None:
    """The row holds codes and times; the words open only with the question's own key."""
    assert waiting.asked == Asked(NAME, SCOPE)
    row = work.connection.execute(text("SELECT q::text FROM identify.question q")).scalar_one()
    assert NAME not in row and NAME.encode().hex() not in row
    trail = work.connection.execute(
        text("SELECT string_agg(e::text, '') FROM ground.audit_entry e")
    ).scalar_one()
    assert NAME not in trail


def test_an_answer_is_kept_and_told_to_whoever_asks_again(
    work: Work, waiting: Question, cascade: Cascade
) -> None:
    """With the section's letter or without; the next one who asks the same hears what a person said."""
    done = answer_question(work, waiting.id, "H6210", "门口写着小吃", None)
    assert isinstance(done, Question)
    assert (done.state, done.code, done.settled_by) == ("answered", "6210", work.actor.id)
    told = ask_trade(work, cascade, Asked(NAME, SCOPE))
    assert not isinstance(told, Problem) and told.by_person is not None
    assert told.by_person.code == "6210"


def test_taken_back_it_waits_again_and_the_history_stays(work: Work, waiting: Question) -> None:
    """Every word of every person is still there, reasons included, and nothing of it is exported."""
    done = answer_question(work, waiting.id, "62", "门口写着小吃", None)
    assert isinstance(done, Question) and done.settled_at is not None
    again = take_back(work, waiting.id, done.settled_at)
    assert isinstance(again, Question)
    assert again.state == "open"
    assert sorted((it.kind, it.reason) for it in again.history) == [
        ("code", "门口写着小吃"),
        ("taken_back", ""),
    ]
    assert len(labelled_rows(work).splitlines()) == 1


def test_who_was_slower_hears_that_somebody_answered(work: Work, waiting: Question) -> None:
    """Nobody writes over a colleague's answer that they have not seen."""
    answer_question(work, waiting.id, "62", "", None)
    late = answer_question(work, waiting.id, "52", "", None)
    assert isinstance(late, Problem) and late.code.endswith("already")


@pytest.mark.parametrize("code", ["餐饮", "H", "99999", "00"])
def test_only_a_code_of_the_classification_is_an_answer(work: Work, waiting: Question, code: str) -> None:
    """Anything else is refused with an example."""
    refused = answer_question(work, waiting.id, code, "", None)
    assert isinstance(refused, Problem) and refused.where == "code"


def test_answers_leave_as_labelled_rows_for_training(work: Work, waiting: Question) -> None:
    """Columns that `puhui identify train` finds; not-sure is no label."""
    answer_question(work, waiting.id, "6291", "", None)
    header, row = labelled_rows(work).splitlines()
    assert header == "name,business_scope,division,code,answered_on"
    assert row.startswith(f"{NAME},{SCOPE},62,6291,")


def test_forgotten_words_cannot_be_read_again(work: Work, waiting: Question, cascade: Cascade) -> None:
    """Its key is gone; asked once more the same words make a new question."""
    forget(work, waiting.id)
    assert isinstance(question(work, waiting.id), Problem)
    asked = Asked(NAME, SCOPE)
    assert put_before_people(work, asked, cascade.answer(asked)) != waiting.id


def test_nothing_asked_is_answered_with_what_to_give(work: Work, cascade: Cascade) -> None:
    """Blanks alone say nothing; emoji and ten thousand characters are answered."""
    nothing = ask_trade(work, cascade, Asked(" ", "\u3000"))
    assert isinstance(nothing, Problem) and nothing.where == "name"
    assert not isinstance(ask_trade(work, cascade, Asked("🍜", "小吃" * 5_000)), Problem)
