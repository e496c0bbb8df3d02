"""Kept decisions made once more with something otherwise: what was asked changes, and nothing else does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from puhui.decision import EvidencePath, Kept, decide_application, shipped_policy
from puhui.decision.keeping import MadeBy
from puhui.decision.model import Inputs
from puhui.decision.publishing.fields import readable
from puhui.decision.what_if import Changes, WhatIf, flips, twice, what_if
from puhui.decision.what_if.changes import changed_inputs
from puhui.ground import Erased, Work
from puhui.ground.publishing import Refused
from puhui.kernel import FixedClock, Outcome, Problem
from tests.conftest import NOW
from tests.decision.applying import applied, erase
from tests.decision.making import LAW, SCORECARD, TRADE, firm
from tests.decision.trial.trying import cheaper

SOUND = firm(EvidencePath.APPLICATION, amount_fen=20_000_000)
MEANS = MadeBy(shipped_policy(), SCORECARD, LAW)
_TABLES = (
    "decision.decision",
    "decision.shadow",
    "decision.version",
    "ground.outbox",
    "intake.application_step",
)


def decided(work: Work, minutes: int = 0) -> Kept:
    """A made-up application, decided some minutes after ten."""
    later = replace(work, clock=FixedClock(NOW + timedelta(minutes=minutes)))
    kept = decide_application(later, applied(later).id, scorecard=SCORECARD)
    assert isinstance(kept, Kept)
    return kept


@given(st.sampled_from(sorted(TRADE)))
def test_a_fact_set_to_what_it_is_changes_nothing(name: str) -> None:
    """The same decision to the byte."""
    other = changed_inputs(SOUND, {name: SOUND.facts()[name]})
    assert isinstance(other, Inputs)
    one = twice(SOUND, MEANS, other, MEANS)
    assert one.before.sealed() == one.after.sealed()
    assert (one.step, one.is_other) == (None, False)


@given(st.sampled_from(sorted(readable("rating"))), st.text(max_size=12))
def test_whatever_is_typed_it_is_an_input_or_a_sentence(name: str, typed: str) -> None:
    """Every fact that a first table reads can be asked about; nothing that is typed raises."""
    found = changed_inputs(SOUND, {name: typed})
    if isinstance(found, Problem):
        assert found.what.zh
        assert found.fix is not None
    else:
        twice(SOUND, MEANS, found, MEANS)


def test_the_rule_that_turned_it_is_named() -> None:
    """A debt overdue today: the first step stops it, by which row, and the money goes."""
    other = changed_inputs(SOUND, {"overdue_now": "是"})
    assert isinstance(other, Inputs)
    one = twice(SOUND, MEANS, other, MEANS)
    assert one.step is not None
    assert (one.step.step, one.step.rows_after) == ("knock_out", ("overdue_now",))
    assert (one.before.outcome, one.after.outcome, one.after.limit_fen) == (
        Outcome.APPROVE,
        Outcome.DECLINE,
        0,
    )


def test_asking_writes_nothing_but_an_audit_line(work: Work) -> None:
    """No decision, no version, no message, no step."""
    kept = decided(work)

    def rows() -> list[int]:
        return [work.connection.execute(text(f"SELECT count(*) FROM {it}")).scalar_one() for it in _TABLES]

    was = rows()
    found = what_if(work, kept.id, Changes({"months": 24}, {"price": cheaper()}))
    assert isinstance(found, WhatIf)
    assert found.replays
    assert found.asked == {"months": (12, 24)}
    assert rows() == was
    said = text("SELECT count(*) FROM ground.audit_entry WHERE action = 'decision.what_if'")
    assert work.connection.execute(said).scalar_one() == 1


def test_each_application_counts_once_with_its_newest_decision(work: Work) -> None:
    """Decided three times, it flips once; and only within the days asked for."""
    kept = decided(work)
    assert kept.application_id is not None
    for minutes in (5, 10):
        later = replace(work, clock=FixedClock(NOW + timedelta(minutes=minutes)))
        decide_application(later, kept.application_id, scorecard=SCORECARD)
    found = flips(work, shipped_policy(), {"price": cheaper()})
    assert not isinstance(found, Problem | Refused)
    (pair,) = found.changed
    assert (found.tried, pair.application_id, pair.decided_at) == (
        1,
        kept.application_id,
        NOW + timedelta(minutes=10),
    )
    assert pair.parts_at == "price"
    before = flips(work, shipped_policy(), {"price": cheaper()}, until=date(2026, 11, 22))
    assert not isinstance(before, Problem | Refused)
    assert before.tried == 0


def test_pages_of_decisions_leave_nobody_out(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """However small a page is, and up to as many as were asked for."""
    monkeypatch.setattr("puhui.decision.what_if.store._PAGE", 2)
    for minutes in range(5):
        decided(work, minutes)
    every = flips(work, shipped_policy(), {"price": cheaper()})
    some = flips(work, shipped_policy(), {"price": cheaper()}, at_most=3)
    assert not isinstance(every, Problem | Refused)
    assert not isinstance(some, Problem | Refused)
    assert (every.tried, some.tried) == (5, 3)


def test_an_erased_subject_answers_nothing(work: Work) -> None:
    """Its key is gone, and so is what could be asked."""
    kept = decided(work)
    assert kept.subject_id is not None
    erase(work, kept.subject_id)
    assert isinstance(what_if(work, kept.id, Changes({"months": 6})), Erased)
