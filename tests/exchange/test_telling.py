"""Events that go out: numbered without a gap, and told until they are heard."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from puhui.exchange import EventKind, HandoverStatus, event_json, handover_of, partner, tell, told_about
from puhui.ground import SYSTEM, Actor, Mode
from puhui.kernel import MovableClock, Problem, new_id
from tests.exchange.told import BODIES, handed, received
from tests.exchange.two_sides import BANK, Side, Town


def test_what_the_bank_tells_the_platform_shows(town: Town, clerk: Actor) -> None:
    """A whole life of a loan over signed callbacks, in order, with the hand-over following."""
    reference = received(town)
    application_id = handed(town.platform.ground, clerk, reference)
    for kind in (EventKind.APPLICATION_DECIDED, EventKind.CONTRACT_SIGNED, EventKind.DRAWDOWN_POSTED):
        with town.bank.ground.work(clerk) as work:
            assert tell(work, reference, kind, BODIES[kind]) is not None
    town.settle()
    assert [(it.sequence, it.application_id) for it in town.heard] == [
        (number, application_id) for number in (1, 2, 3, 4)
    ]
    with town.platform.ground.work(clerk) as work:
        now = handover_of(work, application_id)
    assert not isinstance(now, Problem)
    assert now.status is HandoverStatus.DRAWN


def test_lost_events_and_lost_answers_are_told_again(town: Town, clerk: Actor, clock: MovableClock) -> None:
    """Requests and answers are lost; with the outbox's waits everything arrives once."""
    reference = received(town)
    handed(town.platform.ground, clerk, reference)
    with town.bank.ground.work(clerk) as work:
        for _ in range(3):
            tell(work, reference, EventKind.REPAYMENT_POSTED, BODIES[EventKind.REPAYMENT_POSTED])
    town.post.lose_requests, town.post.lose_answers = 2, 1
    for _ in range(4):
        town.settle()
        clock.advance(timedelta(seconds=10))
    town.settle()
    assert [it.sequence for it in town.heard] == [1, 2, 3, 4]
    with town.bank.ground.work(clerk) as work:
        told = work.connection.execute(
            text("SELECT count(*) FROM exchange.event_out WHERE delivered_at IS NULL")
        )
        assert told.scalar_one() == 0
    assert town.platform.refused() == []


def test_nobody_is_told_about_our_own_borrower(town: Town, clerk: Actor) -> None:
    """An institution alone tells nobody."""
    with town.bank.ground.work(clerk) as work:
        assert tell(work, None, EventKind.APPLICATION_RECEIVED, {}) is None
        assert tell(work, str(new_id()), EventKind.APPLICATION_RECEIVED, {}) is None


def test_a_body_that_the_other_side_would_refuse_is_never_told(town: Town, clerk: Actor) -> None:
    """A mistake of ours shows where it is made."""
    reference = received(town)
    with pytest.raises(ValueError, match="value_date"), town.bank.ground.work(clerk) as work:
        tell(work, reference, EventKind.LOAN_SETTLED, {"drawdown_ref": "w-1", "value_date": "soon"})


def test_numbers_have_no_gap_when_many_tell_at_once_and_some_fail(town: Town, clerk: Actor) -> None:
    """Eight at once, every third of their transactions rolled back: 1, 2, 3 … without a hole."""
    reference = received(town)
    barrier = threading.Barrier(8)

    def tells(number: int) -> None:
        barrier.wait()
        for turn in range(6):
            try:
                with town.bank.ground.work(clerk) as work:
                    tell(work, reference, EventKind.ARREARS_CHANGED, BODIES[EventKind.ARREARS_CHANGED])
                    if (number + turn) % 3 == 0:
                        raise ConnectionError
            except ConnectionError:
                pass

    threads = [threading.Thread(target=tells, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with town.bank.ground.work(clerk) as work:
        told = told_about(work, reference)
    assert [it.sequence for it in told] == list(range(1, 1 + 1 + 32))


def test_who_missed_an_event_finds_it_by_asking(town: Town, clerk: Actor) -> None:
    """The bank's answer about an application holds everything it told."""
    reference = received(town)
    with town.bank.ground.work(clerk) as work:
        told = told_about(work, reference)
    asked = asking(town.platform, town, reference)
    assert asked["events"] == [event_json(it) for it in told]
    assert (asked["reference"], asked["status"]) == (reference, "open")


def asking(side: Side, town: Town, reference: str) -> dict[str, Any]:
    """GET the application at the bank, as the platform."""
    acting = Actor(SYSTEM.id, SYSTEM.kind, SYSTEM.roles, Mode.TEST)
    with side.ground.work(acting) as work:
        to = partner(work, BANK)
        assert not isinstance(to, Problem)
        answered = side.courier.get(work, to, f"/partner/v1/applications/{reference}")
    assert not isinstance(answered, Problem)
    assert answered.is_accepted
    return dict(answered.body)
