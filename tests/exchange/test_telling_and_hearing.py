"""Events: numbered without a gap, told until they are heard, applied once each and in their order."""

import itertools
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from puhui.exchange import (
    EventKind,
    HandoverStatus,
    Heard,
    PartnerEvent,
    apply_heard,
    event_bytes,
    event_json,
    events,
    handover_of,
    hear,
    partner,
    read_event,
    tell,
    told_about,
)
from puhui.exchange.handover import store
from puhui.exchange.hearing.order import contiguous_from
from puhui.exchange.saying import MAY_MISS, SHAPES, body_problem
from puhui.ground import SYSTEM, Actor, Ground, Mode, Work
from puhui.ground.worker import drain_once
from puhui.kernel import MovableClock, Problem, new_id
from tests.exchange.made_up import NOW
from tests.exchange.test_door import a_package, posted
from tests.exchange.two_sides import BANK, Side, Town

BODIES: dict[EventKind, dict[str, Any]] = {
    EventKind.APPLICATION_RECEIVED: {"package_id": "01a0c450-6c00-7000-8000-000000000007"},
    EventKind.APPLICATION_DECIDED: {
        "decision_id": "d-1",
        "decision_owner": "institution",
        "outcome": "approve",
        "limit_fen": 10_000_000,
        "months": 12,
        "annual_rate": "0.0890",
        "is_counter_offer": True,
        "reasons": [{"code": "limit.own_policy", "zh": "按本行政策", "en": "By our own policy"}],
    },
    EventKind.APPLICATION_CLOSED: {"why": "withdrawn"},
    EventKind.CONTRACT_SIGNED: {
        "contract_ref": "c-1",
        "product": "cloud_invoice_credit",
        "limit_fen": 10_000_000,
        "months": 12,
        "annual_rate": "0.0890",
        "cost_table_hash": "0" * 64,
    },
    EventKind.DRAWDOWN_RESERVED: {
        "drawdown_ref": "w-1",
        "contract_ref": "c-1",
        "amount_fen": 5_000_000,
        "expires_at": "2026-11-23T03:00:00.000000Z",
    },
    EventKind.DRAWDOWN_POSTED: {
        "drawdown_ref": "w-1",
        "contract_ref": "c-1",
        "amount_fen": 5_000_000,
        "value_date": "2026-11-23",
    },
    EventKind.DRAWDOWN_VOIDED: {"drawdown_ref": "w-1", "amount_fen": 5_000_000, "why": "account_closed"},
    EventKind.DRAWDOWN_EXPIRED: {"drawdown_ref": "w-1", "amount_fen": 5_000_000},
    EventKind.REPAYMENT_POSTED: {
        "repayment_ref": "p-1",
        "drawdown_ref": "w-1",
        "principal_fen": 400_000,
        "interest_fen": 37_083,
        "fees_fen": 0,
        "penalty_fen": 0,
        "value_date": "2026-12-23",
    },
    EventKind.LOAN_SETTLED: {"drawdown_ref": "w-1", "value_date": "2027-11-23"},
    EventKind.ARREARS_CHANGED: {
        "drawdown_ref": "w-1",
        "days_past_due": 31,
        "bucket": "M2",
        "on": "2027-01-23",
    },
}


def received(town: Town) -> str:
    """A package at the bank; the reference it gave."""
    told = posted(town.bank, a_package(), town.platform.keys).json()
    reference: str = told["reference"]
    return reference


def handed(ground: Ground, actor: Actor, reference: str) -> UUID:
    """A hand-over on the platform that the bank knows under `reference`."""
    application_id = new_id()
    row = {
        "id": new_id(),
        "institution": BANK,
        "mode": actor.mode,
        "application_id": application_id,
        "offer_id": new_id(),
        "owner_id": new_id(),
        "package_id": new_id(),
        "consent_id": new_id(),
        "pseudonym": "0a" * 20,
        "sealed_package": b"",
        "reference": reference,
        "status": HandoverStatus.RECEIVED,
        "begun_at": NOW,
        "changed_at": NOW,
    }
    with ground.work(actor) as work:
        assert store.add_handover(work.connection, row)
    return application_id


def an_event(reference: str, sequence: int, kind: EventKind = EventKind.LOAN_SETTLED) -> PartnerEvent:
    """Event number `sequence`; its id follows from both."""
    return PartnerEvent(
        UUID(int=hash((reference, sequence)) & ((1 << 128) - 1)),
        BANK,
        Mode.TEST,
        reference,
        sequence,
        kind,
        NOW,
        BODIES[kind],
    )


def heard_by(side: Ground, applied: list[int]) -> None:
    """Drain what was heard, noting the order in which it is applied."""

    def note(work: Work, event: PartnerEvent) -> None:
        applied.append(event.sequence)

    handlers = {
        events.EVENT_HEARD: lambda work, it: apply_heard(work, it, note),
        events.HANDOVER_MOVED: lambda work, it: None,
    }
    drain_once(side, handlers)


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_of_event_is_written_and_read_back(kind: EventKind) -> None:
    """There and back, and a field too many or too few is refused with its place."""
    event = an_event("r-1", 1, kind)
    assert read_event(event_bytes(event), BANK, Mode.TEST) == event
    extra = replace(event, body={**event.body, "note": "x"})
    result = read_event(event_bytes(extra), BANK, Mode.TEST)
    assert isinstance(result, Problem)
    assert (result.code, result.where) == ("event.body", "body.note")
    for name in event.body.keys() - MAY_MISS.get(kind, frozenset()):
        less = {field: value for field, value in event.body.items() if field != name}
        problem = body_problem(kind, less)
        assert problem is not None
        assert problem.where == f"body.{name}"


