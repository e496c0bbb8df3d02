"""Daily reconciliation between platform and institution: one file a business date and direction, and breaks.

Amounts are whole fen. References are opaque: no file names a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from puhui.ground import Mode

FORMAT: Final = "puhui-reconciliation"
VERSION: Final = 1


class Direction(StrEnum):
    """Whose books the file shows."""

    FROM_INSTITUTION = "from_institution"
    FROM_PLATFORM = "from_platform"


@dataclass(frozen=True, slots=True)
class Row:
    """One loan at the end of a business date. `state` is a code (`current`, `overdue`, `settled` …)."""

    drawdown_ref: str
    contract_ref: str
    state: str
    lent_fen: int
    principal_outstanding_fen: int
    principal_repaid_fen: int
    interest_repaid_fen: int
    fees_repaid_fen: int
    penalty_repaid_fen: int
    days_past_due: int


COLUMNS: Final = tuple(field.name for field in fields(Row))
AMOUNTS: Final = tuple(name for name in COLUMNS if name.endswith("_fen"))


@dataclass(frozen=True, slots=True)
class Header:
    """Whose, which day's and which kind of books a file shows."""

    institution: str
    direction: Direction
    business_date: date
    mode: Mode = Mode.LIVE
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class File:
    """A whole file that was read; `sha256` is its own, over everything before it."""

    header: Header
    rows: tuple[Row, ...]
    sha256: str

    @property
    def sums(self) -> Mapping[str, int]:
        """What the rows add up to, each amount by its name."""
        return sums_of(self.rows)


class BreakKind(StrEnum):
    """How two books disagree about one loan."""

    MISSING_HERE = "missing_here"
    """They have it, we do not."""
    MISSING_THERE = "missing_there"
    """We have it, they do not."""
    AMOUNT = "amount"
    STATE = "state"
    """The state, the contract or the days past due."""


@dataclass(frozen=True, slots=True)
class Break:
    """One disagreement. `ours` and `theirs` are whole fen where `field` ends in `_fen`, days where it ends in
    `_days` or is `days_past_due`, otherwise codes; None on the side where the loan is missing."""

    kind: BreakKind
    ref: str
    field: str
    ours: int | str | None
    theirs: int | str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was accepted; `is_known` says that the very same one was kept before."""

    id: UUID
    header: Header
    rows: int
    sha256: str
    received_at: datetime
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One comparison of our books with a kept file."""

    id: UUID
    file_id: UUID
    header: Header
    compared_at: datetime
    our_rows: int
    their_rows: int
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not accepted: which rule, where in it; never its content."""

    institution: str
    direction: Direction
    business_date: date
    code: str
    place: str | None
    sha256: str
    at: datetime


def sums_of(rows: Iterable[Row]) -> dict[str, int]:
    """Every amount added up.

    >>> sums_of([])["lent_fen"]
    0
    """
    sums = dict.fromkeys(AMOUNTS, 0)
    for row in rows:
        for name in AMOUNTS:
            sums[name] += getattr(row, name)
    return sums
