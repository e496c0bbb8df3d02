"""Decisions over HTTP: decide, read, explain, replay."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal, TypeVar
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import BaseModel

from puhui.decision.keeping import Kept
from puhui.decision.model import DecisionOwner
from puhui.decision.owner import Decider, platform_decider
from puhui.decision.reasons import rights
from puhui.decision.service import decide_here, decision_by_id, decision_of, replay
from puhui.ground import ActorKind, Erased, Work
from puhui.ground.web import Router, answer, at_once, work_for
from puhui.kernel import Language, Problem, Text

router = Router(prefix="/api/v1", tags=["decision"])

_Lang = Annotated[Language, Query(description="Language of the reasons.")]


class DecisionBody(BaseModel):
    """A decision as its subject may read it: advice, reasons, and what can be done about it."""

    id: UUID
    application_id: UUID | None
    decided_at: datetime
    outcome: Literal["approve", "refer", "decline"]
    decision_owner: DecisionOwner
    limit_fen: int
    annual_rate: Decimal | None
    apr_simple: Decimal | None
    band: Literal["A", "B", "C", "D"] | None
    reasons: list[str]
    what_would_help: list[str]
    your_rights: list[str]


class ExplanationBody(BaseModel):
    """What was looked at and by which versions; no fraud rule, no weight of one (domain 5.7)."""

    id: UUID
    reasons: list[str]
    data_sources: list[str]
    versions: dict[str, str]
    inputs_hash: str
    your_rights: list[str]


class ReplayBody(BaseModel):
    """Whether the record gives the same decision again."""

    id: UUID
    same: bool
    record_hash: str
    kept_hash: str


@router.post("/applications/{application_id}/decision", status_code=201)
@at_once(application_id=UUID)
def make(
    request: Request,
    application_id: UUID,
    work: Annotated[Work, Depends(work_for("decision.make"))],
    lang: _Lang = Language.ZH,
) -> DecisionBody:
    """Decide an application on what is known now; asked again, it is a new decision."""
    decider: Decider = getattr(request.app.state, "decider", None) or platform_decider()
    return _shown(_found(decide_here(work, application_id, decider)), lang)


@router.get("/applications/{application_id}/decision")
def newest(
    application_id: UUID, work: Annotated[Work, Depends(work_for("decision.read"))], lang: _Lang = Language.ZH
) -> DecisionBody:
    """The newest decision of an application."""
    return _shown(_found(decision_of(work, application_id)), lang)


@router.get("/decisions/{decision_id}")
def read(
    decision_id: UUID, work: Annotated[Work, Depends(work_for("decision.read"))], lang: _Lang = Language.ZH
) -> DecisionBody:
    """One decision with its reasons, as they were told then."""
    return _shown(_found(decision_by_id(work, decision_id)), lang)


@router.get("/decisions/{decision_id}/explanation")
def explain(
    decision_id: UUID, work: Annotated[Work, Depends(work_for("decision.read"))], lang: _Lang = Language.ZH
) -> ExplanationBody:
    """Reasons, data sources, versions and rights (PIPL 24)."""
    kept = _found(decision_by_id(work, decision_id))
    sources = (_INVOICES, _IDENTITY, _LISTS, _DEBTS) if kept.application_id else (_INVOICES,)
    return ExplanationBody(
        id=kept.id,
        reasons=[reason.in_(lang) for reason in kept.reasons],
        data_sources=[source.in_(lang) for source in sources],
        versions=_told(work, kept.record["versions"]),
        inputs_hash=kept.inputs_hash,
        your_rights=[right.in_(lang) for right in rights(kept.outcome)],
    )


@router.post("/decisions/{decision_id}/replay")
def again(
    decision_id: UUID, work: Annotated[Work, Depends(work_for("decision.replay", moves=False))]
) -> ReplayBody:
    """Make the decision again from its record alone."""
    replayed = _found(replay(work, decision_id))
    return ReplayBody(
        id=decision_id,
        same=replayed.same,
        record_hash=replayed.record_hash,
        kept_hash=replayed.kept_hash,
    )


def _told(work: Work, versions: Mapping[str, str]) -> dict[str, str]:
    """A borrower is told by which policy and model; which arm of a trial they met is the house's question."""
    is_borrower = work.actor.kind is ActorKind.BORROWER
    return {name: it for name, it in versions.items() if not (is_borrower and name == "trial")}


def _shown(kept: Kept, lang: Language) -> DecisionBody:
    return DecisionBody(
        id=kept.id,
        application_id=kept.application_id,
        decided_at=kept.decided_at,
        outcome=kept.outcome.value,
        decision_owner=kept.owner,
        limit_fen=kept.limit_fen,
        annual_rate=kept.annual_rate,
        apr_simple=kept.apr_simple,
        band=kept.band.value if kept.band else None,
        reasons=[reason.in_(lang) for reason in kept.reasons],
        what_would_help=[hint.in_(lang) for hint in kept.hints],
        your_rights=[right.in_(lang) for right in rights(kept.outcome)],
    )


_T = TypeVar("_T")


def _found(result: _T | Erased | Problem) -> _T:
    """The value; `Erased` answers 410, any other problem as its code says."""
    found: _T = answer(_GONE if isinstance(result, Erased) else result)
    return found


_INVOICES = Text("增值税发票", "VAT invoices")
_IDENTITY = Text("身份与企业登记核验", "checks of identity and business registration")
_LISTS = Text("公开名单", "public lists")
_DEBTS = Text("现有负债", "existing debts")
_GONE = Problem(
    "decision.gone",
    Text(
        "本人的数据已删除，这个决定不能再读取。",
        "The subject's data was erased; this decision cannot be read.",
    ),
    Text("保留下来的只有编号、时间和结果。", "Only its id, time and outcome are kept."),
)
