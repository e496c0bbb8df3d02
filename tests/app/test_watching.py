"""The watch goes round by itself: the night's days, today's look, and never past a trouble."""

import threading
from datetime import date
from typing import Any

import pytest

from puhui.app import watching as rounds
from puhui.app.party import platform_party, shipped_institution
from puhui.app.watching import performance_of, watch_round, watching
from puhui.decision import decide_application
from puhui.decision.watch import store
from puhui.ground import Actor, Ground, Mode
from puhui.loan.mirror import mirrored_performances
from puhui.servicing import loan_performances
from tests.decision.applying import applied
from tests.decision.watch.test_running import later


def test_a_round_gives_the_days_that_are_over_their_numbers(ground: Ground, clerk: Actor) -> None:
    """On the platform, which learns of loans from its mirror."""
    with ground.work(clerk) as work:
        decide_application(work, applied(work).id)
    assert watch_round(later(ground, 2), platform_party()) == 0
    with ground.work(clerk) as work:
        assert store.watched_until(work.connection, Mode.TEST) == date(2026, 11, 24)


def test_an_institution_asks_its_books_and_the_platform_its_mirror() -> None:
    """Each house what it knows."""
    assert performance_of(shipped_institution("test_brook_bank")) is loan_performances
    assert performance_of(platform_party()) is mirrored_performances


def test_a_round_that_fails_is_tried_again(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread lives on; it ends with what is inside."""
    again, rounds_made = threading.Event(), []

    def fails(*_: Any) -> int:
        rounds_made.append(1)
        if len(rounds_made) > 1:
            again.set()
        raise RuntimeError("a made-up trouble")

    monkeypatch.setattr(rounds, "watch_round", fails)
    with watching(ground, platform_party(), look_seconds=0.01):
        assert again.wait(10)
