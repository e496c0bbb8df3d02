"""Looking back at a decision: each rule's outcome as the record has it, in words; nothing is decided anew."""

import pytest

from puhui.decision import (
    Kept,
    decide_application,
    decision_marks,
    decision_of,
    facts_seen,
    figure_said,
    newest_decision,
    steps_seen,
)
from puhui.decision.looking_back.written import both_in, cell_said
from puhui.ground import Work
from puhui.kernel import Outcome, new_id
from tests.decision.applying import applied, erase


def kept_of(work: Work, **evidence: object) -> Kept:
    """The decision of a made-up shop."""
    asked = applied(work, **evidence)  # type: ignore[arg-type]
    decide_application(work, asked.id)
    kept = decision_of(work, asked.id)
    assert isinstance(kept, Kept)
    return kept


def test_the_rows_that_spoke_are_those_of_the_record(work: Work) -> None:
    """Taken exactly where the record says so; every other row names the column that did not hold."""
    kept = kept_of(work, debts=False)
    for seen, taken in zip(steps_seen(work, kept), kept.record["steps"], strict=True):
        assert seen.step == taken["step"] and len(seen.rows) == len(taken["trace"])
        assert [it.row_id for it in seen.rows if it.taken] == list(taken["rows"])
        assert all((it.stopped_at is None) is it.taken for it in seen.rows)
        assert all(it.stopped_at in seen.looked_at for it in seen.rows if it.stopped_at)
        assert all(it.description.zh and it.description.en for it in seen.rows)
    debts = next(it for it in steps_seen(work, kept) if it.step == "affordability")
    unknown = next(it for it in debts.rows if it.row_id == "debts_unknown")
    assert (unknown.taken, unknown.outcome) == (True, Outcome.REFER)


def test_marks_tell_every_decision_without_opening_one(work: Work) -> None:
    """The newest first; also of somebody who was erased, whose figures are gone."""
    kept = kept_of(work)
    assert kept.application_id is not None and kept.subject_id is not None
    decide_application(work, kept.application_id)
    marks = decision_marks(work, kept.application_id)
    assert [it.outcome for it in marks] == [Outcome.APPROVE] * 2 and marks[1].id == kept.id
    newest = newest_decision(work, kept.application_id)
    assert newest is not None and (newest.mark, newest.band) == (marks[0], "A")
    assert facts_seen(work, kept)["purpose"] == "stock"
    erase(work, kept.subject_id)
    gone = newest_decision(work, kept.application_id)
    assert gone is not None and (gone.mark, gone.band, gone.limit_fen) == (marks[0], None, None)
    assert facts_seen(work, kept) == {} and newest_decision(work, new_id()) is None


@pytest.mark.parametrize(
    ("cell", "zh", "en"),
    [
        ("> 0.5", "> 0.5", "> 0.5"),
        ("null, < 1, > 36", "不知道 或 < 1 或 > 36", "not known or < 1 or > 36"),
        ("in ['A', 'B']", "是 A, B 之一", "one of A, B"),
        ("not in ['MATCH']", "不是 MATCH", "none of MATCH"),
        ("!= true", "不是：是", "is not: yes"),
        (">= 2", "≥ 2", "≥ 2"),
    ],
)
def test_a_cell_is_read_aloud(cell: str, zh: str, en: str) -> None:
    """As a colleague would say it, in both languages."""
    assert (cell_said(cell).zh, cell_said(cell).en) == (zh, en)


def test_a_figure_and_a_column_have_words() -> None:
    """A change keeps its sign, an unknown is said to be unknown, a name is split into its languages."""
    assert figure_said("sales_12m_change", -0.016393).zh == "−1.6%"
    assert figure_said("sales_12m_change", 0.5).en == "+50%"
    assert figure_said("sales_12m_change", None).en == "not known"
    assert (figure_said("books_own", value=True).zh, both_in("月现金 monthly cash").en) == (
        "是",
        "monthly cash",
    )
