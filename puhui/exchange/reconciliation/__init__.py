"""reconciliation: the books of both sides, compared every day to the fen."""

from puhui.exchange.reconciliation.comparing import compare
from puhui.exchange.reconciliation.model import (
    Break,
    BreakKind,
    Direction,
    File,
    Header,
    Kept,
    Reconciled,
    RefusedFile,
    Row,
)
from puhui.exchange.reconciliation.reading import read_file
from puhui.exchange.reconciliation.service import (
    breaks_of,
    file_of,
    keep_file,
    our_file,
    reconcile,
    reconciled,
    refused_files,
)
from puhui.exchange.reconciliation.writing import write_file

__all__ = [
    "Break",
    "BreakKind",
    "Direction",
    "File",
    "Header",
    "Kept",
    "Reconciled",
    "RefusedFile",
    "Row",
    "breaks_of",
    "compare",
    "file_of",
    "keep_file",
    "our_file",
    "read_file",
    "reconcile",
    "reconciled",
    "refused_files",
    "write_file",
]
