"""Made-up applications in every state that a console shows: approved, referred, declined, not yet decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from puhui.decision import Kept, decide_application
from puhui.evidence import (
    VerificationKind,
    VerificationResult,
    declare_debts,
    screen,
    store_invoices,
    verify_enterprise,
    verify_person,
)
from puhui.ground import Actor, ActorKind, Ground, Mode, Work
from puhui.intake import Application, NewApplication, NewSubject, SubjectKind, submit_application
from puhui.kernel import Problem
from tests.decision.applying import CLEAN, Verifier, reading_of
from tests.evidence.subjects import consented, registered
from town import ids

OFFICER: Final = Actor("officer-990000", ActorKind.API_KEY, frozenset({"operations"}), Mode.LIVE)


@dataclass(frozen=True)
class Shop:
    """One made-up shop; what is left out or spoiled decides how it ends."""

    number: int
    name: str
    owner: str
    amount_fen: int = 20_000_000
    months: int = 12
    trade: str = "6210"
    has_invoices: bool = True
    answers: Mapping[VerificationKind, VerificationResult] = field(default_factory=lambda: CLEAN)
    is_decided: bool = True


_SOMEBODY_ELSE: Final = {**CLEAN, VerificationKind.TWO_FACTOR: VerificationResult.MISMATCH}
_LISTED: Final = {**CLEAN, VerificationKind.LIST_SCREENING: VerificationResult.MATCH}
SHOPS: Final[Mapping[str, Shop]] = {
    "approve": Shop(1, "测试小吃店", "测试甲", 20_000_000),
    "approve_small": Shop(2, "示例五金铺", "测试乙", 5_000_000, 6, "5281"),
    "refer": Shop(3, "样本服装店", "测试丙", 30_000_000, trade="5232", has_invoices=False),
    "refer_big": Shop(4, "虚构水产行", "测试丁", 80_000_000, 24, "5127", has_invoices=False),
    "decline": Shop(5, "测试运输队", "测试戊", 10_000_000, trade="5431", answers=_SOMEBODY_ELSE),
    "listed": Shop(7, "样本粮油店", "测试庚", 12_000_000, trade="5221", answers=_LISTED),
    "fresh": Shop(6, "示例理发店", "测试己", 8_000_000, trade="8040", is_decided=False),
}


def move_in(ground: Ground, shops: Mapping[str, Shop] = SHOPS) -> dict[str, UUID]:
    """Every shop applies, with its evidence, and is decided by the machine; ids of the applications."""
    found: dict[str, UUID] = {}
    for name, shop in shops.items():
        with ground.work(OFFICER) as work:
            asked = apply(work, shop)
            if shop.is_decided:
                assert isinstance(decide_application(work, asked.id), Kept)
            found[name] = asked.id
    return found


def apply(work: Work, shop: Shop) -> Application:
    """Register, consent, bring evidence, apply: on live data, as staff see it."""
    owner = registered(
        work,
        NewSubject(
            SubjectKind.PERSON,
            shop.owner,
            resident_id=ids.resident_id(date(1985, 1, 1 + shop.number % 28), shop.number),
            phone=ids.mobile(shop.number),
        ),
    )
    firm = registered(
        work,
        NewSubject(
            SubjectKind.INDIVIDUAL_BUSINESS,
            shop.name,
            uscc=ids.credit_code("2", shop.number),
            region="990000",
            trade=shop.trade,
            operated_by=owner.id,
        ),
    )
    given = {text: consented(work, owner.id, text) for text in ("invoices", "identity", "debts")}
    if shop.has_invoices:
        reading = reading_of(str(firm.id), work.today())
        assert not isinstance(store_invoices(work, firm.id, given["invoices"], reading), Problem)
    verifier = Verifier(dict(shop.answers), work)
    verify_person(work, verifier, owner.id)
    verify_enterprise(work, verifier, firm.id, owner.id)
    for subject_id in (owner.id, firm.id):
        screen(work, verifier, subject_id)
    assert not isinstance(declare_debts(work, owner.id, [], work.today()), Problem)
    wanted = NewApplication(owner.id, shop.amount_fen, shop.months, "stock", firm.id)
    asked = submit_application(work, wanted)
    assert isinstance(asked, Application), asked
    return asked
