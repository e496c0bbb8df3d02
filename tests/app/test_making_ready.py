"""What a decision will want lies ready when it is asked for, and nothing depends on that."""

from uuid import UUID

import pytest
from sqlalchemy import text

from puhui.app import making_ready
from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.app.party import platform_party
from puhui.decision import Kept, decide_application
from puhui.ground import Actor, Ground, Work
from puhui.ground.worker import Drained, drain_once
from puhui.intake import withdraw_application
from puhui.kernel import Outcome, Problem
from tests.decision.applying import applied

_ALL = ("invoices", "identity", "debts", "relations")


def drained(ground: Ground) -> Drained:
    """The platform's worker has passed once."""
    return drain_once(ground, handlers_of(platform_party(), Outside()))


def ready_rows(ground: Ground) -> int:
    """How much lies ready."""
    with ground.engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM decision.prepared")) or 0)


def test_an_application_that_was_handed_in_lies_ready(ground: Ground, clerk: Actor) -> None:
    """Its books came before it did: both messages are about the same business, and one row lies there."""
    with ground.work(clerk) as work:
        applied(work, consents=_ALL)
    passed = drained(ground)
    assert (passed.failed, passed.dead, ready_rows(ground)) == (0, 0, 1)


def test_books_of_somebody_who_asks_for_nothing_make_nothing_ready(
    ground: Ground, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose application was withdrawn before the worker came."""
    asked_for = list[UUID]()
    monkeypatch.setattr(making_ready, "prepare", lambda _, application_id: asked_for.append(application_id))
    with ground.work(clerk) as work:
        asked = applied(work, consents=_ALL)
        assert not isinstance(withdraw_application(work, asked.id), Problem)
        work.connection.execute(text("DELETE FROM ground.outbox WHERE topic = 'intake.application_moved'"))
    assert (drained(ground).failed, asked_for) == (0, [])


def test_a_making_ready_that_fails_holds_nothing_up(
    ground: Ground, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The messages are handled, whatever was half written is gone, and the decision makes it itself."""

    def fails(work: Work, _: UUID) -> None:
        work.connection.execute(text("SELECT 1 / 0"))

    monkeypatch.setattr(making_ready, "prepare", fails)
    with ground.work(clerk) as work:
        asked = applied(work, consents=_ALL)
    passed = drained(ground)
    assert (passed.failed, passed.dead, ready_rows(ground)) == (0, 0, 0)
    with ground.work(clerk) as work:
        kept = decide_application(work, asked.id)
        assert isinstance(kept, Kept) and kept.outcome is Outcome.APPROVE
