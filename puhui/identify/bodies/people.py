"""Who runs a business: what may be seen goes in, what was inferred and what the person says come out."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from puhui.features import PersonSource
from puhui.ground.web import Said
from puhui.identify.owner import Kind, OwnerAnswer, Seen
from puhui.identify.service.people import LONGEST_NOTE, Known, OwnWord
from puhui.identify.service.told import KIND_TITLES, SETS_NOTHING, told_owner


class SeenAsked(BaseModel):
    """Sources that were agreed to, and features by their names; null is not known."""

    model_config = ConfigDict(extra="forbid")

    sources: Annotated[list[PersonSource], Field(max_length=5)]
    values: Annotated[dict[Annotated[str, Field(max_length=60)], float | None], Field(max_length=300)]

    def seen(self) -> Seen:
        """As the room takes it."""
        return Seen(frozenset(self.sources), self.values)


class OwnWordAsked(BaseModel):
    """What a person says about themselves. A change of mind is another one."""

    model_config = ConfigDict(extra="forbid")

    runs_business: bool
    kind: Kind
    trade: Annotated[str, Field(max_length=8)] | None = None
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""

    def word(self) -> OwnWord:
        """As the room takes it."""
        return OwnWord(self.runs_business, self.kind, self.trade, self.note)


class SourceBody(BaseModel):
    """Something that was looked at."""

    source: str
    name: Said


class OwnerBody(BaseModel):
    """One inference: how likely, in which way, why, and what to ask."""

    probability: float
    threshold: float
    runs_business: bool
    registered: bool | None
    kind: str
    kind_name: Said
    kinds: dict[str, float]
    reasons: list[Said]
    question: Said | None
    sources: list[SourceBody]
    model: str
    sets_nothing: Said
    at: datetime | None = None

    @classmethod
    def of(cls, answer: OwnerAnswer) -> "OwnerBody":
        return cls.kept(told_owner(answer))

    @classmethod
    def kept(cls, told: Any, at: datetime | None = None) -> "OwnerBody":  # noqa: ANN401 - as it was kept
        kind_name = Said.of(KIND_TITLES[Kind(told["kind"])])
        return cls(**told, kind_name=kind_name, sets_nothing=Said.of(SETS_NOTHING), at=at)


class OwnWordBody(BaseModel):
    """The person's own word, and when; `by_themselves` is false where staff wrote it down for them."""

    runs_business: bool
    kind: str
    kind_name: Said
    trade: str | None
    note: str
    at: datetime | None
    by_themselves: bool


class KnownBody(BaseModel):
    """What is held of a person. `holds` says whose word is used."""

    subject_id: UUID
    holds: str | None
    inferred: OwnerBody | None
    own_word: OwnWordBody | None
    sets_nothing: Said

    @classmethod
    def of(cls, known: Known) -> "KnownBody":
        inferred, word = known.inferred, known.own_word
        told = OwnerBody.kept(inferred.told, inferred.at) if inferred and inferred.told else None
        return cls(
            subject_id=known.subject_id,
            holds=known.holds,
            inferred=told,
            own_word=_word(word) if word else None,
            sets_nothing=Said.of(SETS_NOTHING),
        )


def _word(word: OwnWord) -> OwnWordBody:
    return OwnWordBody(
        runs_business=word.runs_business,
        kind=word.kind.value,
        kind_name=Said.of(KIND_TITLES[word.kind]),
        trade=word.trade,
        note=word.note,
        at=word.at,
        by_themselves=word.by_themselves,
    )
