"""Assess an application from the pages: identity and lists first, then the decision, then offers if approved.

Nothing is judged here. A check that cannot be asked stays unknown, and the decision refers.
"""

from dataclasses import dataclass

from puhui.app.pages.reading import business_of, existing_credit_fen
from puhui.app.pages.size import is_surely_small
from puhui.decision import Kept, decide_application
from puhui.evidence import Verifier, screen, verify_enterprise, verify_person
from puhui.ground import Erased, Work
from puhui.intake import Application, SubjectKind, subject
from puhui.kernel import Outcome, Problem
from puhui.matching import KeptMatching, make_offers, request_for

_REGISTERED = frozenset({SubjectKind.ENTERPRISE, SubjectKind.INDIVIDUAL_BUSINESS, SubjectKind.COOPERATIVE})


@dataclass(frozen=True, slots=True)
class Assessed:
    """A decision that was made; `matching` only where it approved."""

    decision: Kept
    matching: KeptMatching | None = None


def assess(work: Work, asked: Application, verifier: Verifier | None) -> Assessed | Erased | Problem:
    """Check, decide and match in the one transaction of the request."""
    if verifier is not None:
        _check(work, asked, verifier)
    decided = decide_application(work, asked.id)
    if isinstance(decided, Erased | Problem):
        return decided
    if decided.outcome is not Outcome.APPROVE:
        return Assessed(decided)
    matched = _matched(work, asked, decided)
    return matched if isinstance(matched, Problem) else Assessed(decided, matched)


def _check(work: Work, asked: Application, verifier: Verifier) -> None:
    """Ask about owner and business. A refusal (no consent, nothing to ask with) leaves the answer unknown."""
    verify_person(work, verifier, asked.owner_id)
    screen(work, verifier, asked.owner_id)
    if asked.enterprise_id is None:
        return
    business = subject(work, asked.enterprise_id)
    if not isinstance(business, Problem) and business.kind in _REGISTERED:
        verify_enterprise(work, verifier, asked.enterprise_id, asked.owner_id)
    screen(work, verifier, asked.enterprise_id)


def _matched(work: Work, asked: Application, decided: Kept) -> KeptMatching | Problem:
    borrower = subject(work, business_of(asked))
    if isinstance(borrower, Problem):
        return borrower
    request = request_for(
        work,
        asked.id,
        outcome=decided.outcome,
        limit_fen=decided.limit_fen,
        band=decided.band,
        industry=borrower.trade,
        household_credit_fen=existing_credit_fen(work, asked),
        is_small_or_micro=is_surely_small(work, asked, borrower.trade),
    )
    return request if isinstance(request, Problem) else make_offers(work, request, decided.id)
