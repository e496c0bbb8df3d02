"""A made-up shop that applies, with all its evidence; each piece can be left out or spoiled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import polars as pl

from puhui.evidence import (
    INVOICE_SCHEMA,
    FileRole,
    InvoiceReading,
    TableRead,
    Verification,
    VerificationKind,
    VerificationResult,
    declare_debts,
    no_firms,
    screen,
    store_invoices,
    verify_enterprise,
    verify_person,
)
from puhui.evidence.verification import Question, kind_of_question
from puhui.ground import Work
from puhui.intake import Application, NewApplication, submit_application
from puhui.kernel import Problem, Text
from tests.evidence.subjects import consented, shop

CLEAN = {
    VerificationKind.TWO_FACTOR: VerificationResult.MATCH,
    VerificationKind.ENTERPRISE_FOUR_FACTOR: VerificationResult.MATCH,
    VerificationKind.LIST_SCREENING: VerificationResult.NO_RECORD,
}


LEFT_OUT = Problem("invoice.date.invalid", Text("不是日期。", "Not a date."), where="invoices.csv, line 3")


@dataclass(frozen=True)
class Verifier:
    """Answers what it was told to."""

    answers: dict[VerificationKind, VerificationResult]
    work: Work

    def verify(self, question: Question) -> Verification:
        """The answer, at once."""
        kind = kind_of_question(question)
        return Verification(kind, self.answers[kind], "test", None, self.work.now(), 3)


def applied(
    work: Work,
    *,
    invoices: bool = True,
    debts: bool = True,
    consents: Iterable[str] = ("invoices", "identity", "debts"),
    answers: dict[VerificationKind, VerificationResult] | None = None,
    amount_fen: int = 20_000_000,
    own: bool = True,
    whole: bool = True,
) -> Application:
    """Register, consent, import two years of invoices, verify, declare no debts, apply for ¥200,000."""
    owner_id, firm_id = shop(work)
    given = {text: consented(work, owner_id, text) for text in consents}
    if invoices and "invoices" in given:
        reading = reading_of(str(firm_id), work.today(), own=own, whole=whole)
        assert not isinstance(store_invoices(work, firm_id, given["invoices"], reading), Problem)
    verifier = Verifier({**CLEAN, **(answers or {})}, work)
    verify_person(work, verifier, owner_id)
    verify_enterprise(work, verifier, firm_id, owner_id)
    for subject_id in (owner_id, firm_id):
        screen(work, verifier, subject_id)
    if debts and "debts" in given:
        assert not isinstance(declare_debts(work, owner_id, [], work.today()), Problem)
    asked = submit_application(work, NewApplication(owner_id, amount_fen, 12, "stock", firm_id))
    assert isinstance(asked, Application), asked
    return asked


def reading_of(
    firm: str, until: date, months: int = 30, *, own: bool = True, whole: bool = True
) -> InvoiceReading:
    """A steady shop: every month ten sales of ¥30,000 to ten customers, and purchases of four fifths."""
    rows = [
        (
            firm,
            f"{month:02}{number:02}{side}",
            until - timedelta(days=30 * month + number),
            side,
            f"{side}{number}",
            amount,
        )
        for month in range(months)
        for number in range(1, 11)
        for side, amount in (("sale", 3_000_000), ("purchase", 2_400_000))
    ]
    names = ("firm", "number", "issued_on", "direction", "counterparty", "amount_fen")
    plain = pl.DataFrame(rows, schema=dict.fromkeys(names), orient="row")
    frame = plain.with_columns(
        tax_fen=pl.col("amount_fen") * 3 // 100,
        total_fen=pl.col("amount_fen") * 103 // 100,
        voided=pl.lit(False),
    ).cast(INVOICE_SCHEMA)
    table = TableRead("invoices.csv", FileRole.INVOICES, frame.height, frame.height, names_owner=own)
    return InvoiceReading(
        frame.select(*INVOICE_SCHEMA), no_firms(), [] if whole else [LEFT_OUT], [], frame.height, (table,)
    )


def erase(work: Work, subject_id: UUID) -> None:
    """Destroy a subject's key."""
    work.vault.destroy(work.connection, subject_id)
