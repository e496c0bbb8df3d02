"""One person decides up to their authority, two above it, and nobody what law and identity forbid."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.decision import (
    Decider,
    DecisionOwner,
    Kept,
    PersonSays,
    Referral,
    Replay,
    ReviewKind,
    ReviewResult,
    Settling,
    Verdict,
    ask_review,
    decide_application,
    decision_of,
    give_verdict,
    platform_decider,
    referral_of,
    replay,
    reviews_of,
    settle_proposal,
    shipped_policy,
)
from puhui.decision.people.authority import May, authority_on
from puhui.evidence import VerificationKind, VerificationResult
from puhui.ground import Actor, ActorKind, Work
from puhui.intake import Application, NewApplication, submit_application
from puhui.kernel import Outcome, Problem, Text
from tests.decision.applying import applied
from tests.decision.making import SCORECARD
from tests.decision.people.cases import LIU, REASON, WANG, ZHAO, approves, as_, declines, person, referred

HOUSE = platform_decider()
BANK = Decider(DecisionOwner.INSTITUTION, shipped_policy(), SCORECARD)
WAN = 1_000_000


def decided(work: Work, application_id: UUID) -> Kept:
    """The newest decision."""
    kept = decision_of(work, application_id)
    assert isinstance(kept, Kept), kept
    return kept


def code(said: object) -> str:
    """The code of a refusal."""
    assert isinstance(said, Problem), said
    return said.code


@pytest.mark.parametrize("house", [HOUSE, BANK], ids=["platform", "institution"])
def test_within_ones_authority_a_word_decides_and_replays(work: Work, house: Decider) -> None:
    """¥200,000 by a reviewer: advice on the platform, a decision at an institution, told word for word."""
    asked, kept = referred(work)
    said = give_verdict(as_(work, WANG), asked.id, house, kept.id, approves(20 * WAN))
    assert isinstance(said, Verdict) and said.proposal_id is None, said
    made = decided(work, asked.id)
    assert (made.outcome, made.limit_fen, made.reasons) == (Outcome.APPROVE, 20 * WAN, (REASON,))
    assert made.owner is house.owner
    again = replay(work, made.id)
    assert isinstance(again, Replay) and again.same


@pytest.mark.parametrize("house", [HOUSE, BANK], ids=["platform", "institution"])
def test_above_it_a_second_person_decides_with_the_first(work: Work, house: Decider) -> None:
    """¥400,000 waits; whoever proposed it may not confirm, a colleague may, and both stand in the record."""
    asked, kept = referred(work, 40 * WAN)
    waits = give_verdict(as_(work, WANG), asked.id, house, kept.id, approves(40 * WAN))
    assert isinstance(waits, Verdict) and waits.proposal_id is not None, waits
    assert decided(work, asked.id).id == kept.id
    own = settle_proposal(as_(work, WANG), asked.id, waits.proposal_id, house, Settling(agrees=True))
    assert code(own) == "proposal.own.forbidden"
    done = settle_proposal(as_(work, LIU), asked.id, waits.proposal_id, house, Settling(agrees=True))
    assert isinstance(done, Verdict) and done.decision_id is not None, done
    found = referral_of(work, asked.id, house)
    assert isinstance(found, Referral)
    assert found.by == (WANG.id, LIU.id) and not found.waits
    again = replay(work, done.decision_id)
    assert isinstance(again, Replay) and again.same


def test_above_a_reviewers_pair_the_second_is_senior(work: Work) -> None:
    """¥800,000: two reviewers do not suffice."""
    asked, kept = referred(work, 80 * WAN)
    waits = give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, approves(80 * WAN))
    assert isinstance(waits, Verdict) and waits.proposal_id is not None
    by_liu = settle_proposal(as_(work, LIU), asked.id, waits.proposal_id, HOUSE, Settling(agrees=True))
    assert code(by_liu) == "proposal.authority.forbidden"
    by_zhao = settle_proposal(as_(work, ZHAO), asked.id, waits.proposal_id, HOUSE, Settling(agrees=True))
    assert isinstance(by_zhao, Verdict) and by_zhao.decision_id is not None


def test_a_no_gives_the_case_back_with_its_note(work: Work) -> None:
    """The next one reads why; the proposal is gone, and another can be made."""
    asked, kept = referred(work, 40 * WAN)
    waits = give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, approves(40 * WAN))
    assert isinstance(waits, Verdict) and waits.proposal_id is not None
    silent = settle_proposal(as_(work, LIU), asked.id, waits.proposal_id, HOUSE, Settling(agrees=False))
    assert code(silent) == "proposal.note"
    no = Settling(agrees=False, note="流水只看到三个月。")
    assert settle_proposal(as_(work, LIU), asked.id, waits.proposal_id, HOUSE, no) == Verdict()
    found = referral_of(as_(work, WANG), asked.id, HOUSE)
    assert isinstance(found, Referral) and found.proposal is None and found.disagreed is not None
    assert (found.disagreed.note, found.disagreed.by) == ("流水只看到三个月。", LIU.id)
    again = settle_proposal(as_(work, ZHAO), asked.id, waits.proposal_id, HOUSE, Settling(agrees=True))
    assert code(again) == "proposal.closed"


def test_a_second_verdict_while_one_waits_is_told_so(work: Work) -> None:
    """A colleague confirms or disagrees; whoever proposed may replace their own."""
    asked, kept = referred(work, 40 * WAN)
    first = give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, approves(40 * WAN))
    other = give_verdict(as_(work, LIU), asked.id, HOUSE, kept.id, declines())
    assert code(other) == "verdict.waits.conflict"
    second = give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, approves(35 * WAN))
    assert isinstance(first, Verdict) and isinstance(second, Verdict)
    assert second.proposal_id not in {None, first.proposal_id}


def test_whoever_saw_an_older_decision_is_told(work: Work) -> None:
    """Evidence came in and it was decided again: the old screen decides nothing."""
    asked, kept = referred(work)
    assert isinstance(decide_application(work, asked.id, scorecard=SCORECARD), Kept)
    late = give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, approves(10 * WAN))
    assert code(late) == "verdict.stale.conflict"


def test_a_proposal_lapses_when_the_case_is_decided_anew(work: Work) -> None:
    """Nobody confirms what was proposed about something else."""
    asked, kept = referred(work, 40 * WAN)
    waits = give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, approves(40 * WAN))
    assert isinstance(waits, Verdict) and waits.proposal_id is not None
    assert isinstance(decide_application(work, asked.id, scorecard=SCORECARD), Kept)
    late = settle_proposal(as_(work, LIU), asked.id, waits.proposal_id, HOUSE, Settling(agrees=True))
    assert code(late) == "proposal.closed"


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({VerificationKind.TWO_FACTOR: VerificationResult.MISMATCH}, "identity"),
        ({VerificationKind.ENTERPRISE_FOUR_FACTOR: VerificationResult.MISMATCH}, "enterprise"),
        ({VerificationKind.LIST_SCREENING: VerificationResult.MATCH}, "listing"),
    ],
)
def test_nobody_overrules_identity_or_list(
    work: Work, answers: dict[VerificationKind, VerificationResult], why: str
) -> None:
    """Not a senior, not for one yuan; declining stays possible, and a house's own decider is no way round."""
    asked = applied(work, answers=answers)
    kept = decide_application(work, asked.id, scorecard=SCORECARD)
    assert isinstance(kept, Kept)
    ask_review(work, kept.id, ReviewKind.PERSON)
    for house in (HOUSE, BANK):
        said = give_verdict(as_(work, ZHAO), asked.id, house, kept.id, approves(100))
        assert code(said) == f"verdict.never.{why}"
    assert isinstance(give_verdict(as_(work, ZHAO), asked.id, HOUSE, kept.id, declines()), Verdict)


