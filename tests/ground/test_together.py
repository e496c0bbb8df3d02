"""What a work tells is written at its end, all at once or not at all."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from puhui.ground import Actor, Ground, Work
from puhui.ground.database.direct import ask, fetch, in_one_go, run, send


def lines(work: Work) -> list[str]:
    """Actions in the trail, in their order."""
    found = work.connection.execute(text("SELECT action FROM ground.audit_entry ORDER BY number"))
    return list(found.scalars())


def test_lines_told_together_keep_their_order_and_wait_to_be_sealed(work: Work) -> None:
    """Three lines in one statement are three lines, in the order in which they were told."""
    with work.together() as telling:
        for number in range(3):
            telling.audit(f"test.{number}", "thing:1")
        assert lines(work) == []
    assert lines(work) == ["test.0", "test.1", "test.2"]
    assert fetch(work.connection, "SELECT count(*) FROM ground.audit_waiting", {}) == [(3,)]


def test_a_message_told_twice_together_is_posted_once(work: Work) -> None:
    """The key of a message holds here too."""
    with work.together() as telling:
        for _ in range(2):
            telling.post("test.topic", {"thing": "1"}, "key-1")
    assert fetch(work.connection, "SELECT key FROM ground.outbox", {}) == [("key-1",)]


def test_an_exception_writes_nothing_of_what_was_told(ground: Ground, clerk: Actor) -> None:
    """What did not happen is not in the trail."""
    with pytest.raises(RuntimeError), ground.work(clerk) as work, work.together() as telling:
        telling.audit("test.begun", "thing:1")
        raise RuntimeError
    with ground.work(clerk) as work:
        assert lines(work) == []


def test_one_inside_another_waits_for_the_outer_end(work: Work) -> None:
    """A room may say `together` without knowing whether its caller did."""
    with work.together() as outer:
        with outer.together() as inner:
            inner.audit("test.inner", "thing:1")
        assert lines(work) == []
    assert lines(work) == ["test.inner"]


def test_a_work_by_somebody_commits_with_what_it_told_or_not_at_all(ground: Ground, clerk: Actor) -> None:
    """One connection, one commit: a statement that the database refuses takes the lines with it."""
    with ground.work_by(lambda _: clerk, together=True) as work:
        work.audit("test.kept", "thing:1")
    with pytest.raises(IntegrityError), ground.work_by(lambda _: clerk, together=True) as work:
        work.audit("test.lost", "thing:1")
        work.later("INSERT INTO ground.master_keys (fingerprint) VALUES (NULL)", {})
    with ground.work(clerk) as work:
        assert lines(work) == ["test.kept"]


def test_what_is_asked_in_one_go_comes_back_in_order(work: Work) -> None:
    """Answers belong to their questions, whoever reads first."""
    with in_one_go(work.connection):
        asked = [ask(work.connection, "SELECT %(n)s::int", {"n": number}) for number in range(3)]
    assert [it.rows() for it in reversed(asked)] == [[(2,)], [(1,)], [(0,)]]


def test_an_error_of_the_driver_is_one_of_sqlalchemy(ground: Ground, clerk: Actor) -> None:
    """Handlers at the edge know one family of errors; a direct statement raises no other."""
    for refused in (run, send):
        with pytest.raises(IntegrityError) as told, ground.work(clerk) as work:
            refused(
                work.connection, "INSERT INTO ground.master_keys (fingerprint) VALUES (%(it)s)", {"it": None}
            )
        assert "fingerprint" not in str(told.value.params)
