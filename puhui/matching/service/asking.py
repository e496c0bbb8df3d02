"""What matching must know of an application: who asks, where, and which data may be passed on."""

from uuid import UUID

from puhui.decision import Band
from puhui.ground import Work
from puhui.intake import Application, Subject, application, consents_of, source_is_public, sources, subject
from puhui.kernel import Outcome, Problem
from puhui.matching.model import MatchRequest


def request_for(
    work: Work,
    application_id: UUID,
    *,
    outcome: Outcome,
    limit_fen: int,
    band: Band | None,
    industry: str | None = None,
    household_credit_fen: int | None = None,
    is_small_or_micro: bool | None = None,
) -> MatchRequest | Problem:
    """What matching must know of an application, beside what was decided: who, where, and which data a
    standing consent or the law covers."""
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return asked
    borrower = subject(work, asked.enterprise_id or asked.owner_id)
    if isinstance(borrower, Problem):
        return borrower
    return request_of(
        work,
        asked,
        borrower,
        outcome=outcome,
        limit_fen=limit_fen,
        band=band,
        industry=industry,
        household_credit_fen=household_credit_fen,
        is_small_or_micro=is_small_or_micro,
    )


def request_of(
    work: Work,
    asked: Application,
    borrower: Subject,
    *,
    outcome: Outcome,
    limit_fen: int,
    band: Band | None,
    industry: str | None = None,
    household_credit_fen: int | None = None,
    is_small_or_micro: bool | None = None,
) -> MatchRequest:
    """The same, for who has application and borrower in hand."""
    return MatchRequest(
        application_id=asked.id,
        outcome=outcome,
        limit_fen=limit_fen,
        band=band,
        amount_fen=asked.amount_fen,
        months=asked.months,
        purpose=asked.purpose,
        borrower_kind=borrower.kind,
        region=borrower.region,
        industry=industry,
        data=covered_now(work, asked),
        household_credit_fen=household_credit_fen,
        is_small_or_micro=is_small_or_micro,
    )


def covered_now(work: Work, asked: Application) -> frozenset[str]:
    """Sources that a standing consent or the law covers at this moment."""
    covered = {code for code in sources() if source_is_public(code)}
    for subject_id in filter(None, (asked.owner_id, asked.enterprise_id)):
        given = consents_of(work, subject_id)
        if not isinstance(given, Problem):
            covered |= {it.source for it in given if it.stands(work.now())}
    return frozenset(covered)