def test_nobody_approves_without_consent(work: Work) -> None:
    """A word does not stand in for it."""
    asked = applied(work, consents=("identity",))
    kept = decide_application(work, asked.id, scorecard=SCORECARD)
    assert isinstance(kept, Kept)
    said = give_verdict(as_(work, ZHAO), asked.id, HOUSE, kept.id, approves(100))
    assert code(said) == "verdict.never.consent"


def test_a_listed_name_is_not_even_proposed(work: Work) -> None:
    """Above one's authority it would wait; what nobody may approve waits for nobody."""
    listed = {VerificationKind.LIST_SCREENING: VerificationResult.MATCH}
    asked = applied(work, answers=listed, amount_fen=40 * WAN)
    kept = decide_application(work, asked.id, scorecard=SCORECARD)
    assert isinstance(kept, Kept)
    said = give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, approves(40 * WAN))
    assert code(said) == "verdict.never.listing"


def test_only_a_person_who_signed_in_has_a_word(work: Work) -> None:
    """An API key with the role of a reviewer has none, nor has an administrator any authority."""
    asked, kept = referred(work)
    key = replace(WANG, kind=ActorKind.API_KEY)
    assert (
        code(give_verdict(as_(work, key), asked.id, HOUSE, kept.id, declines())) == "verdict.person.forbidden"
    )
    admin = person("root", "admin")
    assert (
        code(give_verdict(as_(work, admin), asked.id, HOUSE, kept.id, declines()))
        == "verdict.above.forbidden"
    )


def test_a_case_that_waits_for_nobody_takes_no_word(work: Work) -> None:
    """An approval that nobody asked about stays the machine's."""
    asked = applied(work)
    kept = decide_application(work, asked.id, scorecard=SCORECARD)
    assert isinstance(kept, Kept) and kept.outcome is Outcome.APPROVE
    assert code(give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, declines())) == "verdict.closed"


