"""Assess an application from the pages: identity and lists first, then the decision, then offers if approved.

Nothing is judged here. A check that cannot be asked stays unknown, and the decision refers.
"""

from dataclasses import dataclass

from puhui.app.offering import offers_for
from puhui.app.party import Party
from puhui.decision import Kept, decide_here
from puhui.evidence import Verifier, verify_application
from puhui.ground import Erased, Work
from puhui.intake import Application
from puhui.kernel import Outcome, Problem
from puhui.matching import KeptMatching


@dataclass(frozen=True, slots=True)
class Assessed:
    """A decision that was made; `matching` only where it approved."""

    decision: Kept
    matching: KeptMatching | None = None


def assess(
    work: Work, asked: Application, party: Party, verifier: Verifier | None
) -> Assessed | Erased | Problem:
    """Check, decide by this party's own policy and match its catalogue, in the transaction of the request.

    A check that is refused (no consent, nothing to ask with) leaves its answer unknown.
    """
    if verifier is not None:
        verify_application(work, verifier, asked)
    decided = decide_here(work, asked.id, party.decider)
    if isinstance(decided, Erased | Problem):
        return decided
    if decided.outcome is not Outcome.APPROVE:
        return Assessed(decided)
    matched = offers_for(work, asked, decided, party.catalogue)
    return matched if isinstance(matched, Problem) else Assessed(decided, matched)
