"""Draining the outbox: each message is handled in a transaction of its own, together with its being done.

(Only topics after which mostly nothing follows may be told to share one: `drain_once(sharing=…)`.)

What a handler does in the database therefore happens exactly once; what it does outside happens at least
once, so it sends the message's `message_id` along for the other side to recognise. A process killed in the
middle loses nothing: its lock falls with its connection and the message is still due.
"""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from puhui.ground.actor import SYSTEM
from puhui.ground.database.direct import send
from puhui.ground.outbox import Message, store
from puhui.ground.telemetry import log
from puhui.ground.work import Ground, Work
from puhui.kernel import Problem

Handler = Callable[[Work, Message], Problem | None]
"""Does what a message asks. A Problem or an exception undoes its work and has it tried again later."""

_AWAY: Final = ".unavailable"
"""How the code of a Problem ends when whoever is needed is away, and waiting is all that helps."""
_SHARED_MOST: Final = 20
_SHARED_SECONDS: Final = 0.02
"""How many messages share a transaction, and after how long the next ones get their own."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Waits double from `first_seconds` up to `longest_seconds`; after `attempts` a person has to look.

    Somebody who is away (`….unavailable`: a partner over the weekend, a payment rail at night) is waited for
    longer: `patient_attempts`, by default more than a week.
    """

    attempts: int = 12
    patient_attempts: int = 200
    first_seconds: int = 2
    longest_seconds: int = 3_600

    def gives_up(self, attempt: int, error: str) -> bool:
        """Whether the failure number `attempt` was the last one borne.

        >>> Retry().gives_up(12, "KeyError"), Retry().gives_up(12, "partner.silent.unavailable")
        (True, False)
        """
        return attempt >= (self.patient_attempts if error.endswith(_AWAY) else self.attempts)

    def wait(self, attempt: int) -> timedelta:
        """How long to wait after the failure number `attempt`.

        >>> [Retry().wait(n).seconds for n in (1, 2, 3, 20)]
        [2, 4, 8, 3600]
        """
        return timedelta(seconds=min(self.first_seconds * 2 ** (attempt - 1), self.longest_seconds))


@dataclass(frozen=True, slots=True)
class Drained:
    """What one round did."""

    done: int = 0
    failed: int = 0
    dead: int = 0

    @property
    def handled(self) -> int:
        """All messages that were tried."""
        return self.done + self.failed + self.dead


def drain_once(
    ground: Ground,
    handlers: Mapping[str, Handler],
    limit: int = 100,
    retry: Retry | None = None,
    *,
    sharing: Collection[str] = (),
    waits_for_disk: bool = True,
) -> Drained:
    """Handle up to `limit` messages that are due now and whose topic has a handler.

    Messages of the topics in `sharing`, after which mostly nothing follows, share a transaction with each
    other: each may still fail alone, and killed in the middle all of them are still due.

    `waits_for_disk=False` is for handlers that write here and reach nobody outside: a power cut may then undo
    the last of what they did, together with its being done, so it is simply done again. Whatever somebody
    committed after having seen it is on the disk after it.
    """
    drained = Drained()
    while drained.handled < limit:
        after = _handle_next(
            ground, handlers, retry or Retry(), drained, sharing=frozenset(sharing), waits=waits_for_disk
        )
        if after == drained:
            break
        drained = after
    return drained


def _handle_next(
    ground: Ground,
    handlers: Mapping[str, Handler],
    retry: Retry,
    so_far: Drained,
    *,
    sharing: frozenset[str],
    waits: bool,
) -> Drained:
    started = time.monotonic()
    with ground.work(SYSTEM) as work:
        if not waits:
            send(work.connection, "SET LOCAL synchronous_commit = off", {})
        done: list[UUID] = []
        for message in _due(work, handlers, sharing):
            acting = replace(work, actor=replace(SYSTEM, mode=message.mode))
            error = _try(acting, handlers[message.topic], message)
            if error is None:
                done.append(message.message_id)
                so_far = replace(so_far, done=so_far.done + 1)
            else:
                so_far = _put_off(work, message, error, retry, so_far)
            if time.monotonic() - started > _SHARED_SECONDS:
                break
        store.mark_done(work.connection, done, work.now())
    return so_far


def _due(work: Work, handlers: Mapping[str, Handler], sharing: frozenset[str]) -> Iterator[Message]:
    first = store.take_due(work.connection, list(handlers), work.now())
    if first is None:
        return
    yield first
    if first.topic in sharing:
        alike = [topic for topic in handlers if topic in sharing]
        yield from (
            message
            for message in store.take_some(work.connection, alike, work.now(), _SHARED_MOST)
            if message.message_id != first.message_id
        )


def _try(work: Work, handler: Handler, message: Message) -> str | None:
    """None when it was handled, otherwise what kind of failure it was; what was begun is undone."""
    savepoint = work.connection.begin_nested()
    try:
        problem = handler(work, message)
    except Exception as surprise:
        savepoint.rollback()
        log.exception("outbox.handler_failed", topic=message.topic, message_id=str(message.message_id))
        return type(surprise).__name__
    if problem is not None:
        savepoint.rollback()
        return problem.code
    savepoint.commit()
    return None


def _put_off(work: Work, message: Message, error: str, retry: Retry, so_far: Drained) -> Drained:
    attempt = message.attempts + 1
    if retry.gives_up(attempt, error):
        store.mark_dead(work.connection, message.message_id, work.now(), error)
        return replace(so_far, dead=so_far.dead + 1)
    store.mark_failed(work.connection, message.message_id, work.now() + retry.wait(attempt), error)
    return replace(so_far, failed=so_far.failed + 1)
