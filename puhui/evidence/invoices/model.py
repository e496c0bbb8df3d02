"""What reading invoices gives: canonical frames, what was left out, what was odd but kept."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import polars as pl

from puhui.kernel import Problem

INVOICE_SCHEMA: Final[dict[str, pl.DataType]] = {
    "firm": pl.String(),
    "number": pl.String(),
    "issued_on": pl.Date(),
    "direction": pl.String(),
    "counterparty": pl.String(),
    "amount_fen": pl.Int64(),
    "tax_fen": pl.Int64(),
    "total_fen": pl.Int64(),
    "voided": pl.Boolean(),
}
"""One row an invoice. `direction` is `sale` (销项) or `purchase` (进项), seen from `firm`; a negative amount
is a red-letter invoice (红字), which is as real as any other; a voided one (作废) is kept and marked."""

FIRM_SCHEMA: Final[dict[str, pl.DataType]] = {
    "firm": pl.String(),
    "name": pl.String(),
    "rating": pl.String(),
    "defaulted": pl.Boolean(),
}
"""One row a firm; `rating` and `defaulted` are null where nobody said."""

Progress = Callable[[int, int], None]
"""Called after each file with files done and rows read so far."""


class FileRole(StrEnum):
    """What a table turned out to be, judged by its header."""

    INVOICES = "invoices"
    FIRMS = "firms"
    OTHER = "other"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class TableRead:
    """One file, or one sheet of a workbook, and what became of it."""

    place: str
    role: FileRole
    rows: int
    rows_kept: int
    names_owner: bool = False
    """Whether its rows say themselves whose invoices they are."""


@dataclass(frozen=True, slots=True)
class Owner:
    """How the firm whose books these are is written in them, for layouts that name both sides."""

    firm: str
    also_written: frozenset[str] = frozenset()

    def spellings(self) -> list[str]:
        """Every way this firm may be written."""
        written = {self.firm, *self.also_written}
        return sorted(written | {unicodedata.normalize("NFKC", one) for one in written})


@dataclass(frozen=True, slots=True)
class InvoiceReading:
    """The whole answer. `problems` name what was *left out*; `remarks` what is odd but was *used*.

    `rows_read` counts invoice rows met, good or bad; `invoices` holds each good invoice once.
    """

    invoices: pl.DataFrame
    firms: pl.DataFrame
    problems: list[Problem]
    remarks: list[Problem]
    rows_read: int
    tables: tuple[TableRead, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many rows of each firm were left out, where a bad row still says whose it is."""
    files_unread: int = 0
    """Files or sheets of which nobody can say what they would have told, about anybody."""

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return not self.problems


def no_invoices() -> pl.DataFrame:
    """The canonical invoice frame with no row."""
    return pl.DataFrame(schema=INVOICE_SCHEMA)


def no_firms() -> pl.DataFrame:
    """The canonical frame of firms with no row."""
    return pl.DataFrame(schema=FIRM_SCHEMA)
