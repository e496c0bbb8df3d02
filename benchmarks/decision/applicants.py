"""Made-up shops with full evidence that have applied: what both stacks decide about.

Every figure follows from the shop's number, so both stacks see the same invoices and the same relations.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import polars as pl

from puhui.evidence import (
    INVOICE_SCHEMA,
    FileRole,
    InvoiceReading,
    Registration,
    TableRead,
    Verification,
    VerificationKind,
    VerificationResult,
    declare_debts,
    no_firms,
    store_invoices,
    verify_application,
)
from puhui.evidence.verification import Question, kind_of_question
from puhui.graph import relate_registration
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
from town.ids import credit_code, mobile, resident_id

MONTHS = 24
A_MONTH = 25
"""Invoices a month: 15 sales, 10 purchases, so 600 a shop."""
_SALES_A_MONTH = 15
_FROM_WHOM_ALL_BUY = {22: "测试电力公司", 23: "测试通信公司", 24: "测试物流公司"}
"""Three invoices a month come from firms that every shop in town buys from, as power and telephone do."""
_CONSENTS = ("identity", "invoices", "debts", "relations")
_FIRST_BORN = date(1970, 1, 1)
_SHOPS_AN_ADDRESS = 4
_SHOPS_A_PHONE = 25
_CONSENT_DAYS = 180


@dataclass(frozen=True, slots=True)
class Applicant:
    """One application and whose it is."""

    number: int
    application_id: UUID
    business_id: UUID


def fill(open_work: Callable[[], AbstractContextManager[Work]], count: int) -> Iterator[Applicant]:
    """Register, consent, import, verify, declare, relate, apply: through the rooms, one work a shop."""
    for number in range(count):
        with open_work() as work:
            yield _applied(work, number)


def invoices_of_shop(number: int, until: date) -> pl.DataFrame:
    """Two years of a shop: customers come back, seasons show, one in fifty invoices is voided."""
    draw = Random(number)
    size = draw.uniform(2_000, 60_000)
    rows = [
        _invoice(draw, number, size, until, month, position)
        for month in range(MONTHS)
        for position in range(A_MONTH)
    ]
    return pl.DataFrame(rows, schema=INVOICE_SCHEMA, orient="row")


def phone_of_shop(number: int) -> str:
    """One in many shops shares its phone with the next."""
    return mobile(number - number % 2 if number % _SHOPS_A_PHONE < 2 else number)


def address_of_shop(number: int) -> str:
    """Four shops stand at each address."""
    return f"测试市九九路{number // _SHOPS_AN_ADDRESS}号"


def debts_of_shop(number: int) -> list[dict[str, object]]:
    """What the owner declares; every third shop owes something already."""
    if number % 3:
        return []
    return [
        {
            "lender": "测试溪银行",
            "kind": "business_loan",
            "balance_yuan": f"{10_000 + number % 50 * 1_000}",
            "monthly_payment_yuan": f"{1_000 + number % 50 * 90}",
        }
    ]


def _applied(work: Work, number: int) -> Applicant:
    owner = _registered(
        work,
        NewSubject(
            SubjectKind.PERSON,
            f"测试{number}",
            resident_id=resident_id(_FIRST_BORN + timedelta(days=number // 900), number % 900 + 1),
            phone=phone_of_shop(number),
        ),
    )
    firm = _registered(
        work,
        NewSubject(
            SubjectKind.ENTERPRISE,
            f"测试{number}号小吃店有限公司",
            uscc=credit_code("1", number),
            phone=phone_of_shop(number),
            trade="F5213",
            operated_by=owner.id,
        ),
    )
    given = {text: _consented(work, owner.id, text) for text in _CONSENTS}
    table = TableRead("invoices.csv", FileRole.INVOICES, MONTHS * A_MONTH, MONTHS * A_MONTH, names_owner=True)
    frame = invoices_of_shop(number, work.today()).with_columns(firm=pl.lit(str(firm.id)))
    reading = InvoiceReading(frame, no_firms(), [], [], frame.height, (table,))
    _good(store_invoices(work, firm.id, given["invoices"], reading))
    _good(declare_debts(work, owner.id, debts_of_shop(number), work.today()))
    _good(relate_registration(work, firm.id, _registration(number)))
    asked = submit_application(work, NewApplication(owner.id, 20_000_000, 12, "stock", firm.id))
    assert isinstance(asked, Application), asked
    _good(verify_application(work, _Clean(work), asked))
    return Applicant(number, asked.id, firm.id)


def _invoice(
    draw: Random, number: int, size: float, until: date, month: int, position: int
) -> tuple[Any, ...]:
    is_sale = position < _SALES_A_MONTH
    partner = f"测试{'客户' if is_sale else '供应商'}{(number // 50) * 20 + draw.randint(0, 29)}"
    partner = _FROM_WHOM_ALL_BUY.get(position, partner)
    amount_fen = int(size * draw.lognormvariate(0, 0.6) * 100 * (1 if is_sale else 0.8))
    tax_fen = amount_fen * 3 // 100
    return (
        f"shop-{number}",
        f"{number:05}{month:02}{position:02}",
        until - timedelta(days=30 * month + draw.randint(1, 29)),
        "sale" if is_sale else "purchase",
        partner,
        amount_fen,
        tax_fen,
        amount_fen + tax_fen,
        draw.random() < 0.02,
    )


def _registration(number: int) -> Registration:
    return Registration(
        name=f"测试{number}号小吃店有限公司",
        uscc=credit_code("1", number),
        registered_on=date(2019, 5, 1),
        kind=None,
        capital=None,
        legal_representative=f"测试{number}",
        address=address_of_shop(number),
        business_scope=None,
        province="测试省",
        city="测试市",
    )


@dataclass(frozen=True)
class _Clean:
    """A verifier that finds nothing wrong."""

    work: Work

    def verify(self, question: Question) -> Verification:
        kind = kind_of_question(question)
        is_list = kind is VerificationKind.LIST_SCREENING
        result = VerificationResult.NO_RECORD if is_list else VerificationResult.MATCH
        return Verification(kind, result, "benchmark", None, self.work.now(), 3)


def _registered(work: Work, new: NewSubject) -> Subject:
    found = register_subject(work, new)
    assert isinstance(found, Subject), found
    return found


def _consented(work: Work, subject_id: UUID, text_id: str) -> Consent:
    shown = current_text(text_id, work.today())
    assert shown is not None
    new = NewConsent(
        subject_id,
        shown.source,
        shown.fields,
        shown.purpose,
        shown.id,
        shown.version,
        shown.hash(),
        work.now() + timedelta(days=_CONSENT_DAYS),
        separate=shown.separate,
    )
    given = give_consent(work, new)
    assert isinstance(given, Consent), given
    return given


def _good(result: object) -> None:
    assert not isinstance(result, Problem), result
