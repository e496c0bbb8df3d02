"""Asking for a trade, and the answer with the words that decided and where they stand."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from puhui.ground.web import Said
from puhui.identify.industry import Asked, Evidence, Guess, Item
from puhui.identify.service.asking import Answered
from puhui.identify.service.limits import limits
from puhui.rulebook import SizeGroup

_Words = Annotated[str, Field(max_length=200)]


class ItemAsked(BaseModel):
    """One line of what is sold, as invoices name it; `share` of the income in any common unit."""

    model_config = ConfigDict(extra="forbid")

    text: _Words
    share: Annotated[float, Field(gt=0, le=1e15)] = 1.0


class TradeAsked(BaseModel):
    """What is known of one firm; every part may be missing, not all of them."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=limits().longest_name)] = ""
    business_scope: Annotated[str, Field(max_length=limits().longest_scope)] = ""
    items: Annotated[list[ItemAsked], Field(max_length=200)] = []
    merchant_category: Annotated[str, Field(max_length=20)] | None = None
    industry_code: Annotated[str, Field(max_length=20)] | None = None

    def asked(self) -> Asked:
        """As the cascade takes it."""
        items = tuple(Item(one.text, one.share) for one in self.items)
        return Asked(self.name, self.business_scope, items, self.merchant_category, self.industry_code)


class GuessBody(BaseModel):
    """One trade; `level` 2 is a division, 3 a group, 4 a class."""

    code: str
    name: Said
    level: int
    probability: float

    @classmethod
    def of(cls, guess: Guess) -> "GuessBody":
        return cls(
            code=guess.code,
            name=Said.of(guess.name),
            level=guess.level,
            probability=round(guess.probability, 4),
        )


class EvidenceBody(BaseModel):
    """Words that decided. `places` are (start, end) in characters of the text they stand in."""

    source: str
    words: str
    weight: float
    said: Said
    places: list[tuple[int, int]]

    @classmethod
    def of(cls, one: Evidence) -> "EvidenceBody":
        return cls(
            source=one.source.value,
            words=one.words,
            weight=round(one.weight, 4),
            said=Said.of(one.said),
            places=list(one.places),
        )


class SizeGroupBody(BaseModel):
    """A row of the size table that stays likely."""

    number: int
    name: Said

    @classmethod
    def of(cls, group: SizeGroup) -> "SizeGroupBody":
        return cls(number=group.number, name=Said.of(group.name))


class ByPersonBody(BaseModel):
    """A code that somebody here gave for the very same words."""

    code: str
    by: str
    at: datetime


class TradeBody(BaseModel):
    """The trade of one firm. `name` and `business_scope` as they were read: places count in them."""

    name: str
    business_scope: str
    status: str
    top: list[GuessBody]
    class_: Annotated[GuessBody | None, Field(serialization_alias="class")]
    groups: list[SizeGroupBody]
    less_favourable: SizeGroupBody | None
    evidence: list[EvidenceBody]
    remarks: list[Said]
    stage: str
    model: str
    by_person: ByPersonBody | None

    @classmethod
    def of(cls, told: Answered) -> "TradeBody":
        answer, person = told.answer, told.by_person
        return cls(
            name=told.asked.name,
            business_scope=told.asked.business_scope,
            by_person=ByPersonBody(code=person.code, by=person.by, at=person.at) if person else None,
            status=answer.status.value,
            top=[GuessBody.of(one) for one in answer.top],
            class_=GuessBody.of(answer.class_) if answer.class_ else None,
            groups=_groups(answer.groups),
            less_favourable=SizeGroupBody.of(less) if (less := answer.less_favourable) else None,
            evidence=[EvidenceBody.of(one) for one in answer.evidence],
            remarks=[Said.of(one) for one in answer.remarks],
            stage=answer.stage.value,
            model=answer.model,
        )


def _groups(groups: Iterable[SizeGroup]) -> list[SizeGroupBody]:
    return [SizeGroupBody.of(one) for one in groups]
