"""A limit's waterfall, as it goes out to desks and reviewers."""

from typing import Literal

from pydantic import BaseModel

from puhui.decision.money.waterfall import Waterfall
from puhui.ground.web import Said


class BoundBody(BaseModel):
    """One bound: what it alone would carry, whether it is the one that holds, how it was reckoned."""

    code: Literal["need", "cash", "sales", "product", "law", "request"]
    name: Said
    amount_fen: int
    holds: bool
    why: Said


class NeedBody(BaseModel):
    """The working-capital formula's parts, in fen: what is needed, and what is taken off."""

    gross_fen: int
    own_fen: int
    loans_fen: int
    other_fen: int
    gap_fen: int


class WaterfallBody(BaseModel):
    """A limit bound by bound. `carried_fen` is the lowest of them, before rounding."""

    bounds: list[BoundBody]
    need: NeedBody
    carried_fen: int
    limit_fen: int
    least_fen: int
    says: Said

    @classmethod
    def of(cls, found: Waterfall) -> "WaterfallBody":
        """From a waterfall."""
        return cls(
            bounds=[
                BoundBody(
                    code=it.code,  # type: ignore[arg-type]
                    name=Said.of(it.name),
                    amount_fen=it.amount_fen,
                    holds=it.holds,
                    why=Said.of(it.why),
                )
                for it in found.bounds
            ],
            need=NeedBody(
                gross_fen=found.need.gross_fen,
                own_fen=found.need.own_fen,
                loans_fen=found.need.loans_fen,
                other_fen=found.need.other_fen,
                gap_fen=found.need.gap_fen,
            ),
            carried_fen=found.carried_fen,
            limit_fen=found.limit_fen,
            least_fen=found.least_fen,
            says=Said.of(found.says),
        )
