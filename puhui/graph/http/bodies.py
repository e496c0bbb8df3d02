"""An application and how far to look go in; who stands around it comes out, by handles.

Hundreds of members and lines are one answer, so `written` writes it in one go; these say what it looks like.
"""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from puhui.graph.answering import Asked
from puhui.ground.web import Said


class AroundAsked(BaseModel):
    """`as_of`: as it was known at the end of that day; without it, now. `open`: handles of an earlier answer
    about this application, whose own surroundings are shown as well."""

    model_config = ConfigDict(extra="forbid")

    application_id: UUID
    hops: Annotated[int, Field(ge=1, le=4)] = 3
    as_of: Annotated[date, Field(ge=date(1949, 10, 1), le=date(2200, 1, 1))] | None = None
    open: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)] = []

    def asked(self) -> Asked:
        """As the room takes it."""
        return Asked(self.application_id, self.hops, self.as_of, tuple(self.open))


class MemberBody(BaseModel):
    """`id` holds for this application only. `is_super`: so many hang on it that it says nothing."""

    id: str
    type: str
    centre: Literal["owner", "enterprise"] | None
    roles: list[str]
    hops_owner: int | None
    hops_enterprise: int | None
    in_both: bool
    is_super: bool
    mark: Literal["declined", "defaulted"] | None
    lines: int


class LineBody(BaseModel):
    """One relation, where it is known from, and whether a consent or a public record lets it be looked at."""

    number: int
    kind: str
    from_id: str
    to_id: str
    since: date
    until: date | None
    amount_fen: int | None
    share: str | None
    source: str
    basis: Literal["consent", "public"]
    recorded_on: date


class BehindBody(BaseModel):
    """Somebody behind the enterprise, by which test, with the chain that proves it in `said`."""

    ids: list[str]
    basis: str
    share: str
    is_sure: bool
    said: Said


class FindingBody(BaseModel):
    """Some who act together; `lines` are the numbers of the lines that show it."""

    kind: str
    ids: list[str]
    lines: list[int]
    strength: float
    said: Said


class WordsBody(BaseModel):
    """What the codes of this answer are called: types, kinds, roles, sources, figures."""

    types: dict[str, Said]
    kinds: dict[str, Said]
    roles: dict[str, Said]
    sources: dict[str, Said]
    figures: dict[str, Said]


class AroundBody(BaseModel):
    """Who stands around. Not `complete`: a bound was met and the farthest are missing; `is_cut`: more was
    reached than is shown."""

    as_of: datetime
    members: list[MemberBody]
    lines: list[LineBody]
    owners: list[BehindBody]
    controller: BehindBody | None
    remarks: list[Said]
    findings: list[FindingBody]
    figures: dict[str, float | None]
    words: WordsBody
    reached: int
    complete: bool
    is_cut: bool
