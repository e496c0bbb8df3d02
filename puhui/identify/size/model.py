"""What is known of a firm's size, and the answer with the evidence for each indicator."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from puhui.kernel import Text
from puhui.rulebook import Confidence, SizeClass, SizeGroup


@dataclass(frozen=True, slots=True)
class Figures:
    """Employees and assets as they are on `as_of`, the day of drawdown; income of the months up to it.

    `income_months` is how many calendar months the income covers, twelve where nothing is said. None is not
    known, which is not zero.
    """

    as_of: date
    employees: int | None = field(default=None, repr=False)
    income_wan: Decimal | None = field(default=None, repr=False)
    assets_wan: Decimal | None = field(default=None, repr=False)
    established_on: date | None = None
    income_months: int | None = None


class Standing(StrEnum):
    """What is known of an indicator."""

    KNOWN = "known"
    MISSING = "missing"
    NOT_USED = "not_used"
    """The row of the table does not look at it."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator as it was compared: its value by the timing rule, the row's bounds, the class it reaches.

    `bounds` are the lower bounds of 大, 中 and 小, inclusive; 人 or 万元.
    """

    name: str
    title: Text
    standing: Standing
    value: Decimal | None = field(repr=False)
    bounds: tuple[Decimal, Decimal, Decimal] | None
    reaches: SizeClass | None
    timing: Text
    source: str

    @property
    def decides(self) -> bool:
        """Whether the class can hang on it."""
        return self.standing is not Standing.NOT_USED


class SizeStatus(StrEnum):
    """What kind of answer it is."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    """The trade fits several rows that give different classes: the less favourable one is given."""
    UNKNOWN = "unknown"
    """An indicator that could change the class is missing; `at_most` still bounds it."""
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class SizeAnswer:
    """The class of one firm on one day, by one row of the table, and how it came about."""

    status: SizeStatus
    size_class: SizeClass
    at_most: SizeClass
    group: SizeGroup | None
    indicators: tuple[Indicator, ...]
    why: Text
    caveats: tuple[Text, ...]
    industry_codes: tuple[str, ...]
    source: str
    effective: date
    confidence: Confidence

    @property
    def is_small_or_micro(self) -> bool:
        """小微, also where it cannot be told which of the two."""
        return self.at_most in {SizeClass.SMALL, SizeClass.MICRO}


@dataclass(frozen=True, slots=True)
class SchemeAnswer:
    """Whether a loan counts under one scheme on one day; None where an input is missing."""

    scheme: str
    counts: bool | None
    why: Text
    source: str
    effective: date | None
    confidence: Confidence | None
    note: str = ""
