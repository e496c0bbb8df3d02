"""The queue of the unsure: bodies in, bodies out."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from puhui.ground.web import Said
from puhui.identify.bodies.industry import GuessBody
from puhui.identify.industry.classification import Classification
from puhui.identify.service.unsure import LONGEST_REASON, Question
from puhui.kernel import Text

Logins = dict[str, str]


class PutBody(BaseModel):
    """What now waits for a person."""

    id: UUID


class AnswerAsked(BaseModel):
    """A person's answer: a code, or null for not sure. `seen` is `settled_at` of what they saw, if any."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(min_length=1, max_length=8)] | None
    reason: Annotated[str, Field(max_length=LONGEST_REASON)] = ""
    seen: datetime | None = None


class TakenBack(BaseModel):
    """Let it wait again; `seen` is `settled_at` of what they saw."""

    model_config = ConfigDict(extra="forbid")

    seen: datetime


class WhoBody(BaseModel):
    """Somebody who works here; the login is null for one who left."""

    id: str
    login: str | None


class GivenBody(BaseModel):
    """One answer in the history."""

    kind: str
    code: str | None
    name: Said | None
    reason: str
    at: datetime
    by: WhoBody


class QuestionBody(BaseModel):
    """One question. `name` and `business_scope` are null once it was forgotten."""

    id: UUID
    name: str | None
    business_scope: str | None
    items: list[str]
    status: str
    top: list[GuessBody]
    stage: str
    model: str
    asked_at: datetime
    asked_by: WhoBody
    from_file: bool
    state: str
    code: str | None
    code_name: Said | None
    settled_at: datetime | None
    settled_by: WhoBody | None
    history: list[GivenBody]


class QuestionsBody(BaseModel):
    """One page, who waits longest first; `after` is null on the last one."""

    rows: list[QuestionBody]
    after: str | None
    counts: dict[str, int]


class TradeListed(BaseModel):
    """A trade that can be chosen."""

    code: str
    name: Said
    level: int


def question_body(found: Question, codes: Classification, logins: Logins) -> QuestionBody:
    """A question with words for its codes and logins for its people."""
    asked = found.asked
    return QuestionBody(
        id=found.id,
        name=asked.name if asked else None,
        business_scope=asked.business_scope if asked else None,
        items=[item.text for item in asked.items] if asked else [],
        status=found.status,
        top=[_guess(codes, code, share) for code, share in found.top],
        stage=found.stage,
        model=found.model,
        asked_at=found.asked_at,
        asked_by=_who(found.asked_by, logins),
        from_file=found.from_file,
        state=found.state,
        code=found.code,
        code_name=_name(codes, found.code),
        settled_at=found.settled_at,
        settled_by=_who(found.settled_by, logins) if found.settled_by else None,
        history=[
            GivenBody(
                kind=one.kind,
                code=one.code,
                name=_name(codes, one.code),
                reason=one.reason,
                at=one.at,
                by=_who(one.by, logins),
            )
            for one in found.history
        ],
    )


def _guess(codes: Classification, code: str, share: float) -> GuessBody:
    name: Text = codes.name(code)
    return GuessBody(code=code, name=Said.of(name), level=len(code), probability=share)


def _name(codes: Classification, code: str | None) -> Said | None:
    return Said.of(codes.name(code)) if code else None


def _who(actor: str, logins: Logins) -> WhoBody:
    return WhoBody(id=actor, login=logins.get(actor))
