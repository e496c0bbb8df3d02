"""What is known about the two parties of an application, looked up at once.

Nobody has asked yet whether a consent covers it: that is the reader's first question, and until it was
answered nothing of this may be used.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from puhui.evidence import known_store as store
from puhui.evidence.debts import DebtReport, DebtSource, DebtSummary, summarise
from puhui.evidence.imports import NOTHING_TOLD, ImportBatch
from puhui.evidence.service.debts import debts_as_written
from puhui.evidence.verification import Verification, VerificationKind, VerificationResult
from puhui.ground import ERASED, Erased, Work
from puhui.ground.database.direct import Row
from puhui.ground.vault import Keyring
from puhui.intake import Standing


@dataclass(frozen=True, slots=True)
class Known:
    """The evidence about both parties, debts still sealed. `books` are the imports that brought invoices, in
    their order: the same books are the same invoices. `imports` come without what was told about them."""

    verifications: Mapping[UUID, Mapping[VerificationKind, Verification]]
    imports: tuple[ImportBatch, ...]
    books: tuple[UUID, ...]
    debts: Mapping[UUID, tuple["SealedReport", ...]]

    def answers(self, subject_id: UUID) -> Mapping[VerificationKind, Verification]:
        """The latest answer of each kind about a party; a kind that is absent was never asked."""
        return self.verifications.get(subject_id, {})

    def debts_of(self, subject_id: UUID, keys: Keyring) -> DebtSummary | Erased | None:
        """All that a party owes, None when nobody has looked."""
        opened = [it.opened(subject_id, keys) for it in self.debts.get(subject_id, ())]
        readable = [it for it in opened if isinstance(it, DebtReport)]
        return ERASED if len(readable) < len(opened) else summarise(readable)


@dataclass(frozen=True, slots=True)
class SealedReport:
    """A report of debts as it lies there."""

    row: tuple[Any, ...]

    def opened(self, subject_id: UUID, keys: Keyring) -> DebtReport | Erased:
        """The report in the open."""
        report_id, _, source, as_of, sealed = self.row
        text = keys.open(subject_id, f"debts:{report_id}", sealed)
        return (
            text
            if isinstance(text, Erased)
            else DebtReport(DebtSource(source), as_of, debts_as_written(text))
        )


def known_about(work: Work, standing: Standing) -> Callable[[], Known]:
    """Ask for the evidence about the owner and the business of an application; called, it is there."""
    parties, mode = list(standing.parties), work.actor.mode
    known = store.known(work.connection, mode, parties, standing.business.id)
    debts = store.debts(work.connection, mode, parties)
    return lambda: _known(known.rows()[0], debts.rows())


def _known(row: Row, reports: Iterable[Row]) -> Known:
    answers, imports, books = row
    verifications: dict[UUID, dict[VerificationKind, Verification]] = {}
    for told in orjson.loads(answers or "[]"):
        answer = _verification(told)
        verifications.setdefault(UUID(told["subject_id"]), {})[answer.kind] = answer
    debts: dict[UUID, tuple[SealedReport, ...]] = {}
    for report in reports:
        debts[report[1]] = (*debts.get(report[1], ()), SealedReport(report))
    batches = tuple(_import(one) for one in orjson.loads(imports or "[]"))
    return Known(verifications, batches, tuple(books or ()), debts)


def _verification(row: Mapping[str, Any]) -> Verification:
    plain = {name: row[name] for name in ("provider", "reference", "latency_ms", "reason")}
    return Verification(
        kind=VerificationKind(row["kind"]),
        result=VerificationResult(row["result"]),
        at=datetime.fromisoformat(row["at"]),
        **plain,
    )


def _import(row: Mapping[str, Any]) -> ImportBatch:
    ids = {name: UUID(row[name]) for name in ("id", "subject_id", "consent_id")}
    learned_at = datetime.fromisoformat(row["learned_at"])
    return ImportBatch(**{**row, **ids, "learned_at": learned_at, **NOTHING_TOLD})
