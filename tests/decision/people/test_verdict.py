"""One person decides up to their authority, two above it, and nobody what the law forbids."""

from puhui.decision import Kept, Settling, Verdict, decision_of, give_verdict, platform_decider, settle_proposal
from puhui.decision.people.model import Proposal
from puhui.decision.people.proposing import proposal_about
from puhui.ground import Work
from puhui.kernel import Outcome, Problem
from tests.decision.people.cases import LIU, WANG, ZHAO, approves, as_, referred

HOUSE = platform_decider()


def test_within_ones_authority_a_word_decides(work: Work) -> None:
    """¥200,000 by a reviewer: decided, told to the borrower word for word, and still advice here."""
    asked, kept = referred(work)
    said = give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, approves(20_000_000))
    assert isinstance(said, Verdict) and said.decision_id is not None, said
    decided = decision_of(work, asked.id)
    assert isinstance(decided, Kept)
    assert (decided.outcome, decided.limit_fen) == (Outcome.APPROVE, 20_000_000)
    assert decided.owner == "platform_advisory"


def test_above_it_a_second_person_decides_with_the_first(work: Work) -> None:
    """¥400,000 waits; the proposer may not confirm, a colleague may."""
    asked, kept = referred(work, 40_000_000)
    waits = give_verdict(as_(work, WANG), asked.id, HOUSE, kept.id, approves(40_000_000))
    assert isinstance(waits, Verdict) and waits.proposal_id is not None, waits
    own = settle_proposal(as_(work, WANG), asked.id, waits.proposal_id, HOUSE, Settling(agrees=True))
    assert isinstance(own, Problem) and own.code == "proposal.own.forbidden"
    done = settle_proposal(as_(work, LIU), asked.id, waits.proposal_id, HOUSE, Settling(agrees=True))
    assert isinstance(done, Verdict) and done.decision_id is not None, done
