"""A package as the platform would send it, and an institution that can decide about it, in one process."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from puhui.app.outside import Outside
from puhui.app.party import Party, shipped_institution
from puhui.cost import Terms, quote
from puhui.decision import Decider, DecisionOwner, shipped_policy
from puhui.decision.brought import VERSION
from puhui.evidence import (
    HttpProvider,
    Verification,
    VerificationKind,
    VerificationResult,
)
from puhui.evidence.verification import Question, kind_of_question
from puhui.exchange import (
    ApplicationPackage,
    NewPartner,
    Received,
    add_partner,
    new_keys,
    receive_package,
)
from puhui.exchange.bureau import HttpBureau
from puhui.exchange.bureau.standin.books import Books
from puhui.exchange.bureau.standin.desk import DirectLine
from puhui.exchange.package.model import Asked, ConsentShown, CreditData, OfferShown, Who
from puhui.ground import Work
from puhui.intake import consent_texts
from puhui.kernel import Problem, Text, new_id
from tests.decision.making import SCORECARD, firm

BROOK = "test_brook_bank"
CRA = "test_cra_one"


def lender(code: str = BROOK) -> Party:
    """A made-up institution that decides with the tests' scorecard."""
    return replace(
        shipped_institution(code),
        decider=Decider(DecisionOwner.INSTITUTION, shipped_policy(), SCORECARD),
    )


@dataclass
class Verifier:
    """Answers what it was told to; everything is well unless it is said otherwise."""

    work: Work
    answers: Mapping[VerificationKind, VerificationResult] = field(default_factory=dict)

    def verify(self, question: Question) -> Verification:
        """The answer, at once."""
        kind = kind_of_question(question)
        clean = VerificationKind.LIST_SCREENING
        well = VerificationResult.NO_RECORD if kind is clean else VerificationResult.MATCH
        return Verification(kind, self.answers.get(kind, well), "test", None, self.work.now(), 3)


@dataclass
class Town:
    """The world outside one institution: its bureau counts what it is asked."""

    books: Books
    outside: Outside

    @classmethod
    def around(cls, work: Work, **answers: VerificationResult) -> "Town":
        """A bureau with nothing against anybody, and a verifier who says yes."""
        books = Books(work.clock, CRA, None)
        verifier: Any = Verifier(work, {VerificationKind(kind): it for kind, it in answers.items()})
        provider: HttpProvider = verifier
        bureau = HttpBureau(DirectLine(books), BROOK)
        return cls(books, Outside(provider=provider, bureau=bureau))

    def left_for(self, recipient: str = BROOK, **changes: float | None) -> CreditData:
        """The platform's figures about a steady shop, left for one recipient."""
        features = {**firm().features, **changes}
        parcel = {
            "version": VERSION,
            "as_of": "2026-11-23",
            "features": features,
            "evidence": {"books_own": True, "books_whole": True},
            "advice": {"outcome": "approve", "limit_fen": 20_000_000, "annual_rate": "0.085", "band": "B"},
        }
        platform = HttpBureau(DirectLine(self.books), "platform")
        left = platform.deposit(parcel, recipient, str(UUID(int=7)))
        assert not isinstance(left, Problem), left
        return CreditData(left.via_cra_id, left.parcel)


def met(work: Work) -> None:
    """Register the platform with the institution at work."""
    new = NewPartner(
        institution=BROOK,
        name=Text("普惠演示平台（虚构）", "Puhui demonstration platform (made up)"),
        base_url="http://127.0.0.1:8000",
        page_host="127.0.0.1:8000",
        public_key=new_keys().public_key_text,
        cra_ids=(CRA,),
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 12, 31),
        is_platform=True,
    )
    added = add_partner(work, new)
    assert not isinstance(added, Problem), added


def package(
    work: Work,
    credit: CreditData | None,
    *,
    amount_fen: int = 10_000_000,
    rate: str = "0.0720",
    months: int = 12,
    name: str = "测试一",
) -> ApplicationPackage:
    """测试小吃店有限公司 wants ¥100,000 for a year on the plain shop loan."""
    party = shipped_institution(BROOK)
    product = next(it for it in party.catalogue.products if it.code == "brook_shop_loan")
    priced = quote(
        Terms(amount_fen, months, product.method, Decimal(rate), work.today(), (), product.day_count)
    )
    text = consent_texts()["institution", "2026-11-01"]
    return ApplicationPackage(
        package_id=new_id(),
        version=1,
        institution=BROOK,
        pseudonym="p-test-0001",
        application=Asked(amount_fen, months, "stock", "enterprise"),
        product=product.code,
        offer=OfferShown(
            amount_fen, months, Decimal(rate), priced.apr_simple, priced.total_cost_fen, work.today()
        ),
        identity=Who(
            name,
            resident_id="990000199001010017",
            phone="16000000001",
            business_name="测试小吃店有限公司",
            uscc="91990000MA00TEX70J",
            region="990000",
            trade="6210",
        ),
        consent=ConsentShown(
            UUID(int=7),
            text.id,
            text.version,
            text.hash(party.institution.name.zh, party.institution.contact),
            text.fields,
            text.purpose,
            work.now() + timedelta(days=30),
        ),
        credit_data=credit,
        advice_owner="platform_advisory",
        test=True,
    )


def received(work: Work, sent: ApplicationPackage) -> Received:
    """A package that the institution accepts."""
    taken = receive_package(work, sent)
    assert isinstance(taken, Received), taken
    return taken
