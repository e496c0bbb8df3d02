"""The overview: what is going on today, added up from the rows of the queue and the mirror."""

from datetime import timedelta

from puhui.decision import ReviewKind, ask_review, decision_of
from puhui.desk import overview_of
from puhui.ground import Work
from tests.desk.cases import another, decided, listed


def test_today_is_what_was_applied_for_and_decided_today(work: Work) -> None:
    """By Beijing's day; a decision counts on its own day, an application on its."""
    asked = decided(work, debts=False)
    another(work, asked, days_later=-1, amount_fen=5_000_000)
    told = overview_of(work, 3)
    today = told.today
    assert (today.applied, today.decided, today.referred, today.approved) == (1, 1, 1, 0)
    assert (today.amount_asked_fen, today.amount_approved_fen) == (20_000_000, 0)
    assert [(it.on.day, it.applied, it.referred) for it in told.days] == [(21, 0, 0), (22, 1, 0), (23, 1, 1)]
    assert told.decision_ms.p50 is not None and told.decision_ms.p50 > 0


def test_what_waits_is_counted_by_whom_it_waits_for(work: Work) -> None:
    """A referral waits for a reviewer, a question for an answer; each is a task with a way to it."""
    asked = decided(work, debts=False)
    told = overview_of(work, 1)
    assert (told.waiting.reviewer.count, told.waiting.requests.count) == (1, 0)
    assert told.waiting.reviewer.oldest_at == work.now() and told.waiting.reviewer.median_minutes == 0
    assert [(it.kind, it.count) for it in told.needs_person] == [("reviewer", 1)]
    assert told.needs_person[0].link.startswith("/console/") and told.needs_person[0].what.en
    fine = another(work, asked)
    listed(work, fine.id)
    kept = decision_of(work, asked.id)
    ask_review(work, kept.id, ReviewKind.CORRECTION)  # type: ignore[union-attr]
    assert listed(work, asked.id).waits_for == "reviewer"


def test_a_house_without_business_has_an_overview_of_nothing(work: Work) -> None:
    """Every day and every bucket is there, with noughts; nothing waits and nothing is wrong."""
    told = overview_of(work, 14)
    assert len(told.days) == 14 and told.days[-1].on - told.days[0].on == timedelta(days=13)
    assert (told.money.out_fen, told.money.back_fen, told.money.outstanding_fen) == (0, 0, 0)
    assert [it.loans for it in told.arrears] == [0] * 8 and told.arrears[0].bucket == "C"
    assert told.needs_person == [] and told.troubles == [] and told.decision_ms.p50 is None
