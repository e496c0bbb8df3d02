"""What goes in and out of the routes about what would be otherwise."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from puhui.decision.publishing.fields import readable
from puhui.decision.what_if.again import StepAgain
from puhui.decision.what_if.beside import Beside, Pair, Side
from puhui.decision.what_if.glance import Glance
from puhui.decision.what_if.service import WhatIf
from puhui.ground.web import Said

OutcomeWord = Literal["approve", "refer", "decline"]
Table = Annotated[dict[str, Any], Field(description="A whole policy table as JDM.")]
_Name = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,80}$")]
_Value = float | bool | Annotated[str, Field(max_length=200)] | None
_MOST_LISTED = 500


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WhatIfIn(_In):
    """What is to be otherwise: facts by name, policy tables by name."""

    facts: Annotated[dict[_Name, _Value], Field(max_length=20)] = {}
    tables: Annotated[dict[_Name, Table], Field(max_length=9)] = {}


class FlipsIn(_In):
    """Tables to be tried on kept decisions, of which time, and how many applications at most."""

    tables: Annotated[dict[_Name, Table], Field(min_length=1, max_length=9)]
    since: date | None = None
    until: date | None = None
    at_most: Annotated[int, Field(ge=1, le=10_000)] = 2_000


class GlanceBody(BaseModel):
    """What of a decision anybody would notice."""

    outcome: OutcomeWord
    limit_fen: int
    annual_rate: Decimal | None
    band: Literal["A", "B", "C", "D"] | None

    @classmethod
    def of(cls, seen: Glance) -> "GlanceBody":
        """As it goes out."""
        return cls(
            outcome=seen.outcome.value,
            limit_fen=seen.limit_fen,
            annual_rate=seen.annual_rate,
            band=seen.band.value if seen.band else None,
        )


class StepBody(BaseModel):
    """One table on both sides, with the rows that spoke."""

    step: str
    same: bool
    before: OutcomeWord | None
    after: OutcomeWord | None
    rows_before: list[str]
    rows_after: list[str]

    @classmethod
    def of(cls, step: StepAgain) -> "StepBody":
        """As it goes out."""
        return cls(
            step=step.step,
            same=step.is_same,
            before=step.before.value if step.before else None,
            after=step.after.value if step.after else None,
            rows_before=list(step.rows_before),
            rows_after=list(step.rows_after),
        )


class AskedBody(BaseModel):
    """One fact as it was and as it is taken now."""

    name: str
    label: Said
    before: float | bool | str | None
    after: float | bool | str | None


class WhatIfBody(BaseModel):
    """One kept decision with something otherwise. `step`: the first table that speaks otherwise. `replays`:
    whether the decision as kept comes out the same today."""

    decision_id: UUID
    application_id: UUID | None
    before: GlanceBody
    after: GlanceBody
    step: str | None
    steps: list[StepBody]
    asked: list[AskedBody]
    reasons_before: list[Said]
    reasons_after: list[Said]
    replays: bool

    @classmethod
    def of(cls, found: WhatIf) -> "WhatIfBody":
        """As it goes out."""
        labels, both = readable("rating"), found.twice
        return cls(
            decision_id=found.decision_id,
            application_id=found.application_id,
            before=GlanceBody.of(Glance.of(both.before)),
            after=GlanceBody.of(Glance.of(both.after)),
            step=both.step.step if both.step else None,
            steps=[StepBody.of(it) for it in both.steps],
            asked=[
                AskedBody(name=name, label=Said.of(labels[name].label), before=was, after=now)
                for name, (was, now) in found.asked.items()
            ],
            reasons_before=[Said.of(it.text) for it in both.before.reasons],
            reasons_after=[Said.of(it.text) for it in both.after.reasons],
            replays=found.replays,
        )


class SideBody(BaseModel):
    """One segment: how many, approvals, money and mean prices, before and after."""

    segment: str
    value: str
    tried: int
    flipped: int
    approved_before: int
    approved_after: int
    limit_before_fen: int
    limit_after_fen: int
    rate_before: float | None
    rate_after: float | None

    @classmethod
    def of(cls, segment: str, value: str, side: Side) -> "SideBody":
        """As it goes out."""
        return cls(
            segment=segment,
            value=value,
            tried=side.tried,
            flipped=side.flipped,
            approved_before=side.approved_before,
            approved_after=side.approved_after,
            limit_before_fen=side.limit_before_fen,
            limit_after_fen=side.limit_after_fen,
            rate_before=side.rate_before,
            rate_after=side.rate_after,
        )


class PairBody(BaseModel):
    """One application of which something changes. No names."""

    application_id: UUID
    decision_id: UUID
    decided_at: datetime
    before: GlanceBody
    after: GlanceBody
    step: str | None

    @classmethod
    def of(cls, pair: Pair) -> "PairBody":
        """As it goes out."""
        return cls(
            application_id=pair.application_id,
            decision_id=pair.decision_id,
            decided_at=pair.decided_at,
            before=GlanceBody.of(pair.before),
            after=GlanceBody.of(pair.after),
            step=pair.parts_at,
        )


class BesideBody(BaseModel):
    """Decisions in pairs: `table` counts `approve→decline` and its like, `changed` lists the first of those
    of whom anything changes, other outcomes first; `changed_n` is how many there are."""

    tried: int
    erased: int
    changed_n: int
    limit_change_fen: int
    table: dict[str, int]
    whole: SideBody
    sides: list[SideBody]
    changed: list[PairBody]

    @classmethod
    def of(cls, found: Beside) -> "BesideBody":
        """As it goes out."""
        changed = sorted(found.changed, key=lambda it: not it.is_other_outcome)
        return cls(
            tried=found.tried,
            erased=found.erased,
            changed_n=len(changed),
            limit_change_fen=found.limit_change_fen,
            table=dict(found.table),
            whole=SideBody.of("", "", found.whole),
            sides=[SideBody.of(*where, side) for where, side in sorted(found.sides.items())],
            changed=[PairBody.of(it) for it in changed[:_MOST_LISTED]],
        )
