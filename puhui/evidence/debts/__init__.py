"""Existing debts: declared and reported, checked, and summed up cautiously."""

from puhui.evidence.debts.model import Debt, DebtKind, DebtReport, DebtSource, DebtStatus, DebtSummary
from puhui.evidence.debts.reading import debt_report, read_debts
from puhui.evidence.debts.summary import summarise

__all__ = [
    "Debt",
    "DebtKind",
    "DebtReport",
    "DebtSource",
    "DebtStatus",
    "DebtSummary",
    "debt_report",
    "read_debts",
    "summarise",
]
