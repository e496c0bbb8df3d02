"""What goes over HTTP about cases before a person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from puhui.decision.model import Band, DecisionOwner
from puhui.decision.people.answering import LONGEST_ANSWER
from puhui.decision.people.asking import LONGEST_NOTE
from puhui.decision.people.model import Machine, Review, ReviewKind, ReviewOpened, ReviewResult, Where
from puhui.decision.people.referring import Referral
from puhui.decision.people.saying import LONGEST_REASON, PersonSays
from puhui.kernel import Outcome, Problem, Text

Logins = Mapping[str, str]
"""The login behind an account's id."""
Names = Mapping[UUID, str]
"""The name of a subject, for staff."""


class Said(BaseModel):
    """A sentence in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, text: Text) -> "Said":
        """From a text."""
        return cls(zh=text.zh, en=text.en)


class Who(BaseModel):
    """A member of staff; `login` is null for what Puhui itself or a program did."""

    id: str
    login: str | None


class LookFirstBody(BaseModel):
    """One thing to look at."""

    code: str
    what: Said
    why: Said
    where: Where
    weight: int


class RowBody(BaseModel):
    """A row of a policy table that held."""

    step: str
    row_id: str
    description: Said
    outcome: Literal["approve", "refer", "decline"] | None


class MeasureBody(BaseModel):
    """A figure behind the decision."""

    name: str
    label: Said
    value: Said
    points: float | None = None


class MachineBody(BaseModel):
    """What tables and score said, for staff. Fraud rules stand here too and stay inside the house."""

    outcome: Literal["approve", "refer", "decline"]
    band: Literal["A", "B", "C", "D"] | None
    limit_fen: int
    probability: float | None
    reasons: list[Said]
    rows: list[RowBody]
    measures: list[MeasureBody]
    scores: list[MeasureBody]

    @classmethod
    def of(cls, machine: Machine) -> "MachineBody":
        """From what the record says."""
        return cls(
            outcome=machine.outcome.value,
            band=machine.band.value if machine.band else None,
            limit_fen=machine.limit_fen,
            probability=machine.probability,
            reasons=[Said.of(it) for it in machine.reasons],
            rows=[
                RowBody(
                    step=it.step,
                    row_id=it.row_id,
                    description=Said.of(it.description),
                    outcome=it.outcome.value if it.outcome else None,
                )
                for it in machine.rows
            ],
            measures=[
                MeasureBody(name=it.name, label=Said.of(it.label), value=Said.of(it.value), points=it.points)
                for it in machine.measures
            ],
            scores=[
                MeasureBody(name=it.name, label=Said.of(it.label), value=Said.of(it.value), points=it.points)
                for it in machine.scores
            ],
        )


class SuggestedBody(BaseModel):
    """What the bounds carry; 0 and null where they cannot be reckoned."""

    limit_fen: int
    band: Literal["A", "B", "C"] | None


class AuthorityBody(BaseModel):
    """What the reader's own word is worth here. Amounts are limits of an approval in this case; what people
    approved for the same owner before (`counted_before_fen`) has been taken off `mine_fen` and above."""

    alone_up_to_fen: int
    mine_fen: int
    needs_second_above_fen: int
    highest_fen: int
    counted_before_fen: int
    may_decline: Literal["decide", "propose", "nothing"]
    table_version: str


class ProposalBody(BaseModel):
    """A colleague's proposal that waits for a second person."""

    id: UUID
    outcome: Literal["approve", "decline"]
    limit_fen: int
    band: Literal["A", "B", "C"] | None
    reason: Said
    by: Who
    at: datetime
    may_i_confirm: bool
    why_not: Said | None


class DisagreedBody(BaseModel):
    """A second person's no."""

    by: Who
    at: datetime
    note: str


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


