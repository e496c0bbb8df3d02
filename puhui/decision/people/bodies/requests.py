"""What borrowers ask and are answered: bodies in, bodies out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from puhui.decision.people.answering import LONGEST_ANSWER
from puhui.decision.people.asking import LONGEST_NOTE
from puhui.decision.people.bodies.staff import Logins, Who, who
from puhui.decision.people.model import Review, ReviewKind, ReviewOpened, ReviewResult
from puhui.ground.web import Said
from puhui.kernel import Text

Names = Mapping[UUID, str]
"""The name of a subject, for staff."""


class ReviewAsked(BaseModel):
    """What a borrower wants looked at, in their own words."""

    model_config = ConfigDict(extra="forbid")

    note: str = Field(default="", max_length=LONGEST_NOTE)


class AnswerAsked(BaseModel):
    """An answer to a borrower, told word for word; without English the Chinese stands in both."""

    model_config = ConfigDict(extra="forbid")

    text_zh: Annotated[str, Field(min_length=1, max_length=LONGEST_ANSWER)]
    text_en: Annotated[str, Field(max_length=LONGEST_ANSWER)] = ""
    result: ReviewResult

    def told(self) -> Text:
        """As the room takes it."""
        return Text(self.text_zh, self.text_en.strip() or self.text_zh)


class RequestBody(BaseModel):
    """One request of a borrower, without what was written."""

    id: UUID
    kind: ReviewKind
    application_id: UUID | None
    decision_id: UUID
    asked_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    by: Who | None
    result: ReviewResult | None
    owner_name: str | None
    """Whose request it is; null in lists of one case, and where they were erased."""
    of_borrower: bool
    """False where an institution's own queue asked because no machine could decide."""


class RequestOpenedBody(RequestBody):
    """The same with the borrower's words and the answer."""

    words: str
    answer: Said | None


class RequestsBody(BaseModel):
    """One page of requests, oldest first; `after` is null on the last one."""

    rows: list[RequestBody]
    after: str | None
    total: int


def request_body(review: Review, logins: Logins, names: Names | None = None) -> RequestBody:
    """A request without what was written."""
    name = (names or {}).get(review.owner_id) if review.owner_id else None
    return RequestBody(**{**_request(review, logins), "owner_name": name})


def request_opened_body(opened: ReviewOpened, logins: Logins) -> RequestOpenedBody:
    """A request with what was written."""
    answer = Said.of(opened.answer) if opened.answer else None
    return RequestOpenedBody(**_request(opened.review, logins), words=opened.words, answer=answer)


def _request(review: Review, logins: Logins) -> dict[str, Any]:
    return {
        "id": review.id,
        "kind": review.kind,
        "application_id": review.application_id,
        "decision_id": review.decision_id,
        "asked_at": review.asked_at,
        "due_at": review.due_at,
        "answered_at": review.answered_at,
        "by": who(review.by, logins) if review.by else None,
        "result": review.result,
        "owner_name": None,
        "of_borrower": review.of_borrower,
    }
