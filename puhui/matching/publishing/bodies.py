"""What goes in and out of the routes about products."""

from datetime import date
from typing import Any, Literal, cast
from uuid import UUID

from pydantic import BaseModel

from puhui.ground.publishing.bodies import (
    DraftBody,
    DraftLine,
    PublicationBody,
    PublishedLine,
)
from puhui.ground.web import Said
from puhui.matching.model import Offer
from puhui.matching.publishing.preview import Preview

Kind = Literal["gained", "lost", "cheaper", "dearer", "other"]


class ProductLine(BaseModel):
    """One product in the list. Rates are shares a year written exactly; `cost` is the all-in yearly cost,
    simple, at its cheapest and its dearest. `is_new`: a draft that was never published."""

    code: str
    name: Said
    institution: str
    institution_name: Said
    method: str | None
    rates: dict[str, str]
    amount_least_fen: int | None
    amount_most_fen: int | None
    months: list[int]
    active_from: date | None
    active_to: date | None
    cost_low: str | None
    cost_high: str | None
    is_new: bool
    published: PublishedLine | None
    draft: DraftLine | None


class ChoiceBody(BaseModel):
    """One thing that a field may be."""

    code: str
    label: Said


class ProductBody(ProductLine):
    """One product, whole: the content in force (null for a new one), its hash, history, draft; `choices` is
    what the fields with a table of their own may be."""

    content: dict[str, Any] | None
    hash: str | None
    choices: dict[str, list[ChoiceBody]]
    corners: list["CornerBody"]
    history: list[PublicationBody]
    draft: DraftBody | None


class CornerBody(BaseModel):
    """What the product in force costs in one corner of its table, beside the law's cap."""

    band: str
    amount_fen: int
    months: int
    apr_simple: str
    apr_effective: str
    cap: str
    is_within: bool


class OfferFigures(BaseModel):
    """An offer as far as a preview tells of it."""

    amount_fen: int
    months: int
    total_cost_fen: int
    apr_simple: str
    rank: int

    @classmethod
    def of(cls, offer: Offer | None) -> "OfferFigures | None":
        """The figures, where there is an offer."""
        if offer is None:
            return None
        return cls(
            amount_fen=offer.amount_fen,
            months=offer.months,
            total_cost_fen=offer.quote.total_cost_fen,
            apr_simple=str(offer.quote.apr_simple),
            rank=offer.rank,
        )


class OfferChange(BaseModel):
    """One past request that would be answered otherwise."""

    application_id: UUID
    kind: Kind
    before: OfferFigures | None
    after: OfferFigures | None


class ProductPreviewBody(BaseModel):
    """Past requests by the product in force and by the draft; `table` counts each kind of change."""

    tried: int
    same: int
    table: dict[Kind, int]
    changes: list[OfferChange]

    @classmethod
    def of(cls, found: Preview) -> "ProductPreviewBody":
        """As it goes out."""
        changes = [
            OfferChange(
                application_id=it.application_id,
                kind=cast("Kind", it.kind),
                before=OfferFigures.of(it.before),
                after=OfferFigures.of(it.after),
            )
            for it in found.changes
        ]
        kinds: tuple[Kind, ...] = ("gained", "lost", "cheaper", "dearer", "other")
        table = {kind: sum(it.kind == kind for it in changes) for kind in kinds}
        return cls(tried=found.tried, same=found.same, table=table, changes=changes)
