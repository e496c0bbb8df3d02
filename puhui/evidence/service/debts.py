"""Existing debts: declared by the applicant, reported by a bureau, summed up with care."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.evidence import store, tables
from puhui.evidence.debts import (
    Debt,
    DebtKind,
    DebtReport,
    DebtSource,
    DebtStatus,
    DebtSummary,
    debt_report,
    summarise,
)
from puhui.evidence.ports import DebtBureau
from puhui.evidence.service.gate import ASSESSMENT, consent_for, gather
from puhui.ground import ERASED, Erased, Work
from puhui.intake import Consent, SeveralProblems, identity_of
from puhui.kernel import Problem, new_id

_FIELDS = ("lender_kind", "amount", "balance", "due", "arrears")


def declare_debts(
    work: Work, subject_id: UUID, written: Iterable[Mapping[str, object]], as_of: date
) -> DebtReport | Problem:
    """Keep what an applicant says they owe; an empty list is a statement too. One bad debt refuses all."""
    consent = consent_for(work, subject_id, "debts", fields=_FIELDS)
    if isinstance(consent, Problem):
        return consent
    report = debt_report(written, DebtSource.DECLARED, as_of, work.today())
    if isinstance(report, list):
        first = report[0]
        return SeveralProblems(first.code, first.what, first.fix, first.where, tuple(report))
    return record_debts(work, subject_id, report, consent)


def record_debts(
    work: Work, subject_id: UUID, report: DebtReport, consent: Consent | None
) -> DebtReport | Problem:
    """Keep a checked report under the consent that it was fetched with."""
    report_id = new_id()
    text = orjson.dumps([_to_json(debt) for debt in report.debts]).decode()
    row = {
        "id": report_id,
        "mode": work.actor.mode,
        "subject_id": subject_id,
        "source": report.source.value,
        "as_of": report.as_of,
        "sealed_debts": work.vault.seal(work.connection, subject_id, f"debts:{report_id}", text),
        "learned_at": work.now(),
        "consent_id": consent.id if consent else None,
        "actor": work.actor.id,
    }
    store.add(work.connection, tables.debt, row)
    work.audit("evidence.debts_recorded", f"subject:{subject_id}", source=report.source.value)
    return report


def fetch_debts(work: Work, subject_id: UUID, bureau: DebtBureau) -> DebtReport | Problem:
    """Ask the bureau and keep its report. When it cannot be asked nothing is kept, and debts stay unknown."""
    return gather(work, subject_id, BureauConnector(bureau))


def debts_of(work: Work, subject_id: UUID, known_by: datetime | None = None) -> DebtSummary | Erased | None:
    """All that is owed, None when nobody has looked (then a decision refers)."""
    rows = store.debt_reports(work.connection, work.actor.mode, subject_id, known_by)
    reports = [_report(work, row) for row in rows]
    readable = [report for report in reports if isinstance(report, DebtReport)]
    return ERASED if len(readable) < len(reports) else summarise(readable)


@dataclass(frozen=True, slots=True)
class BureauConnector:
    """A credit bureau as a connector."""

    bureau: DebtBureau
    source: str = "debts"
    purpose: str = ASSESSMENT
    fields: tuple[str, ...] = _FIELDS

    def fetch(self, work: Work, subject_id: UUID, consent: Consent | None) -> DebtReport | Problem:
        """The bureau's report, kept under the consent."""
        identity = identity_of(work, subject_id)
        if isinstance(identity, Problem):
            return identity
        identifier = identity.resident_id or identity.uscc or ""
        report = self.bureau.debts(identity.name, identifier, work.today())
        return report if isinstance(report, Problem) else record_debts(work, subject_id, report, consent)


def _report(work: Work, row: Row[Any]) -> DebtReport | Erased:
    opened = work.vault.open(work.connection, row.subject_id, f"debts:{row.id}", row.sealed_debts)
    if isinstance(opened, Erased):
        return opened
    return DebtReport(DebtSource(row.source), row.as_of, debts_as_written(opened))


def debts_as_written(text: str) -> tuple[Debt, ...]:
    """The debts of a report that was opened."""
    return tuple(_from_json(one) for one in orjson.loads(text))


def _to_json(debt: Debt) -> dict[str, Any]:
    return {name: getattr(debt, name) for name in Debt.__slots__}


def _from_json(kept: dict[str, Any]) -> Debt:
    return Debt(**{**kept, "kind": DebtKind(kept["kind"]), "status": DebtStatus(kept["status"])})
