"""What goes in and out of the routes about policy tables."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from puhui.decision.what_if.beside import Beside, Pair
from puhui.decision.what_if.glance import Glance
from puhui.ground.publishing.bodies import (
    DraftBody,
    DraftLine,
    PublicationBody,
    PublishedLine,
)
from puhui.ground.web import Said


class PolicyLine(BaseModel):
    """One table in the list. `step` is its place among the six steps, null for one that is looked up."""

    name: str
    title: Said
    step: int | None
    version: str
    owner: str
    source: str
    effective: date
    rows: int
    published: PublishedLine | None
    draft: DraftLine | None


class FieldBody(BaseModel):
    """A fact that a column may read, or an answer that it may give."""

    name: str
    label: Said
    type: Literal["number", "text", "boolean"]
    is_output: bool
    values: list[str] | None


class PolicyBody(PolicyLine):
    """One table, whole: the content in force, its hash (send it back as `based_on`), history, draft."""

    content: dict[str, Any]
    hash: str
    hit_policy: Literal["first", "collect"]
    fields: list[FieldBody]
    history: list[PublicationBody]
    draft: DraftBody | None


class DecidedBody(BaseModel):
    """What comes of one application."""

    outcome: Literal["approve", "refer", "decline"]
    limit_fen: int
    annual_rate: Decimal | None
    band: Literal["A", "B", "C", "D"] | None

    @classmethod
    def of(cls, decision: Glance) -> "DecidedBody":
        """The figures that matter."""
        return cls(
            outcome=decision.outcome.value,
            limit_fen=decision.limit_fen,
            annual_rate=decision.annual_rate,
            band=decision.band.value if decision.band else None,
        )


class FlipBody(BaseModel):
    """One past application that would come out otherwise."""

    application_id: UUID
    before: DecidedBody
    after: DecidedBody

    @classmethod
    def of(cls, flip: Pair) -> "FlipBody":
        """Both sides."""
        return cls(
            application_id=flip.application_id,
            before=DecidedBody.of(flip.before),
            after=DecidedBody.of(flip.after),
        )


class PreviewBody(BaseModel):
    """Past applications by the table in force and by the draft; `table` counts `approve→decline`, say."""

    tried: int
    same: int
    flips: list[FlipBody]
    table: dict[str, int]
    limit_change_fen: int
    erased: int

    @classmethod
    def of(cls, found: Beside) -> "PreviewBody":
        """Changed outcomes first."""
        flips = sorted(found.changed, key=lambda it: not it.is_other_outcome)
        return cls(
            tried=found.tried,
            same=found.same,
            flips=[FlipBody.of(it) for it in flips],
            table=dict(found.table),
            limit_change_fen=found.limit_change_fen,
            erased=found.erased,
        )
