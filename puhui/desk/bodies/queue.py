"""The queue over the API: what is looked for, one row an application, how many there are of each."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from puhui.desk.bodies.shapes import Body, Code, Codes, Fen, PersonBody
from puhui.desk.model import Filter, Sort, Stage, WaitsFor
from puhui.ground.web import Said


class CaseFilter(Body):
    """Which applications: of each list any, of all lists all. `region` is the beginning of an area code."""

    status: Codes = Field([])
    stage: list[Stage] = Field([], max_length=20)
    outcome: Codes = Field([])
    band: Codes = Field([])
    kind: Codes = Field([])
    section: Codes = Field([])
    bucket: Codes = Field([])
    waits_for: list[WaitsFor] = Field([], max_length=20)
    region: Annotated[str | None, Field(pattern=r"^\d{1,6}$")] = None
    institution: Code | None = None
    assignee: Annotated[Code | None, Field(description="me, nobody, or the id of an account")] = None
    amount_from_fen: Fen | None = None
    amount_to_fen: Fen | None = None
    from_: Annotated[date | None, Field(alias="from", description="applied on this day or later")] = None
    to: Annotated[date | None, Field(description="applied on this day or earlier")] = None

    def wanted(self) -> Filter:
        """As the room takes it."""
        return Filter(
            status=tuple(self.status),
            stage=tuple(self.stage),
            outcome=tuple(self.outcome),
            band=tuple(self.band),
            kind=tuple(self.kind),
            section=tuple(self.section),
            bucket=tuple(self.bucket),
            waits_for=tuple(self.waits_for),
            region=self.region,
            institution=self.institution,
            assignee=self.assignee,
            amount_from_fen=self.amount_from_fen,
            amount_to_fen=self.amount_to_fen,
            applied_from=self.from_,
            applied_to=self.to,
        )


class CaseSearch(CaseFilter):
    """A filter, a whole name, identifier or number, an order, and where to go on."""

    text: Annotated[str | None, Field(max_length=100)] = None
    sort: Sort = Sort.NEWEST
    after: Annotated[str | None, Field(max_length=200)] = None
    at_most: Annotated[int, Field(ge=1, le=200)] = 50


class CaseRow(BaseModel):
    """One application in the queue. Amounts are whole fen; `bucket` says how late its loan is."""

    application_id: UUID
    number: str
    owner_name: str
    business_name: str | None
    kind: str
    section: str | None
    trade_name: Said | None
    region: str | None
    region_name: Said
    amount_fen: int
    months: int
    purpose: Said
    channel: str
    status: str
    stage: Stage
    outcome: Literal["approve", "refer", "decline"] | None
    band: Literal["A", "B", "C", "D"] | None
    limit_fen: int | None
    institution: Said | None
    waits_for: WaitsFor | None
    waiting_since: AwareDatetime | None
    due_at: AwareDatetime | None
    assignee: PersonBody | None
    bucket: str | None
    created_at: AwareDatetime
    moved_at: AwareDatetime
    decided_at: AwareDatetime | None
    fraud: Literal["clear", "referred", "declined"] | None = None
    """Fraud for itself, apart from `outcome`; null before a decision and for who may not see it."""


class CaseCounts(BaseModel):
    """How many there are of each, were its own list of the filter left out."""

    stage: dict[str, int]
    outcome: dict[str, int]
    waits_for: dict[str, int]


class CasesFound(BaseModel):
    """One page; `after` goes into the next search, null at the end."""

    rows: list[CaseRow]
    after: str | None
    total: int
    counts: CaseCounts


class AssigneeChange(Body):
    """Who is to look after it: `me`, `nobody` or the id of an account. `seen` is who it was on the screen."""

    assignee: Code
    seen: Code | None = None


class AssigneeBody(BaseModel):
    """Who looks after an application now."""

    application_id: UUID
    assignee: PersonBody | None
