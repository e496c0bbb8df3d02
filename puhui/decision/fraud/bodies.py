"""What the API says about fraud, to staff alone."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from puhui.decision.fraud.labelling import LONGEST_WHY
from puhui.decision.fraud.model import Finding, Label
from puhui.decision.fraud.reporting import RuleRate, RuleReport

Outcome = Literal["approve", "refer", "decline"]


class FraudLabelAsked(BaseModel):
    """What a person found, and why."""

    model_config = ConfigDict(extra="forbid")

    finding: Finding
    why: Annotated[str, Field(min_length=1, max_length=LONGEST_WHY)]


class FraudLabelBody(BaseModel):
    """What a person found."""

    id: UUID
    application_id: UUID
    decision_id: UUID
    finding: Finding
    why: str
    at: AwareDatetime
    by: str

    @classmethod
    def of(cls, label: Label) -> "FraudLabelBody":
        """As it is shown."""
        return cls(**{name: getattr(label, name) for name in cls.model_fields})


class FraudHitBody(BaseModel):
    """A rule that spoke: what it said, and what became of it (a rule past its limit asks for a person)."""

    rule: str
    said: Outcome
    became: Outcome


class FraudCaseBody(BaseModel):
    """The newest decision of an application: fraud for itself, credit for itself, and what people found."""

    application_id: UUID
    decision_id: UUID
    fraud: Literal["clear", "referred", "declined"]
    credit: Outcome
    hits: list[FraudHitBody]
    labels: list[FraudLabelBody]


class DeclinesUsedBody(BaseModel):
    """What a rule declined within a window, and what it may."""

    window: str
    declined: int
    allowed: int
    decided: int


class FraudRuleBody(BaseModel):
    """One rule: how often it hit and how often it was right, with a 95 % interval."""

    rule: str
    hits: int
    declined: int
    past_limit: int
    confirmed: int
    false_alarms: int
    unanswered: int
    precision: float | None
    precision_low: float
    precision_high: float
    used: list[DeclinesUsedBody]

    @classmethod
    def of(cls, rate: RuleRate) -> "FraudRuleBody":
        """As it is shown."""
        right = rate.precision
        return cls(
            **{name: getattr(rate, name) for name in _COUNTS},
            precision=right.share,
            precision_low=right.low,
            precision_high=right.high,
            used=[
                DeclinesUsedBody(
                    window=it.limit.window,
                    declined=it.declined,
                    allowed=it.limit.allowed(it.decided),
                    decided=it.decided,
                )
                for it in rate.used
            ],
        )


class FraudReportBody(BaseModel):
    """Every rule that hit between two days, and how many frauds that people found no rule had hit."""

    since: str
    until: str
    rules: list[FraudRuleBody]
    missed: int

    @classmethod
    def of(cls, report: RuleReport) -> "FraudReportBody":
        """As it is shown."""
        return cls(
            since=report.since.isoformat(),
            until=report.until.isoformat(),
            rules=[FraudRuleBody.of(it) for it in report.rules],
            missed=report.missed,
        )


_COUNTS = ("rule", "hits", "declined", "past_limit", "confirmed", "false_alarms", "unanswered")