class ReferralBody(BaseModel):
    """One case before a person."""

    application_id: UUID
    decision_id: UUID
    decided_at: datetime
    outcome: Literal["approve", "refer", "decline"]
    decision_owner: DecisionOwner
    waits: bool
    decided_by: list[Who]
    look_first: list[LookFirstBody]
    machine: MachineBody
    asked_fen: int
    months: int
    suggested: SuggestedBody
    authority: AuthorityBody
    never: Said | None
    """Why nobody may approve; null where somebody may."""
    proposal: ProposalBody | None
    disagreed: DisagreedBody | None
    requests: list[RequestBody]

    @classmethod
    def of(cls, found: Referral, logins: Logins) -> "ReferralBody":
        """From a referral."""
        return cls(
            application_id=found.application_id,
            decision_id=found.decision_id,
            decided_at=found.decided_at,
            outcome=found.outcome.value,
            decision_owner=found.owner,
            waits=found.waits,
            decided_by=[who(it, logins) for it in found.by],
            look_first=[
                LookFirstBody(
                    code=it.code, what=Said.of(it.what), why=Said.of(it.why), where=it.where, weight=it.weight
                )
                for it in found.look_first
            ],
            machine=MachineBody.of(found.machine),
            asked_fen=found.asked_fen,
            months=found.months,
            suggested=SuggestedBody(
                limit_fen=found.suggested_fen,
                band=found.suggested_band.value if found.suggested_band else None,  # type: ignore[arg-type]
            ),
            authority=AuthorityBody(
                alone_up_to_fen=found.mine.alone_up_to_fen,
                mine_fen=found.mine.mine_fen,
                needs_second_above_fen=found.mine.needs_second_above_fen,
                highest_fen=found.mine.highest_fen,
                counted_before_fen=found.mine.counted_before_fen,
                may_decline=found.mine.may_decline.value,
                table_version=found.mine.version,
            ),
            never=_sentence(found.never),
            proposal=_proposal(found, logins),
            disagreed=_disagreed(found, logins),
            requests=[request_body(it, logins) for it in found.requests],
        )


class VerdictAsked(BaseModel):
    """A person's word. The reason is told to the borrower word for word."""

    model_config = ConfigDict(extra="forbid")

    seen_decision_id: UUID
    outcome: Literal["approve", "decline"]
    limit_fen: Annotated[int, Field(ge=0, le=10**13)] = 0
    band: Literal["A", "B", "C"] | None = None
    reason_zh: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]
    reason_en: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]

    def says(self) -> PersonSays:
        """As the room takes it."""
        band = Band(self.band) if self.band else None
        return PersonSays(Outcome(self.outcome), Text(self.reason_zh, self.reason_en), self.limit_fen, band)


class VerdictBody(BaseModel):
    """What came of it: decided, waiting for a second person, or given back by one."""

    state: Literal["decided", "waits_for_second", "given_back"]
    decision_id: UUID | None = None
    proposal_id: UUID | None = None


class ConfirmationAsked(BaseModel):
    """The second person's word; a no needs a note."""

    model_config = ConfigDict(extra="forbid")

    agrees: bool
    note: Annotated[str, Field(max_length=1_000)] = ""


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


def who(actor_id: str, logins: Logins) -> Who:
    """Somebody by their id."""
    return Who(id=actor_id, login=logins.get(actor_id))


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


def _proposal(found: Referral, logins: Logins) -> ProposalBody | None:
    waiting = found.proposal
    if waiting is None:
        return None
    return ProposalBody(
        id=waiting.id,
        outcome=waiting.says.outcome.value,  # type: ignore[arg-type]
        limit_fen=waiting.says.limit_fen,
        band=waiting.says.band.value if waiting.says.band else None,  # type: ignore[arg-type]
        reason=Said.of(waiting.says.reason),
        by=who(waiting.by, logins),
        at=waiting.at,
        may_i_confirm=found.why_not is None,
        why_not=_sentence(found.why_not),
    )


def _disagreed(found: Referral, logins: Logins) -> DisagreedBody | None:
    no = found.disagreed
    return None if no is None else DisagreedBody(by=who(no.by, logins), at=no.at, note=no.note)


def _sentence(problem: Problem | None) -> Said | None:
    if problem is None:
        return None
    fix = problem.fix or Text("", "")
    return Said(zh=f"{problem.what.zh}{fix.zh}", en=f"{problem.what.en} {fix.en}".strip())
