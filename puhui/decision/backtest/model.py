"""A backtest, whole: what was asked, of which data, by which versions, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from puhui.decision.backtest.findings import Findings
from puhui.kernel import Problem, Text


@dataclass(frozen=True, slots=True)
class Version:
    """One policy and what rates in it, by their hashes."""

    label: str
    policy: str
    rater: str
    rater_name: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a table that is not the same in both policies."""

    table: Text
    row_id: str
    said: Text


@dataclass(frozen=True, slots=True)
class Data:
    """Where cases and ends come from, and what stayed out."""

    source: str
    outcomes_source: str
    first_on: date | None
    last_on: date | None
    known_until: date | None
    unknown_rows: int
    erased: int
    unused: tuple[str, ...]
    left_out: tuple[Problem, ...]
    outcomes_unmatched: int


@dataclass(frozen=True, slots=True)
class Backtest:
    """Everything that a report says."""

    purpose: str
    data: Data
    before: Version
    after: Version
    changes: tuple[Change, ...]
    findings: Findings
    assumptions: Mapping[str, str]
    seed: int
    resamples: int
    ratio_watched: float
    made_at: datetime
    program: str