def test_the_table_of_bodies_names_every_kind() -> None:
    """None is forgotten."""
    assert set(SHAPES) == set(EventKind) == set(BODIES)


@pytest.mark.parametrize("wrong", [-1, 1.5, "500", True, None, 10**14])
def test_an_amount_is_a_whole_number_of_fen(wrong: object) -> None:
    """Nothing is guessed."""
    body = {**BODIES[EventKind.DRAWDOWN_POSTED], "amount_fen": wrong}
    problem = body_problem(EventKind.DRAWDOWN_POSTED, body)
    assert problem is not None
    assert problem.where == "body.amount_fen"


@given(st.binary(max_size=200))
def test_anything_at_all_is_an_event_or_a_problem(content: bytes) -> None:
    """Never an exception."""
    assert isinstance(read_event(content, BANK, Mode.TEST), Problem)


@given(st.permutations(range(1, 9)), st.integers(0, 8))
def test_numbers_reach_as_far_as_there_is_no_gap(kept: Sequence[int], missing: int) -> None:
    """Whatever the order, up to the first that misses."""
    present = [number for number in kept if number != missing]
    assert contiguous_from(0, present) == (missing - 1 if missing else 8)


_COUNT = itertools.count()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    arriving=st.permutations([1, 2, 3, 4, 5, 6]).flatmap(
        lambda order: st.lists(st.sampled_from(order), max_size=6).map(lambda again: order + again)
    ),
    drained_after=st.sets(st.integers(0, 11)),
)
def test_any_order_and_any_repetition_gives_the_same_applied_order(
    ground: Ground, clerk: Actor, arriving: list[int], drained_after: set[int]
) -> None:
    """Events that come in any order, some of them twice, with the worker running in between at any time."""
    reference = f"r-{next(_COUNT)}"
    handed(ground, clerk, reference)
    applied: list[int] = []
    for number, sequence in enumerate(arriving):
        with ground.work(clerk) as work:
            assert isinstance(hear(work, an_event(reference, sequence)), Heard)
        if number in drained_after:
            heard_by(ground, applied)
    heard_by(ground, applied)
    assert applied == [1, 2, 3, 4, 5, 6]


def test_an_event_is_applied_known_or_waiting(ground: Ground, clerk: Actor) -> None:
    """The second first: it waits; then the first: both go on; then again: known."""
    handed(ground, clerk, "r-1")
    with ground.work(clerk) as work:
        assert hear(work, an_event("r-1", 2)) is Heard.WAITING
        assert hear(work, an_event("r-1", 1)) is Heard.APPLIED
        assert hear(work, an_event("r-1", 2)) is Heard.KNOWN


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reference": "r-2"}, "event.reference.not_found"),
        ({"at": NOW + timedelta(seconds=1)}, "event.content.conflict"),
        ({"event_id": UUID(int=7)}, "event.sequence.conflict"),
    ],
)
def test_an_event_that_contradicts_what_is_known_is_refused(
    ground: Ground, clerk: Actor, change: dict[str, Any], code: str
) -> None:
    """An unknown reference, another content under a known id, another event under a known number."""
    handed(ground, clerk, "r-1")
    with ground.work(clerk) as work:
        hear(work, an_event("r-1", 1))
        result = hear(work, replace(an_event("r-1", 1), **change))
    assert isinstance(result, Problem)
    assert result.code == code


def test_another_institution_cannot_tell_about_this_one(ground: Ground, clerk: Actor) -> None:
    """A reference means something only with its institution."""
    handed(ground, clerk, "r-1")
    with ground.work(clerk) as work:
        result = hear(work, replace(an_event("r-1", 1), institution="test_lamp_microloan"))
    assert isinstance(result, Problem)
    assert result.code == "event.reference.not_found"


def test_too_many_waiting_events_are_refused_but_never_the_missing_one(ground: Ground, clerk: Actor) -> None:
    """A sender that lost one cannot fill the table; the lost one is always welcome."""
    handed(ground, clerk, "r-1")
    with ground.work(clerk) as work:
        results = [hear(work, an_event("r-1", sequence)) for sequence in range(2, 204)]
        assert results[:200] == [Heard.WAITING] * 200
        assert all(isinstance(it, Problem) for it in results[200:])
        assert hear(work, an_event("r-1", 1)) is Heard.APPLIED


def test_a_listener_that_fails_holds_the_order_back(ground: Ground, clerk: Actor) -> None:
    """Nothing after the failed event is applied before it; later all of it is, once."""
    handed(ground, clerk, "r-1")
    with ground.work(clerk) as work:
        for sequence in (1, 2, 3):
            hear(work, an_event("r-1", sequence))
    applied: list[int] = []
    broken = {2}

    def listener(work: Work, event: PartnerEvent) -> Problem | None:
        if event.sequence in broken:
            raise RuntimeError("the mirror is away")
        applied.append(event.sequence)
        return None

    handlers = {
        events.EVENT_HEARD: lambda work, it: apply_heard(work, it, listener),
        events.HANDOVER_MOVED: lambda work, it: None,
    }
    drain_once(ground, handlers)
    assert applied.count(2) == applied.count(3) == 0
    with ground.work(clerk) as work:
        row = store.handover_by_reference(work.connection, Mode.TEST, BANK, "r-1")
    assert row is not None
    assert row.applied_through == 0, "the failed transaction took the first one back with it"
    broken.clear()
    applied.clear()
    drain_once(replace(ground, clock=MovableClock(NOW + timedelta(seconds=10))), handlers)
    assert applied == [1, 2, 3]


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
