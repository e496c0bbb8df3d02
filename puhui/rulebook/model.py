"""What a rule is: a dated record with its value, unit, scope, force and source together.

Nothing here reads a file. A refusal can quote the record that made it, because the record travels whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from puhui.kernel import Problem, Text, fen


class Unit(StrEnum):
    """What a rule's value is a number of; `share` and `per_year` are fractions, never percent."""

    PER_YEAR = "per_year"
    TIMES_LPR_1Y = "times_lpr_1y"
    SHARE = "share"
    TIMES = "times"
    YUAN = "yuan"
    DAYS = "days"
    MONTHS = "months"
    SECONDS = "seconds"
    HOURS = "hours"
    COUNT = "count"


class Basis(StrEnum):
    """How a yearly rate is measured before it is compared (domain 2.3)."""

    APR_SIMPLE = "apr_simple"
    APR_EFFECTIVE = "apr_effective"


class Force(StrEnum):
    """What stands behind a rule, from a law down to this house's own policy."""

    STATUTE = "statute"
    REGULATION = "regulation"
    JUDICIAL = "judicial_interpretation"
    NOTICE = "notice"
    STANDARD = "national_standard_recommended"
    SELF_REGULATION = "self_regulation"
    PRACTICE = "industry_practice"
    PLATFORM = "platform_policy"


class Confidence(StrEnum):
    """How sure the record is: the tags V, V2, C, M-h, M-m, M-l of the domain reference, and three of our own.

    `own` is a decision of this house, which needs no checking; `unconfirmed` is a last known value carried
    past the day it was last confirmed; `unknown` says that nobody has written it down yet.
    """

    VERIFIED = "verified"
    SECONDARY = "secondary"
    COMPUTED = "computed"
    MEMORY_HIGH = "memory_high"
    MEMORY_MEDIUM = "memory_medium"
    MEMORY_LOW = "memory_low"
    OWN = "own"
    UNCONFIRMED = "unconfirmed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule. In force from `effective` until its successor, or to `effective_to` inclusive.

    `confirmed_to` is the last day for which somebody has looked: read later, the same record answers with
    confidence `unconfirmed` instead of pretending.
    """

    rule_id: str
    value: Decimal
    unit: Unit
    force: Force
    source: str
    effective: date
    confidence: Confidence
    basis: Basis | None = None
    scope: Mapping[str, str] = field(default_factory=dict, hash=False)
    effective_to: date | None = None
    confirmed_to: date | None = None
    note: str = ""

    @property
    def value_fen(self) -> int:
        """A yuan amount in fen. Raises ValueError for a rule that is not an amount."""
        if self.unit is not Unit.YUAN:
            raise ValueError(f"{self.rule_id} is counted in {self.unit}, not in yuan")
        return fen(self.value)

    def __int__(self) -> int:
        """A whole value (days, months, seconds, a count). Raises ValueError when it is not whole."""
        if self.value != self.value.to_integral_value():
            raise ValueError(f"{self.rule_id} is {self.value}, not a whole number")
        return int(self.value)

    def cite(self) -> str:
        """The source and the day it applies from, as a refusal quotes it."""
        return f"{self.source}（{self.effective.isoformat()}）"


@dataclass(frozen=True, slots=True)
class PriceCap:
    """The highest yearly all-in cost allowed, and how it must be measured.

    `value` is already a rate per year: four times LPR has been multiplied out for the day that was asked.
    """

    value: Decimal
    basis: Basis
    rule: Rule


@dataclass(frozen=True, slots=True)
class ForbiddenUse:
    """Something a business loan may not be spent on (domain 3), in words a borrower reads."""

    code: str
    text: Text
    source: str
    effective: date
    confidence: Confidence


class NoRuleInForce(LookupError):  # noqa: N818 - it reads as the sentence it is
    """Asked for a rule on a day when none was in force, or for a rule nobody has written."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence())
        self.problem = problem
