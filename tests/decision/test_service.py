"""An application is decided on what is known and allowed now, kept whole, and replayed to the byte."""

import json

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from puhui.decision import (
    Kept,
    Replay,
    decide_application,
    decision_of,
    replay,
    shipped_policy,
    tables,
)
from puhui.evidence import VerificationKind, VerificationResult
from puhui.graph import measures
from puhui.ground import Erased, Ground, Work
from puhui.intake import Status, application, consents_of, withdraw_application, withdraw_consent
from puhui.kernel import FixedClock, Outcome, Problem
from tests.decision.applying import applied, erase
from tests.decision.making import SCORECARD


def decided(work: Work, **changes: object) -> Kept:
    """The decision on a made-up application."""
    asked = applied(work, **changes)  # type: ignore[arg-type]
    kept = decide_application(work, asked.id, scorecard=SCORECARD)
    assert isinstance(kept, Kept), kept
    return kept


def test_whole_evidence_is_approved_and_everything_about_it_is_kept(work: Work) -> None:
    """The application moves on, the audit trail has its line and the outbox its message."""
    kept = decided(work)
    assert kept.outcome is Outcome.APPROVE
    assert 0 < kept.limit_fen <= 20_000_000
    assert kept.application_id is not None
    moved = application(work, kept.application_id)
    assert not isinstance(moved, Problem)
    assert moved.status is Status.DECIDED
    assert _count(work, "SELECT count(*) FROM ground.audit_entry WHERE action = 'decision.made'") == 1
    assert _count(work, "SELECT count(*) FROM ground.outbox WHERE topic = 'decision.made'") == 1
    assert decision_of(work, kept.application_id) == kept


@pytest.mark.parametrize("result", [VerificationResult.ERROR, VerificationResult.NO_RECORD])
@pytest.mark.parametrize("kind", [VerificationKind.TWO_FACTOR, VerificationKind.ENTERPRISE_FOUR_FACTOR])
def test_a_verifier_without_an_answer_refers(
    work: Work, kind: VerificationKind, result: VerificationResult
) -> None:
    """An error is not a match, whoever made it."""
    assert decided(work, answers={kind: result}).outcome is Outcome.REFER


def test_a_mismatch_declines_and_a_list_hit_goes_to_a_person(work: Work) -> None:
    """A machine stops at a wrong identity; a name on a list is for a person to compare."""
    wrong = {VerificationKind.TWO_FACTOR: VerificationResult.MISMATCH}
    assert decided(work, answers=wrong).outcome is Outcome.DECLINE


def test_a_name_on_a_list_goes_to_a_person(work: Work) -> None:
    """Never declined by a machine: lists are full of namesakes."""
    listed = {VerificationKind.LIST_SCREENING: VerificationResult.MATCH}
    assert decided(work, answers=listed).outcome is Outcome.REFER


@pytest.mark.parametrize("lacking", [{"invoices": False}, {"debts": False}, {"consents": ("identity",)}])
def test_what_is_missing_refers(work: Work, lacking: dict[str, object]) -> None:
    """No invoices, nobody asked for debts, no consent: a person looks, nothing is approved."""
    assert decided(work, **lacking).outcome is Outcome.REFER


def test_a_withdrawn_consent_stops_the_next_decision(work: Work) -> None:
    """The invoices are still there; without consent they are not looked at."""
    kept = decided(work)
    asked = application(work, kept.application_id)  # type: ignore[arg-type]
    assert not isinstance(asked, Problem)
    for consent in consents_of(work, asked.owner_id):  # type: ignore[union-attr]
        if consent.source == "invoices":
            withdraw_consent(work, consent.id)
    again = decide_application(work, asked.id, scorecard=SCORECARD)
    assert isinstance(again, Kept)
    assert again.outcome is Outcome.REFER
    assert again.record["versions"] == kept.record["versions"]


def test_a_withdrawn_application_is_not_decided_and_leaves_nothing(work: Work) -> None:
    """The refusal is a value, and no decision is kept."""
    asked = applied(work)
    withdraw_application(work, asked.id)
    assert isinstance(decide_application(work, asked.id, scorecard=SCORECARD), Problem)
    assert work.connection.execute(select(func.count()).select_from(tables.decision)).scalar_one() == 0


def test_a_replay_a_year_later_gives_the_same_bytes(ground: Ground, work: Work) -> None:
    """From the record alone: not today's evidence, not today's policy."""
    kept = decided(work)
    later = Work(work.connection, work.actor, FixedClock(work.now().replace(year=2027)), work.vault)
    again = replay(later, kept.id)
    assert isinstance(again, Replay)
    assert again.same
    assert again.record_hash == kept.record_hash
    assert again.decision.record()["versions"]["policy"] == shipped_policy().version


def test_an_erased_subject_can_be_neither_read_nor_replayed(work: Work) -> None:
    """What is theirs is gone; id, time and outcome are kept."""
    kept = decided(work)
    erase(work, kept.subject_id)  # type: ignore[arg-type]
    assert isinstance(replay(work, kept.id), Erased)
    assert isinstance(decision_of(work, kept.application_id), Erased)  # type: ignore[arg-type]


def test_a_decision_can_be_neither_changed_nor_removed(ground: Ground, work: Work) -> None:
    """The database itself refuses, whoever asks."""
    decided(work)
    for statement in ("UPDATE decision.decision SET outcome = 'approve'", "DELETE FROM decision.decision"):
        with pytest.raises(DBAPIError, match="append-only"), work.connection.begin_nested():
            work.connection.execute(text(statement))


def test_nothing_personal_lies_open_in_the_database(work: Work) -> None:
    """Inputs, record and what was told are sealed under the owner's key."""
    kept = decided(work)
    row = work.connection.execute(select(tables.decision)).one()
    for sealed in (row.inputs, row.record, row.told):
        assert b"sales" not in sealed
        assert str(kept.limit_fen).encode() not in sealed
    assert "limit" not in json.dumps(row.timings)


def _count(work: Work, statement: str) -> int:
    found: int = work.connection.execute(text(statement)).scalar_one()
    return found


def test_books_that_do_not_name_the_business_are_looked_at_by_a_person(work: Work) -> None:
    """Somebody else's invoices never approve."""
    kept = decided(work, own=False)
    assert kept.outcome is Outcome.REFER
    assert "发票文件没有写明属于这家店，由人工核对" in [reason.zh for reason in kept.reasons]


def test_an_import_that_left_rows_out_is_looked_at_by_a_person(work: Work) -> None:
    """The rows that could not be read may be the ones that matter."""
    assert decided(work, whole=False).outcome is Outcome.REFER


def test_deciding_relates_the_business_to_its_customers_under_its_consent(work: Work) -> None:
    """Ten customers and ten suppliers stand around the shop; without the consent nobody would."""
    asked = applied(work)
    assert isinstance(decide_application(work, asked.id, scorecard=SCORECARD), Kept)
    around = measures(work, asked.enterprise_id or asked.owner_id)
    assert not isinstance(around, Problem)
    assert around.counterparties == 20
