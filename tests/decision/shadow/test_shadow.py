"""A shadow decides what was decided, beside; it reaches nobody, costs the decision nothing, and replays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from puhui.decision import Kept, Replay, decide_application, shipped_policy
from puhui.decision.shadow import compare_shadow, replay_shadow, shadow_step
from puhui.decision.trial import service
from puhui.decision.trial.now import published as read
from puhui.evidence import VerificationKind, VerificationResult
from puhui.ground import SYSTEM, Erased, Ground, Work
from puhui.intake import Status, application
from puhui.kernel import FixedClock, Outcome, Problem
from tests.conftest import NOW
from tests.decision.applying import applied, erase
from tests.decision.making import SCORECARD
from tests.decision.trial.trying import cheaper, published, shadow_of
from tests.ground.publishing.staff import CHEN

BASE = shipped_policy()


def decided(work: Work, **changes: object) -> Kept:
    """A made-up application, decided."""
    kept = decide_application(work, applied(work, **changes).id, scorecard=SCORECARD)  # type: ignore[arg-type]
    assert isinstance(kept, Kept), kept
    return kept


def counted(work: Work, table: str, where: str = "true") -> int:
    """How many rows lie in a table."""
    found: int = work.connection.execute(text(f"SELECT count(*) FROM {table} WHERE {where}")).scalar_one()
    return found


def test_a_shadow_decides_what_comes_after_it(ground: Ground, work: Work) -> None:
    """Not what was decided before it was approved; each decision once, however often the worker looks."""
    before = decided(replace(work, clock=FixedClock(NOW - timedelta(minutes=1))))
    published(ground, "cheaper", shadow_of())
    after = decided(work)
    assert shadow_step(work, BASE) == 1
    assert shadow_step(work, BASE) == 0
    (row,) = work.connection.execute(text("SELECT decision_id, outcome FROM decision.shadow")).all()
    assert (row.decision_id, row.outcome) == (after.id, "approve")
    assert before.id != after.id


def test_it_reaches_nobody(ground: Ground, work: Work) -> None:
    """No message, no step of the application, nothing in the decision: a row and an audit line."""
    published(ground, "stricter", shadow_of(tables={"price": cheaper("0.01")}))
    kept = decided(work)
    assert kept.application_id is not None
    watched = ("ground.outbox", "decision.decision", "intake.application_step", "decision.review")
    was = [counted(work, table) for table in watched]
    record = counted(work, "decision.decision", f"record_hash = '{kept.record_hash}'")
    assert shadow_step(work, BASE) == 1
    assert [counted(work, table) for table in watched] == was
    assert counted(work, "decision.decision", f"record_hash = '{kept.record_hash}'") == record == 1
    asked = application(work, kept.application_id)
    assert not isinstance(asked, Problem)
    assert asked.status is Status.DECIDED
    assert counted(work, "ground.audit_entry", "action = 'trial.shadowed'") == 1


def test_it_says_what_the_other_tables_say(ground: Ground, work: Work) -> None:
    """Agreement, prices and limits, by segment."""
    publication = published(ground, "cheaper", shadow_of())
    kept = decided(work)
    decided(work, answers={VerificationKind.TWO_FACTOR: VerificationResult.ERROR})
    assert shadow_step(work, BASE) == 2
    trial = read(publication)
    assert trial is not None
    found = compare_shadow(work, trial)
    assert (found.tried, found.erased) == (2, 0)
    assert dict(found.table) == {"approve→approve": 1, "refer→refer": 1}
    (changed,) = found.changed
    assert (changed.application_id, changed.before.annual_rate, str(changed.after.annual_rate)) == (
        kept.application_id,
        kept.annual_rate,
        "0.041",
    )
    assert changed.before.outcome is Outcome.APPROVE
    band = found.sides["band", "A"]
    assert (band.approved_before, band.approved_after) == (1, 1)
    assert band.rate_after == pytest.approx(0.041)


def test_it_replays_to_the_byte(ground: Ground, work: Work) -> None:
    """From the decision's inputs and the shadow's own versions."""
    published(ground, "cheaper", shadow_of())
    decided(work)
    shadow_step(work, BASE)
    shadow_id = work.connection.execute(text("SELECT id FROM decision.shadow")).scalar_one()
    again = replay_shadow(work, shadow_id)
    assert isinstance(again, Replay)
    assert again.same
    assert again.decision.versions["trial"] == "cheaper #1 shadow"


def test_an_erased_subject_leaves_nothing_to_read(ground: Ground, work: Work) -> None:
    """What a shadow said is sealed under the subject's key, as the decision is."""
    publication = published(ground, "cheaper", shadow_of())
    kept = decided(work)
    shadow_step(work, BASE)
    shadow_id = work.connection.execute(text("SELECT id FROM decision.shadow")).scalar_one()
    assert kept.subject_id is not None
    erase(work, kept.subject_id)
    assert isinstance(replay_shadow(work, shadow_id), Erased)
    trial = read(publication)
    assert trial is not None
    assert (compare_shadow(work, trial).tried, compare_shadow(work, trial).erased) == (0, 1)


def test_what_lies_there_is_never_changed(ground: Ground, work: Work) -> None:
    """The database refuses it."""
    published(ground, "cheaper", shadow_of())
    decided(work)
    shadow_step(work, BASE)
    with pytest.raises(Exception, match="append-only"):
        work.connection.execute(text("UPDATE decision.shadow SET outcome = 'decline'"))


def test_a_shadow_ends_on_its_day_and_when_it_is_stopped(ground: Ground, work: Work) -> None:
    """After that nothing more is decided beside."""
    published(ground, "cheaper", shadow_of())
    late = replace(work, clock=FixedClock(NOW + timedelta(days=40)))
    decided(late)
    assert shadow_step(late, BASE) == 0
    decided(work)
    assert not isinstance(service.stop(work, "cheaper", "够了"), Problem)
    assert shadow_step(work, BASE) == 0


def test_a_draft_casts_no_shadow(ground: Ground, work: Work) -> None:
    """Neither does one that waits for a second person."""
    with ground.work(CHEN) as writing:
        service.write(writing, BASE, "cheaper", shadow_of(), None)
        service.submit(writing, BASE, "cheaper", "", None)
    decided(work)
    assert shadow_step(work, BASE) == 0


def test_test_business_and_real_business_stay_apart(ground: Ground, work: Work) -> None:
    """A worker's step in live mode sees no test decision."""
    published(ground, "cheaper", shadow_of())
    decided(work)
    work.connection.commit()
    with ground.work(SYSTEM) as live:
        assert shadow_step(live, BASE) == 0
