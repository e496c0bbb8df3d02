"""Rings around an application: found before it is decided, read while it is, gone with the consent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import text

from puhui.decision import Kept, decide_here, platform_decider
from puhui.decision.fraud.naming import ring_kinds
from puhui.decision.fraud.outcome import FraudOutcome, fraud_outcome, rules_that_hit
from puhui.decision.fraud.rings import look_for_rings
from puhui.graph.rings import RingKind
from puhui.graph.serving import Serving
from puhui.ground import Erased, Work
from puhui.intake import Application, consents_of, withdraw_consent
from puhui.kernel import FixedClock, Problem
from tests.conftest import NOW
from tests.decision.applying import applied
from tests.decision.fraud.past import Past

ALL = ("invoices", "identity", "debts", "relations")


def in_a_circle(work: Work) -> Application:
    """A shop whose firm guarantees a second, that a third, and that the firm."""
    asked = applied(work, consents=ALL)
    past = Past(work)
    assert asked.enterprise_id is not None
    firms = [asked.enterprise_id, past.person(), past.person(), past.person()]
    for giver, taker in zip(firms, [*firms[1:], firms[0]], strict=True):
        past.related(giver, "guarantee", f"subject:{taker}", days_ago=300, weight=50_000_000)
    return asked


def evidence(work: Work, kept: Kept) -> Mapping[str, Any]:
    """What a decision looked at."""
    sealed = work.connection.execute(
        text("SELECT inputs FROM decision.decision WHERE id = :id"), {"id": kept.id}
    ).scalar_one()
    assert kept.subject_id is not None
    opened = work.vault.open(work.connection, kept.subject_id, "decision.inputs", sealed)
    assert not isinstance(opened, Erased)
    found: Mapping[str, Any] = orjson.loads(opened)["evidence"]
    return found


def decided(work: Work, asked: Application) -> Kept:
    """The platform's decision."""
    kept = decide_here(work, asked.id, platform_decider())
    assert isinstance(kept, Kept), kept
    return kept


@pytest.fixture
def serving(work: Work, tmp_path: Path) -> Serving:
    """The graph, out of the tables."""
    return Serving(work.connection.engine, tmp_path)


def test_nobody_has_looked_and_nothing_is_known(work: Work) -> None:
    """Not a ring of strength none: no fact at all, and no rule speaks."""
    kept = decided(work, in_a_circle(work))
    assert not [name for name in evidence(work, kept) if name.startswith("fraud_ring_")]
    assert fraud_outcome(kept.record) is FraudOutcome.CLEAR


def test_a_circle_of_guarantees_is_referred(work: Work, serving: Serving) -> None:
    """Found beforehand, read in the decision; the other kinds were looked for and are none."""
    asked = in_a_circle(work)
    assert look_for_rings(work, serving, asked.id) is None
    kept = decided(work, asked)
    seen = evidence(work, kept)
    assert seen["fraud_ring_guarantee_cycle"] >= 0.5 and seen["fraud_ring_device_farm"] == 0
    assert "ring_guarantee" in rules_that_hit(kept.record)
    assert fraud_outcome(kept.record) is FraudOutcome.REFERRED


def test_without_consent_to_relations_nobody_looks(work: Work, serving: Serving) -> None:
    """And the decision goes on without."""
    asked = applied(work)
    assert isinstance(look_for_rings(work, serving, asked.id), Problem)
    assert not [it for it in evidence(work, decided(work, asked)) if it.startswith("fraud_ring_")]


def test_a_withdrawn_consent_takes_the_finding_with_it(work: Work, serving: Serving) -> None:
    """From the same instant on, without anybody having looked again."""
    asked = in_a_circle(work)
    look_for_rings(work, serving, asked.id)
    given = consents_of(work, asked.owner_id)
    assert isinstance(given, tuple)
    withdraw_consent(work, next(it.id for it in given if it.source == "relations"))
    later = replace(work, clock=FixedClock(NOW + timedelta(seconds=1)))
    assert not [it for it in evidence(later, decided(later, asked)) if it.startswith("fraud_ring_")]


def test_what_was_found_long_ago_is_no_longer_taken(work: Work, serving: Serving) -> None:
    """After eight days it would have to be looked for again."""
    asked = in_a_circle(work)
    look_for_rings(work, serving, asked.id)
    later = replace(work, clock=FixedClock(NOW + timedelta(days=8)))
    assert not [it for it in evidence(later, decided(later, asked)) if it.startswith("fraud_ring_")]


def test_every_kind_of_ring_that_the_graph_knows_has_its_fact() -> None:
    """A new kind there is a new fact here."""
    assert set(ring_kinds()) == {it.value for it in RingKind}
