"""Cases before a person over HTTP: look, decide, confirm; what borrowers ask, and answers."""

from datetime import datetime
from typing import Annotated, Literal, TypeVar
from uuid import UUID

from fastapi import Depends, Query, Request

from puhui.decision.owner import Decider, platform_decider
from puhui.decision.people.answering import answer_request
from puhui.decision.people.asking import ask_review
from puhui.decision.people.bodies import (
    AnswerAsked,
    ConfirmationAsked,
    Logins,
    ReferralBody,
    RequestBody,
    RequestOpenedBody,
    RequestsBody,
    ReviewAsked,
    VerdictAsked,
    VerdictBody,
    request_body,
    request_opened_body,
)
from puhui.decision.people.model import ReviewKind, Verdict
from puhui.decision.people.referring import referral_of
from puhui.decision.people.requested import answered, request, requests
from puhui.decision.people.store import Asked
from puhui.decision.people.verdict import Settling, give_verdict, settle_proposal
from puhui.ground import Erased, Work
from puhui.ground.identity import accounts
from puhui.ground.web import Router, answer, work_for
from puhui.intake import names_of
from puhui.kernel import Problem, Text

router = Router(prefix="/api/v1", tags=["referrals"])


@router.get("/referrals/{application_id}")
def read_referral(
    http: Request, application_id: UUID, work: Annotated[Work, Depends(work_for("referral.read"))]
) -> ReferralBody:
    """One case before a person: what to look at first, what the machine saw, what is proposed. Audited."""
    return ReferralBody.of(_found(referral_of(work, application_id, _decider(http))), _logins(work))


@router.post("/referrals/{application_id}/verdict", status_code=201)
def decide_referral(
    http: Request,
    application_id: UUID,
    body: VerdictAsked,
    work: Annotated[Work, Depends(work_for("referral.decide"))],
) -> VerdictBody:
    """Approve or decline with a reason; above one's authority it waits for a second person."""
    said = give_verdict(work, application_id, _decider(http), body.seen_decision_id, body.says())
    return _verdict(_found(said))


@router.post("/referrals/{application_id}/proposals/{proposal_id}/confirmation", status_code=201)
def confirm_proposal(
    http: Request,
    application_id: UUID,
    proposal_id: UUID,
    body: ConfirmationAsked,
    work: Annotated[Work, Depends(work_for("referral.confirm"))],
) -> VerdictBody:
    """The second person's word: decide as proposed, or give it back with a note."""
    settling = Settling(body.agrees, body.note)
    return _verdict(_found(settle_proposal(work, application_id, proposal_id, _decider(http), settling)))


@router.post("/decisions/{decision_id}/reviews/{kind}", status_code=201)
def ask(
    decision_id: UUID,
    kind: ReviewKind,
    body: ReviewAsked,
    work: Annotated[Work, Depends(work_for("review.ask"))],
) -> dict[str, UUID]:
    """Ask why (`explanation`), say which data is wrong (`correction`), or ask for a person (`person`)."""
    return {"id": _found(ask_review(work, decision_id, kind, body.note))}


@router.get("/decisions/{decision_id}/reviews")
def asked_about(
    decision_id: UUID, work: Annotated[Work, Depends(work_for("decision.read"))]
) -> list[RequestOpenedBody]:
    """What was asked about a decision, and the answers."""
    return [request_opened_body(it, {}) for it in _found(answered(work, decision_id))]


@router.get("/requests")
def list_requests(
    work: Annotated[Work, Depends(work_for("request.read"))],
    state: Annotated[Literal["open", "answered"] | None, Query()] = None,
    kind: Annotated[ReviewKind | None, Query()] = None,
    after: Annotated[str | None, Query(max_length=100)] = None,
    at_most: Annotated[int, Query(ge=1, le=200)] = 50,
) -> RequestsBody:
    """What borrowers asked, oldest first, one page at a time."""
    is_open = None if state is None else state == "open"
    cursor = None if after is None else answer(_cursor(after))
    found, total = requests(work, Asked(is_open, kind.value if kind else None, cursor, at_most))
    logins = _logins(work)
    names = names_of(work, {it.owner_id for it in found if it.owner_id})
    last = found[-1] if len(found) == at_most else None
    return RequestsBody(
        rows=[request_body(it, logins, names) for it in found],
        after=f"{last.asked_at.isoformat()}_{last.id}" if last else None,
        total=total,
    )


@router.get("/requests/{request_id}")
def read_request(
    request_id: UUID, work: Annotated[Work, Depends(work_for("request.read"))]
) -> RequestOpenedBody:
    """One request with the borrower's words. That it was read is written down."""
    return request_opened_body(_found(request(work, request_id)), _logins(work))


@router.post("/requests/{request_id}/answer", status_code=201)
def answer_one(
    request_id: UUID, body: AnswerAsked, work: Annotated[Work, Depends(work_for("request.answer"))]
) -> RequestBody:
    """Answer a borrower; they read it on their page, word for word."""
    return request_body(_found(answer_request(work, request_id, body.told(), body.result)), _logins(work))


def _decider(http: Request) -> Decider:
    found: Decider | None = getattr(http.app.state, "decider", None)
    return found or platform_decider()


def _logins(work: Work) -> Logins:
    known = accounts(work)
    return {} if isinstance(known, Problem) else {str(it.id): it.login for it in known}


def _verdict(verdict: Verdict) -> VerdictBody:
    if verdict.decision_id is not None:
        return VerdictBody(state="decided", decision_id=verdict.decision_id)
    if verdict.proposal_id is not None:
        return VerdictBody(state="waits_for_second", proposal_id=verdict.proposal_id)
    return VerdictBody(state="given_back")


def _cursor(written: str) -> tuple[datetime, UUID] | Problem:
    at, _, last = written.partition("_")
    try:
        return datetime.fromisoformat(at), UUID(last)
    except ValueError:
        return _NO_CURSOR


_T = TypeVar("_T")


def _found(result: _T | Erased | Problem) -> _T:
    found: _T = answer(_GONE if isinstance(result, Erased) else result)
    return found


_NO_CURSOR = Problem(
    "request.after",
    Text("这不是上一页给出的位置。", "This is no place that a page gave."),
    Text("请从第一页重新开始。", "Begin again with the first page."),
    "after",
)
_GONE = Problem(
    "referral.gone",
    Text("本人的数据已删除，不能再读取。", "The subject's data was erased and cannot be read."),
    Text("保留下来的只有编号、时间和结果。", "Only ids, times and outcomes are kept."),
)
