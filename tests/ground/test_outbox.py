"""The outbox and its worker: what was committed leaves, at least once, and what cannot is seen."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from puhui.ground import Actor, Ground, Mode, Work
from puhui.ground.outbox import Message, backlog, dead_letters, revive
from puhui.ground.worker import Drained, Retry, drain_once, working
from puhui.kernel import FixedClock, Problem, Text
from tests.conftest import NOW


def _post(ground: Ground, actor: Actor, *keys: str) -> None:
    with ground.work(actor) as work:
        for key in keys:
            work.post("application.created", {"application_id": key}, key)


def _later(ground: Ground, seconds: int) -> Ground:
    return replace(ground, clock=FixedClock(NOW + timedelta(seconds=seconds)))


def _fails(work: Work, message: Message) -> None:
    raise RuntimeError("13800138000 does not answer")


def test_a_committed_message_reaches_its_handler_once(ground: Ground, clerk: Actor) -> None:
    """Handled, marked done, and not handled again."""
    seen: list[str] = []
    _post(ground, clerk, "1", "2")
    handlers = {"application.created": lambda work, message: seen.append(message.payload["application_id"])}
    assert drain_once(ground, handlers) == Drained(done=2)
    assert drain_once(ground, handlers) == Drained()
    assert seen == ["1", "2"]


def test_posting_the_same_key_again_posts_nothing(ground: Ground, clerk: Actor) -> None:
    """Also after it was handled: the key stays known."""
    seen: list[str] = []
    handlers = {"application.created": lambda work, message: seen.append(message.key)}
    _post(ground, clerk, "1", "1")
    drain_once(ground, handlers)
    _post(ground, clerk, "1")
    drain_once(ground, handlers)
    assert seen == ["1"]


def test_what_a_failing_handler_began_is_undone_and_tried_again_later(ground: Ground, clerk: Actor) -> None:
    """Its own writes vanish; the message waits two seconds, then four."""
    _post(ground, clerk, "1")

    def half(work: Work, message: Message) -> None:
        work.audit("application.forward", "application:1")
        raise RuntimeError("13800138000 does not answer")

    handlers = {"application.created": half}
    assert drain_once(ground, handlers) == Drained(failed=1)
    assert drain_once(_later(ground, 1), handlers) == Drained()
    assert drain_once(_later(ground, 2), handlers) == Drained(failed=1)
    assert drain_once(_later(ground, 5), handlers) == Drained()
    with ground.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM ground.audit_entry")).scalar_one() == 0
        assert connection.execute(text("SELECT last_error FROM ground.outbox")).scalar_one() == "RuntimeError"


def test_a_problem_from_a_handler_is_a_failure_with_its_code(ground: Ground, clerk: Actor) -> None:
    """Expected failure is a value here as well."""
    _post(ground, clerk, "1")
    silent = Problem("institution.silent", Text("机构没有答复。", "The institution does not answer."))
    assert drain_once(ground, {"application.created": lambda work, message: silent}) == Drained(failed=1)
    with ground.engine.connect() as connection:
        error = connection.execute(text("SELECT last_error FROM ground.outbox")).scalar_one()
    assert error == "institution.silent"


def test_a_message_nobody_can_handle_becomes_a_dead_letter_that_is_seen(ground: Ground, clerk: Actor) -> None:
    """After the last attempt it stops; a person sees it, without its payload, and can revive it."""
    _post(ground, clerk, "1")
    handlers = {"application.created": _fails}
    assert drain_once(ground, handlers, retry=Retry(attempts=1)) == Drained(dead=1)
    with ground.work(clerk) as work:
        assert backlog(work.connection).dead == 1
        letter = dead_letters(work.connection)[0]
        assert (letter.topic, letter.key, letter.last_error) == ("application.created", "1", "RuntimeError")
        assert revive(work.connection, letter.message_id, work.now())
        assert not revive(work.connection, letter.message_id, work.now())
    assert drain_once(ground, {"application.created": lambda work, message: None}) == Drained(done=1)


def test_somebody_who_is_away_is_waited_for_longer_than_a_mistake(ground: Ground, clerk: Actor) -> None:
    """A partner that is down over a weekend must not turn what it has to hear into dead letters."""
    _post(ground, clerk, "1")
    away = Problem("partner.silent.unavailable", Text("对方没有应答。", "The partner does not answer."))
    handlers = {"application.created": lambda work, message: away}
    assert drain_once(ground, handlers, retry=Retry(attempts=1)) == Drained(failed=1)
    assert drain_once(_later(ground, 10), handlers, retry=Retry(attempts=1, patient_attempts=2)) == Drained(
        dead=1
    )


def test_one_bad_message_does_not_stop_the_others(ground: Ground, clerk: Actor) -> None:
    """The second is handled though the first fails."""
    _post(ground, clerk, "1", "2")

    def picky(work: Work, message: Message) -> None:
        if message.key == "1":
            raise RuntimeError

    assert drain_once(ground, {"application.created": picky}) == Drained(done=1, failed=1)


def test_a_topic_without_a_handler_waits(ground: Ground, clerk: Actor) -> None:
    """It is counted, not lost."""
    _post(ground, clerk, "1")
    assert drain_once(ground, {"something.else": _fails}) == Drained()
    with ground.work(clerk) as work:
        left = backlog(work.connection)
    assert (left.waiting, left.oldest_due) == (1, NOW)


def test_two_workers_never_handle_the_same_message(ground: Ground, clerk: Actor) -> None:
    """While one is at it, the other passes over the locked row."""
    _post(ground, clerk, "1")
    inside = Drained(done=99)

    def meanwhile(work: Work, message: Message) -> None:
        nonlocal inside
        inside = drain_once(ground, {"application.created": _fails})

    assert drain_once(ground, {"application.created": meanwhile}) == Drained(done=1)
    assert inside == Drained()


def test_test_business_stays_test_business(ground: Ground, clerk: Actor) -> None:
    """A message posted in test mode is handled in test mode."""
    _post(ground, clerk, "1")
    _post(ground, replace(clerk, mode=Mode.LIVE), "2")
    modes: list[Mode] = []
    drain_once(ground, {"application.created": lambda work, message: modes.append(work.actor.mode)})
    assert modes == [Mode.TEST, Mode.LIVE]


@pytest.mark.parametrize("payload", [{"mobile": "1"}, {"note": "call 13800138000"}, {"amount_fen": 100}])
def test_a_payload_refers_to_people_by_id(work: Work, payload: dict[str, object]) -> None:
    """A name, a number or an amount of a person in a payload is a programming error."""
    with pytest.raises(ValueError, match=r"may not carry|by id"):
        work.post("application.created", payload, "1")


def test_the_worker_drains_and_seals_in_the_background(ground: Ground, clerk: Actor) -> None:
    """A thread beside the program; it stops when the program does."""
    arrived = threading.Event()
    with working(ground, {"application.created": lambda work, message: arrived.set()}):
        _post(ground, clerk, "1")
        assert arrived.wait(5)
    assert not [one for one in threading.enumerate() if one.name == "puhui-worker"]
