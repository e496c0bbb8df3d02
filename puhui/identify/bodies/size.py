"""A firm's size class: figures in, the class with the evidence for each indicator out."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from puhui.ground.web import Said
from puhui.identify.bodies.industry import SizeGroupBody
from puhui.identify.size import Figures, Indicator, SizeAnswer

_Wan = Annotated[Decimal, Field(ge=0, le=10**10)]


class SizeAsked(BaseModel):
    """A trade's code, or several likely ones, and what is known; amounts in 万元 as the standard has them."""

    model_config = ConfigDict(extra="forbid")

    codes: Annotated[list[Annotated[str, Field(max_length=8)]], Field(min_length=1, max_length=5)]
    employees: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    income_wan: _Wan | None = None
    assets_wan: _Wan | None = None
    as_of: date | None = None
    established_on: date | None = None
    income_months: Annotated[int, Field(ge=1, le=12)] | None = None

    def figures(self, today: date) -> Figures:
        """As the room takes them; without a day it is today's class."""
        return Figures(
            self.as_of or today,
            self.employees,
            self.income_wan,
            self.assets_wan,
            self.established_on,
            self.income_months,
        )


class IndicatorBody(BaseModel):
    """One indicator as it was compared: bounds of large, medium and small, inclusive."""

    name: str
    title: Said
    standing: str
    value: str | None
    bounds: list[str] | None
    reaches: str | None
    timing: Said
    source: str

    @classmethod
    def of(cls, one: Indicator) -> "IndicatorBody":
        return cls(
            name=one.name,
            title=Said.of(one.title),
            standing=one.standing.value,
            value=None if one.value is None else str(one.value),
            bounds=[str(bound) for bound in one.bounds] if one.bounds else None,
            reaches=one.reaches.value if one.reaches else None,
            timing=Said.of(one.timing),
            source=one.source,
        )


class SizeBody(BaseModel):
    """The class on one day, and how it came about."""

    status: str
    size_class: str
    at_most: str
    group: SizeGroupBody | None
    indicators: list[IndicatorBody]
    why: Said
    caveats: list[Said]
    source: str
    effective: date

    @classmethod
    def of(cls, answer: SizeAnswer) -> "SizeBody":
        return cls(
            status=answer.status.value,
            size_class=answer.size_class.value,
            at_most=answer.at_most.value,
            group=SizeGroupBody.of(answer.group) if answer.group else None,
            indicators=[IndicatorBody.of(one) for one in answer.indicators],
            why=Said.of(answer.why),
            caveats=[Said.of(one) for one in answer.caveats],
            source=answer.source,
            effective=answer.effective,
        )
