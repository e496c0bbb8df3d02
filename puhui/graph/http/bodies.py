"""An application and how far to look go in; who stands around it comes out, by handles."""

from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from puhui.graph.answering import Answer, Asked, Finding, Owner, ShownLine, ShownNode
from puhui.graph.circle import roles
from puhui.graph.concepts import concepts, node_concepts
from puhui.ground.web import Said
from puhui.intake import sources


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


class RoleBody(BaseModel):
    """What somebody is to the application."""

    role: str
    name: Said


class MemberBody(BaseModel):
    """`id` holds for this application only. `is_super`: so many hang on it that it says nothing."""

    id: str
    type: str
    type_name: Said
    centre: Literal["owner", "enterprise"] | None
    roles: list[RoleBody]
    hops_owner: int | None
    hops_enterprise: int | None
    in_both: bool
    is_super: bool
    mark: Literal["declined", "defaulted"] | None
    lines: int

    @classmethod
    def of(cls, it: ShownNode) -> Self:
        """From the room's."""
        names = {role.name: role.text for role in roles()}
        return cls(
            id=it.handle,
            type=it.type,
            type_name=Said.of(node_concepts()[it.type].text),
            centre=it.centre,
            roles=[RoleBody(role=role, name=Said.of(names[role])) for role in it.roles],
            hops_owner=it.hops_owner,
            hops_enterprise=it.hops_enterprise,
            in_both=it.hops_owner is not None and it.hops_enterprise is not None,
            is_super=it.is_super,
            mark=it.mark.value if it.mark else None,
            lines=it.lines,
        )


class LineBody(BaseModel):
    """One relation, where it is known from, and whether a consent or a public record lets it be looked at."""

    number: int
    kind: str
    kind_name: Said
    from_id: str
    to_id: str
    since: date
    until: date | None
    amount_fen: int | None
    share: str | None
    source: str
    source_name: Said
    basis: Literal["consent", "public"]
    recorded_on: date

    @classmethod
    def of(cls, it: ShownLine) -> Self:
        """From the room's."""
        return cls(
            number=it.number,
            kind=it.kind,
            kind_name=Said.of(concepts()[it.kind].text),
            from_id=it.from_handle,
            to_id=it.to_handle,
            since=it.since,
            until=it.until,
            amount_fen=it.amount_fen,
            share=None if it.share is None else _exact(it.share),
            source=it.source,
            source_name=Said.of(sources()[it.source].text),
            basis="consent" if it.is_consented else "public",
            recorded_on=it.recorded_on,
        )


class BehindBody(BaseModel):
    """Somebody behind the enterprise, by which test, with the chain that proves it in `said`."""

    ids: list[str]
    basis: str
    share: str
    is_sure: bool
    said: Said

    @classmethod
    def of(cls, it: Owner) -> Self:
        """From the room's."""
        share = f"{float(it.share):.6f}"
        return cls(
            ids=list(it.handles), basis=it.basis, share=share, is_sure=it.is_sure, said=Said.of(it.said)
        )


class FindingBody(BaseModel):
    """Some who act together; `lines` are the numbers of the lines that show it."""

    kind: str
    ids: list[str]
    lines: list[int]
    strength: float
    said: Said

    @classmethod
    def of(cls, it: Finding) -> Self:
        """From the room's."""
        return cls(
            kind=it.kind,
            ids=list(it.handles),
            lines=list(it.lines),
            strength=it.strength,
            said=Said.of(it.said),
        )


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
    reached: int
    complete: bool
    is_cut: bool

    @classmethod
    def of(cls, it: Answer) -> Self:
        """From the room's."""
        return cls(
            as_of=it.as_of,
            members=[MemberBody.of(node) for node in it.nodes],
            lines=[LineBody.of(line) for line in it.lines],
            owners=[BehindBody.of(owner) for owner in it.owners],
            controller=BehindBody.of(it.controller) if it.controller else None,
            remarks=[Said.of(remark) for remark in it.remarks],
            findings=[FindingBody.of(finding) for finding in it.findings],
            figures=dict(it.figures),
            reached=it.reached,
            complete=it.complete,
            is_cut=it.is_cut,
        )


class ConceptBody(BaseModel):
    """A kind of node or relation, a role or a figure, in words."""

    code: str
    name: Said


class ConceptsBody(BaseModel):
    """Everything an answer may speak of."""

    nodes: list[ConceptBody]
    relations: list[ConceptBody]
    roles: list[ConceptBody]
    figures: list[ConceptBody]


def _exact(share: Fraction) -> str:
    """To the millionth, never rounded up: what is below a threshold looks below it."""
    whole = Decimal(share.numerator) / Decimal(share.denominator)
    return f"{whole.quantize(Decimal('0.000001'), ROUND_FLOOR):f}"