def test_a_borrower_who_asks_for_a_person_is_answered_by_their_verdict(work: Work) -> None:
    """The request ends with the reason, in the same transaction; asked again, somebody else looks."""
    asked, kept = referred(work)
    ask_review(work, kept.id, ReviewKind.PERSON, "请看看")
    assert isinstance(give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, declines()), Verdict)
    (review,) = reviews_of(work, asked.id)
    assert (review.result, review.by) == (ReviewResult.DECIDED_AGAIN, WANG.id)
    first = decided(work, asked.id)
    ask_review(work, first.id, ReviewKind.PERSON, "还是不同意")
    own = give_verdict(as_(work, WANG), asked.id, HOUSE, first.id, declines())
    assert code(own) == "verdict.same_person.forbidden"
    assert isinstance(give_verdict(as_(work, LIU), asked.id, HOUSE, first.id, approves(5 * WAN)), Verdict)


def test_a_reason_may_promise_nothing(work: Work) -> None:
    """It is read word for word by a borrower: the same expressions are kept out as on every page."""
    asked, kept = referred(work)
    says = PersonSays(Outcome.DECLINE, Text("下次百分百通过。", "Next time."))
    assert code(give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, says)) == "words.banned"


def test_small_approvals_for_one_owner_count_together(work: Work) -> None:
    """¥200,000 and ¥200,000 for the same owner are ¥400,000: the second waits for a second person."""
    first, kept = referred(work)
    assert isinstance(give_verdict(as_(work, WANG), first.id, HOUSE, kept.id, approves(20 * WAN)), Verdict)
    again = applied_again(work, first.owner_id, first.enterprise_id)
    newest = decide_application(work, again, scorecard=SCORECARD)
    assert isinstance(newest, Kept)
    said = give_verdict(as_(work, WANG), again, HOUSE, newest.id, approves(20 * WAN))
    assert isinstance(said, Verdict) and said.proposal_id is not None, said


def applied_again(work: Work, owner_id: UUID, enterprise_id: UUID | None) -> UUID:
    """Another application of the same owner."""
    asked = submit_application(work, NewApplication(owner_id, 20 * WAN, 12, "stock", enterprise_id))
    assert isinstance(asked, Application), asked
    return asked.id


_ROLES = st.sampled_from([("reviewer",), ("senior_reviewer",), ("admin",), ("reviewer", "senior_reviewer")])
_WORDS = st.lists(st.tuples(st.booleans(), st.integers(1, 600 * WAN), st.booleans()), min_size=1, max_size=4)


@pytest.fixture
def case(work: Work) -> tuple[Work, UUID, Kept]:
    """A case of ¥7,000,000 that waits for a person; every example begins with it and leaves it as it was."""
    asked, kept = referred(work, 700 * WAN)
    return work, asked.id, kept


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(roles=_ROLES, words=_WORDS)
def test_no_sequence_of_one_persons_words_decides_above_their_authority(
    case: tuple[Work, UUID, Kept], roles: tuple[str, ...], words: list[tuple[bool, int, bool]]
) -> None:
    """Whatever one person says, proposes, confirms or repeats: no decision above what is theirs alone."""
    work, application_id, kept = case
    alone = authority_on(work.today()).alone_up_to_fen(roles)
    one: Actor = person("one", *roles)
    with work.connection.begin_nested() as example:
        said: object = None
        for is_approval, limit_fen, confirms in words:
            if confirms and isinstance(said, Verdict) and said.proposal_id:
                agrees = Settling(agrees=True)
                settle_proposal(as_(work, one), application_id, said.proposal_id, HOUSE, agrees)
            says = approves(limit_fen) if is_approval else declines()
            seen = decided(work, application_id).id
            said = give_verdict(as_(work, one), application_id, HOUSE, seen, says)
        newest = decided(work, application_id)
        example.rollback()
    assert newest.outcome is not Outcome.APPROVE or newest.limit_fen <= alone
    assert newest.id == kept.id or not may_do_nothing(roles)


def may_do_nothing(roles: tuple[str, ...]) -> bool:
    """Whether the table gives these roles no word at all."""
    return not set(roles) & {"reviewer", "senior_reviewer"}


@given(
    roles=st.sets(st.sampled_from(["reviewer", "senior_reviewer", "admin", "auditor"])),
    amount=st.integers(1, 10**12),
)
def test_a_larger_amount_never_needs_less(roles: set[str], amount: int) -> None:
    """Authority only falls as amounts rise, and a second role adds to it."""
    order = [May.NOTHING, May.PROPOSE, May.DECIDE]
    table = authority_on(date(2026, 11, 23))
    less, more = (order.index(table.may(roles, Outcome.APPROVE, it)) for it in (amount, amount + 1))
    assert more <= less
    senior = order.index(table.may({*roles, "senior_reviewer"}, Outcome.APPROVE, amount))
    assert senior >= less
