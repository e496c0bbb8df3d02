"""Judgements: kept with who, why and when; superseded, never changed; no name in the database."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from puhui.evidence.resolution import (
    Judgement,
    JudgementReason,
    Verdict,
    firm,
    judge_firms,
    judgements_between,
    read_judgements,
    standing_between,
    standing_judgements,
)
from puhui.ground import Work
from puhui.kernel import Problem
from tests.conftest import NOW

ONE, OTHER = firm("测试小吃有限公司"), firm("测试小吃店")


def test_a_later_word_holds_and_both_are_kept(work: Work) -> None:
    """same, then not_same: the last stands, both are kept, whichever side is named first."""
    judge_firms(work, ONE, OTHER, Verdict.SAME, JudgementReason.FIRM_SAYS)
    judge_firms(work, OTHER, ONE, Verdict.NOT_SAME, JudgementReason.DOCUMENT_SEEN)
    said = judgements_between(work, ONE, OTHER)
    assert [it.verdict for it in said] == [Verdict.SAME, Verdict.NOT_SAME]
    assert {it.by for it in said} == {work.actor.id}
    standing = standing_between(work, [("b", OTHER), ("a", ONE)])
    assert {pair: it.verdict for pair, it in standing.items()} == {("a", "b"): Verdict.NOT_SAME}


def test_a_record_is_not_judged_against_itself(work: Work) -> None:
    """The same name in another width is the same record."""
    problem = judge_firms(work, ONE, firm("測試小吃有限公司"), Verdict.SAME, JudgementReason.FIRM_SAYS)
    assert isinstance(problem, Problem)
    assert problem.code == "evidence.judgement.itself_invalid"


def test_no_name_is_in_the_database_and_nothing_can_be_changed(work: Work) -> None:
    """Only blind indexes; the table refuses an update."""
    judge_firms(work, ONE, OTHER, Verdict.SAME, JudgementReason.FIRM_SAYS)
    rows = work.connection.execute(text("SELECT judgement::text FROM evidence.judgement")).scalars().all()
    assert rows
    assert not any("测试" in row for row in rows)
    with pytest.raises(DatabaseError, match="append-only"):
        work.connection.execute(text("UPDATE evidence.judgement SET verdict = 'same'"))


def test_of_two_words_at_one_moment_the_later_in_the_list_holds() -> None:
    """A file without times is read from top to bottom."""
    words = [
        Judgement("b", "a", verdict, "clerk-990000", JudgementReason.NAMESAKE, NOW)
        for verdict in (Verdict.SAME, Verdict.UNSURE)
    ]
    assert standing_judgements(words)["a", "b"].verdict is Verdict.UNSURE


def test_a_file_of_judgements_is_read_row_by_row(tmp_path: Path) -> None:
    """Good rows count, a bad one is named by its line."""
    path = tmp_path / "judged.csv"
    path.write_text(
        "left,right,verdict,by,why,at\n1,2,same,clerk-990000,renamed,2026-11-23T10:00\n1,3,maybe,,,\n",
        encoding="utf-8",
    )
    said, problems = read_judgements(path)
    assert [(it.left, it.right, it.verdict, it.why) for it in said] == [
        ("1", "2", Verdict.SAME, JudgementReason.RENAMED)
    ]
    assert said[0].at.utcoffset() is not None
    assert [it.code for it in problems] == ["evidence.judgements.row_invalid"]


def test_a_file_without_the_columns_says_which_are_needed(tmp_path: Path) -> None:
    """left, right and verdict are needed."""
    path = tmp_path / "judged.csv"
    path.write_text("one,two\n1,2\n", encoding="utf-8")
    said, problems = read_judgements(path)
    assert not said
    assert problems[0].code == "evidence.judgements.columns_invalid"
