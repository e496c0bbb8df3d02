"""Somebody of the town applies, through the rooms as a request would: in one work."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl

from benchmarks.town_month.town_of import Asking
from puhui.evidence import (
    InvoiceReading,
    Source,
    Verification,
    VerificationKind,
    VerificationResult,
    declare_debts,
    read_invoices,
    store_invoices,
    verify_application,
)
from puhui.evidence.verification import Question, kind_of_question
from puhui.ground import Work
from puhui.intake import (
    Application,
    Consent,
    NewApplication,
    NewConsent,
    NewSubject,
    Subject,
    SubjectKind,
    current_text,
    give_consent,
    register_subject,
    submit_application,
)
from puhui.kernel import Problem

_REGION = "990000"
_PURPOSES = {"进货周转": "stock", "换一台设备": "equipment", "备节前的货": "season", "付店面租金": "rent"}
_CONSENTS = ("identity", "invoices", "debts")
_CONSENT_DAYS = 180
_BALANCE_MONTHS = 18
_MOST_MONTHS = 36


@dataclass(frozen=True)
class _Clean:
    """A verifier that finds nothing wrong: everybody in town is made up, and so is what is known of them."""

    work: Work

    def verify(self, question: Question) -> Verification:
        kind = kind_of_question(question)
        is_list = kind is VerificationKind.LIST_SCREENING
        result = VerificationResult.NO_RECORD if is_list else VerificationResult.MATCH
        return Verification(kind, result, "benchmark", None, self.work.now(), 3)


def apply(work: Work, asking: Asking, folder: Path) -> Application:
    """Register, consent, import, declare, verify, apply."""
    owner, business = _register(work, asking)
    given = {text: _consented(work, owner.id, text) for text in _CONSENTS}
    about = business or owner
    if reading := _read(asking, about.id, folder, work):
        _good(store_invoices(work, about.id, given["invoices"], reading))
    _good(declare_debts(work, owner.id, _debts(asking.row), work.today()))
    row = asking.row
    asked = submit_application(
        work,
        NewApplication(
            owner.id,
            row["amount_fen"],
            min(_MOST_MONTHS, row["months"]),
            _PURPOSES.get(row["purpose"], "stock"),
            business.id if business else None,
        ),
    )
    assert isinstance(asked, Application), asked
    _good(verify_application(work, _Clean(work), asked))
    return asked


def _register(work: Work, asking: Asking) -> tuple[Subject, Subject | None]:
    row = asking.row
    owner = _registered(
        work,
        NewSubject(
            SubjectKind.PERSON,
            row["owner_name"],
            resident_id=row["resident_id"],
            phone=row["phone"],
            region=_REGION,
        ),
    )
    if asking.kind == "person":
        return owner, None
    kind = SubjectKind(asking.kind)
    business = NewSubject(
        kind,
        row["name"],
        uscc=row["uscc"],
        resident_id=row["resident_id"] if kind is SubjectKind.FARM_HOUSEHOLD else None,
        phone=row["phone"],
        region=_REGION,
        place=row["address"],
        trade=row["industry"],
        since=row["started_on"],
        evidence=("市场摊位费收据（虚构）",) if kind is SubjectKind.UNREGISTERED_OPERATOR else (),
        operated_by=owner.id,
    )
    return owner, _registered(work, business)


def _read(asking: Asking, firm: UUID, folder: Path, work: Work) -> InvoiceReading | None:
    """The papers as a file that somebody uploads, read as any file is."""
    sides = {"销项发票.csv": asking.sales, "进项发票.csv": asking.purchases}
    if all(side.is_empty() for side in sides.values()):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path | str | Source] = []
    for name, side in sides.items():
        if not side.is_empty():
            side.with_columns(企业代号=pl.lit(str(firm))).write_csv(folder / name, float_precision=2)
            paths.append(folder / name)
    reading = read_invoices(paths, work.today())
    return replace(reading, tables=tuple(replace(it, names_owner=True) for it in reading.tables))


def _debts(row: dict[str, Any]) -> list[dict[str, object]]:
    monthly_yuan = round((row["monthly_fen"] or 0) / 100)
    if monthly_yuan <= 0:
        return []
    owed = {
        "balance_yuan": str(monthly_yuan * _BALANCE_MONTHS),
        "monthly_payment_yuan": str(monthly_yuan),
    }
    return [{"lender": "虚构银行", "kind": "business_loan", **owed}]


def _registered(work: Work, new: NewSubject) -> Subject:
    found = register_subject(work, new)
    assert isinstance(found, Subject), found
    return found


def _consented(work: Work, subject_id: UUID, text_id: str) -> Consent:
    shown = current_text(text_id, work.today())
    assert shown is not None, (text_id, work.today())
    given = give_consent(
        work,
        NewConsent(
            subject_id,
            shown.source,
            shown.fields,
            shown.purpose,
            shown.id,
            shown.version,
            shown.hash(),
            work.now() + timedelta(days=_CONSENT_DAYS),
            separate=shown.separate,
        ),
    )
    assert isinstance(given, Consent), given
    return given


def _good(result: object) -> None:
    assert not isinstance(result, Problem), result
