"""Facts are frozen; each knows when it was true and when we learned it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from puhui.evidence import Fact, NewFact, facts, record_fact
from puhui.ground import ERASED, Work
from puhui.kernel import FixedClock, Problem
from tests.evidence.subjects import consented, shop


def kept(work: Work, new: NewFact) -> Fact:
    found = record_fact(work, new)
    assert isinstance(found, Fact), found
    return found


def rent(subject_id: UUID, yuan: int, **changed: object) -> NewFact:
    return replace(NewFact(subject_id, "rent", {"yuan": yuan}, date(2026, 1, 1), "debts"), **changed)  # type: ignore[arg-type]


def test_a_correction_is_a_new_fact_and_the_past_stays_as_it_was_known(work: Work) -> None:
    """Learned on Monday, corrected on Thursday: on Tuesday we held the first, on Friday the second."""
    owner_id, _ = shop(work)
    consented(work, owner_id, "debts")
    first = kept(work, rent(owner_id, 3000))
    thursday = replace(work, clock=FixedClock(work.now() + timedelta(days=3)))
    second = kept(thursday, rent(owner_id, 3500, supersedes=first.id))
    on_tuesday = facts(thursday, owner_id, "rent", as_of_known=work.now() + timedelta(days=1))
    assert on_tuesday == (first,)
    assert facts(thursday, owner_id, "rent") == (second,)


def test_a_fact_is_true_from_its_first_day_until_before_its_last(work: Work) -> None:
    """Rent of 3,000 until the end of June, 3,500 from July on."""
    owner_id, _ = shop(work)
    consented(work, owner_id, "debts")
    kept(work, rent(owner_id, 3000, true_to=date(2026, 7, 1)))
    kept(work, rent(owner_id, 3500, true_from=date(2026, 7, 1)))

    def held(day: date) -> list[int]:
        return [fact.value["yuan"] for fact in facts(work, owner_id, "rent", as_of_true=day)]

    assert (held(date(2026, 6, 30)), held(date(2026, 7, 1)), held(date(2025, 12, 31))) == ([3000], [3500], [])


def test_a_private_source_needs_a_consent_and_a_public_one_does_not(work: Work) -> None:
    """The register is public (PIPL 13(6), 27), what somebody owes is not."""
    owner_id, _ = shop(work)
    refused = record_fact(work, rent(owner_id, 3000))
    assert isinstance(refused, Problem)
    assert refused.code == "consent.missing.forbidden"
    public = kept(work, NewFact(owner_id, "licence", {"valid": True}, date(2020, 1, 1), "registration"))
    assert public.consent_id is None


@pytest.mark.parametrize("change", [{"true_to": date(2026, 1, 1)}, {"supersedes": UUID(int=7)}])
def test_a_fact_that_cannot_be_is_refused(work: Work, change: dict[str, object]) -> None:
    """An empty period, or the correction of nothing."""
    owner_id, _ = shop(work)
    consented(work, owner_id, "debts")
    assert isinstance(record_fact(work, rent(owner_id, 1, **change)), Problem)


def test_a_correction_stays_with_its_subject(work: Work) -> None:
    """Nobody's fact is corrected through another subject."""
    owner_id, firm_id = shop(work)
    consented(work, owner_id, "debts")
    mine = kept(work, rent(owner_id, 1))
    assert isinstance(record_fact(work, rent(firm_id, 2, supersedes=mine.id)), Problem)


def test_values_lie_sealed_and_are_erased_with_the_key(work: Work) -> None:
    """The table shows a kind and dates, never a value."""
    owner_id, _ = shop(work)
    consented(work, owner_id, "debts")
    kept(work, rent(owner_id, 987_654))
    assert "987654" not in str(work.connection.execute(text("SELECT * FROM evidence.fact")).all())
    work.vault.destroy(work.connection, owner_id)
    assert facts(work, owner_id, "rent")[0].value is ERASED
