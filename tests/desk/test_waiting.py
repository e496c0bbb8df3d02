"""Whom an application waits for, the most pressing first."""

from dataclasses import replace
from datetime import timedelta

from puhui.decision import (
    Kept,
    Review,
    ReviewKind,
    ReviewResult,
    Verdict,
    answer_request,
    ask_review,
    decide_application,
    give_verdict,
    platform_decider,
)
from puhui.desk import WaitsFor
from puhui.ground import Erased, Work
from puhui.kernel import FixedClock, Problem, Text
from tests.decision.applying import applied
from tests.decision.making import SCORECARD
from tests.decision.people.cases import WANG, approves, as_, referred
from tests.desk.cases import listed

_FOUR_HUNDRED_THOUSAND_FEN = 40_000_000


def test_a_referral_waits_for_a_reviewer_whatever_else_was_asked(work: Work) -> None:
    """Its borrower wants to know why as well; the day by which that is owed stands beside."""
    asked, kept = referred(work)
    ask_review(work, kept.id, ReviewKind.EXPLANATION)
    row = listed(work, asked.id)
    assert row.waits_for is WaitsFor.REVIEWER and row.due_at is not None


def test_a_proposal_waits_for_a_second_person(work: Work) -> None:
    """¥400,000 is above what one reviewer decides."""
    asked, kept = referred(work, _FOUR_HUNDRED_THOUSAND_FEN)
    said = approves(_FOUR_HUNDRED_THOUSAND_FEN)
    proposed = give_verdict(as_(work, WANG), asked.id, platform_decider(), kept.id, said)
    assert isinstance(proposed, Verdict) and proposed.proposal_id is not None
    assert listed(work, asked.id).waits_for is WaitsFor.SECOND_REVIEWER


def test_an_explanation_is_waited_for_where_nothing_else_is(work: Work) -> None:
    """An approval whose borrower asks why; answered, it waits for nobody."""
    asked = applied(work)
    kept = decide_application(work, asked.id, scorecard=SCORECARD)
    assert isinstance(kept, Kept) and listed(work, asked.id).waits_for is None
    later = replace(work, clock=FixedClock(work.now() + timedelta(hours=1)))
    review_id = ask_review(later, kept.id, ReviewKind.EXPLANATION)
    assert not isinstance(review_id, Problem | Erased)
    row = listed(later, asked.id)
    assert row.waits_for is WaitsFor.EXPLANATION and row.due_at is not None
    told = Text("近六个月开票额比上年同期少。", "Invoices fell against last year.")
    assert isinstance(answer_request(later, review_id, told, ReviewResult.EXPLAINED), Review)
    assert listed(later, asked.id).waits_for is None
