"""What people at a desk settle: who looks after an application, notes, saved views."""

from dataclasses import replace

from sqlalchemy import text

from puhui.desk import (
    CaseFile,
    Filter,
    NewView,
    Note,
    Sort,
    View,
    add_note,
    assign,
    drop_view,
    keep_view,
    notes_of,
    pin_note,
    search,
    views,
)
from puhui.ground import Work
from puhui.kernel import Problem, new_id
from tests.decision.applying import applied, erase
from tests.desk.cases import listed, somebody


def of(work: Work, name: str) -> Work:
    """The same work by somebody else."""
    return replace(work, actor=somebody(name))


def test_whoever_is_quicker_has_it_and_the_other_is_told(work: Work) -> None:
    """Two people see it free; the first takes it, the second hears who has it; a retry changes nothing."""
    asked = applied(work)
    listed(work, asked.id)
    first, second = of(work, "first"), of(work, "second")
    taken = assign(first, asked.id, "me", None)
    assert isinstance(taken, CaseFile) and taken.assignee == "first"
    late = assign(second, asked.id, "me", None)
    assert isinstance(late, Problem) and late.code.endswith(".conflict")
    assert "first" in late.what.zh and "first" in late.what.en
    again = assign(first, asked.id, "me", None)
    assert isinstance(again, CaseFile) and again.assignee == "first"
    page = search(first, Filter(assignee="me"), None, Sort.NEWEST, after=None, at_most=5)
    assert not isinstance(page, Problem) and page.total == 1
    assert isinstance(assign(second, asked.id, "me", "first"), CaseFile)
    back = assign(second, asked.id, "nobody", "second")
    assert isinstance(back, CaseFile) and back.assignee is None


def test_nothing_is_given_to_somebody_who_is_not_there(work: Work) -> None:
    """Nor about an application that is not."""
    asked = applied(work)
    for to in ("nobody-known", str(new_id())):
        refused = assign(work, asked.id, to, None)
        assert isinstance(refused, Problem) and refused.code == "desk.assignee.unknown"
    missing = assign(work, new_id(), "me", None)
    assert isinstance(missing, Problem) and missing.code == "application.not_found"


def test_a_note_is_sealed_pinned_and_erased_with_the_borrower(work: Work) -> None:
    """The table never holds a word of it; after the key is destroyed only that there was one is left."""
    asked = applied(work)
    first = add_note(work, asked.id, "  摊位在市场东门，周末更忙 ")
    second = add_note(of(work, "second"), asked.id, "已电话核实")
    assert isinstance(first, Note) and isinstance(second, Note)
    assert [it.text for it in notes_of(work, asked.id)][-1] == "摊位在市场东门，周末更忙"
    kept = work.connection.execute(
        text("SELECT string_agg(encode(sealed_text, 'escape'), '') FROM desk.note")
    )
    assert "市场" not in kept.scalar_one() and "second" not in repr(second.text)
    pinned = pin_note(work, asked.id, first.id, pinned=True)
    assert isinstance(pinned, Note) and pinned.pinned
    assert [it.id for it in notes_of(work, asked.id)] == [first.id, second.id]
    erase(work, asked.owner_id)
    assert [it.text for it in notes_of(work, asked.id)] == [None, None]
    refused = add_note(work, asked.id, "还想写")
    assert isinstance(refused, Problem) and refused.code.endswith(".gone")


def test_a_note_has_words_and_an_application(work: Work) -> None:
    """Empty or endless ones are refused with a sentence, as is one about nothing."""
    asked = applied(work)
    for words in ("", "   ", "长" * 2001):
        refused = add_note(work, asked.id, words)
        assert isinstance(refused, Problem) and refused.code == "desk.note.length"
    assert isinstance(add_note(work, new_id(), "x"), Problem)
    missing = pin_note(work, asked.id, new_id(), pinned=True)
    assert isinstance(missing, Problem) and missing.code == "desk.note.not_found"


def test_a_view_is_ones_own_until_it_is_shared(work: Work) -> None:
    """Kept under its name, replaced under it, seen by others when shared, deleted by its owner alone."""
    first, second = of(work, "first"), of(work, "second")
    new = NewView("逾期的", {"stage": ["lent"], "bucket": ["M1"]}, Sort.WAITING, ["number"], shared=False)
    assert isinstance(keep_view(first, new), View)
    assert views(second) == ()
    assert isinstance(keep_view(first, replace(new, shared=True, sort=Sort.AMOUNT)), View)
    (seen,) = views(second)
    assert (seen.name, seen.owner, seen.sort, seen.shared) == ("逾期的", "first", Sort.AMOUNT, True)
    assert isinstance(drop_view(second, "逾期的"), Problem)
    assert isinstance(keep_view(second, new), View)
    assert [(it.owner, it.name) for it in views(second)] == [("second", "逾期的"), ("first", "逾期的")]
    assert drop_view(first, "逾期的") is None and len(views(second)) == 1
