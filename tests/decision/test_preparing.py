"""What is made ready changes when a decision is quick, and never what it says."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import get_ident
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from puhui.decision import Kept, decide_here, platform_decider, prepare
from puhui.decision.service import replay
from puhui.ground import Actor, Erased, Ground, Work
from puhui.intake import consents_of, withdraw_consent
from puhui.kernel import FixedClock, Outcome
from tests.conftest import NOW
from tests.decision.applying import applied, erase

_ALL = ("invoices", "identity", "debts", "relations")


def decided(work: Work, application_id: Any) -> Kept:
    """The platform's decision, which is expected."""
    kept = decide_here(work, application_id, platform_decider())
    assert isinstance(kept, Kept), kept
    return kept


def ready_rows(work: Work) -> list[Any]:
    """What lies ready."""
    return list(work.connection.execute(text("SELECT * FROM decision.prepared")))


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that this thread sends to the database inside."""
    seen: list[str] = []
    real = psycopg.Cursor.execute
    here = get_ident()

    def spy(self: Any, query: Any, *arguments: Any, **named: Any) -> Any:
        if get_ident() == here:
            seen.append(" ".join(str(query).split()))
        return real(self, query, *arguments, **named)

    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(psycopg.Cursor, "execute", spy)
        yield seen


def test_a_prepared_decision_has_the_inputs_of_one_that_nobody_prepared(work: Work) -> None:
    """The first decision makes its numbers itself, the second takes them; both looked at the same bytes."""
    asked = applied(work, consents=_ALL)
    first, second = decided(work, asked.id), decided(work, asked.id)
    assert first.inputs_hash == second.inputs_hash
    assert first.record_hash == second.record_hash
    assert len(ready_rows(work)) == 1


def test_a_prepared_decision_is_one_of_a_handful_of_statements(ground: Ground, clerk: Actor) -> None:
    """Ninety-eight statements became twelve; one more should be noticed by whoever adds it."""
    with ground.work(clerk) as work:
        asked = applied(work, consents=_ALL)
        prepare(work, asked.id)
    for _ in range(2):  # by then its versions are known to lie there
        with ground.work(clerk) as work:
            decided(work, asked.id)
    with ground.work(clerk) as work, statements() as seen:
        decided(work, asked.id)
    assert len(seen) <= 12, Counter(seen)


def test_nothing_new_is_told_to_the_graph_and_no_identity_is_read_for_it(work: Work) -> None:
    """Where numbers are ready the relations are too: a decision opens nobody's phone again."""
    asked = applied(work, consents=_ALL)
    prepare(work, asked.id)
    decided(work, asked.id)
    with statements() as seen:
        decided(work, asked.id)
    assert not [it for it in seen if "graph.relation (" in it or "sealed_phone" in it]


def test_a_withdrawn_consent_is_not_outlived_by_what_was_prepared(work: Work) -> None:
    """The numbers lie there still; without the consent nobody opens them, and the decision refers."""
    asked = applied(work, consents=_ALL)
    assert decided(work, asked.id).outcome is Outcome.APPROVE
    given = consents_of(work, asked.owner_id)
    assert isinstance(given, tuple)
    withdraw_consent(work, next(it.id for it in given if it.source == "invoices"))
    after = decided(replace(work, clock=FixedClock(NOW + timedelta(seconds=1))), asked.id)
    assert after.outcome is Outcome.REFER


def test_the_next_day_numbers_are_made_again(work: Work) -> None:
    """A snapshot is of its day: tomorrow's decision does not take today's."""
    asked = applied(work, consents=_ALL)
    prepare(work, asked.id)
    (today,) = ready_rows(work)
    decided(replace(work, clock=FixedClock(NOW + timedelta(days=1))), asked.id)
    (tomorrow,) = ready_rows(work)
    assert today.evidence != tomorrow.evidence


def test_an_erased_business_leaves_nothing_readable_behind(work: Work) -> None:
    """What was made ready is sealed under the business's key and goes with it."""
    asked = applied(work, consents=_ALL)
    prepare(work, asked.id)
    assert asked.enterprise_id is not None
    erase(work, asked.enterprise_id)
    assert isinstance(decide_here(work, asked.id, platform_decider()), Erased)
    (row,) = ready_rows(work)
    assert isinstance(
        work.vault.open(work.connection, asked.enterprise_id, "decision.prepared", row.sealed_numbers), Erased
    )


def test_a_prepared_decision_replays_from_its_record_alone(work: Work) -> None:
    """Whatever was made ready is thrown away, and the same bytes come out."""
    asked = applied(work, consents=_ALL)
    prepare(work, asked.id)
    kept = decided(work, asked.id)
    work.connection.execute(text("DELETE FROM decision.prepared"))
    again = replay(work, kept.id)
    assert not isinstance(again, Erased)
    assert getattr(again, "same", False)
