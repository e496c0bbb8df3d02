"""A made-up borrower on the way to a loan: each step can be taken by itself, or all of them at once."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal

from puhui.cost import Audience, DayCount, Fee, FeeBasis, FeeTiming, Method, PayeeType
from puhui.evidence import Verification, VerificationResult
from puhui.evidence.verification import Question, kind_of_question
from puhui.ground import Actor, ActorKind, Mode, Work
from puhui.intake import Application, NewApplication, submit_application
from puhui.kernel import FixedClock, Language, Problem, Text
from puhui.loan import (
    AgreedTerms,
    Contract,
    ContractState,
    Disclosure,
    NewAccount,
    NewContract,
    answer_suitability,
    bind_account,
    confirm_cost_table,
    contract_text,
    draft_contract,
    show_cost_table,
    sign_contract,
    suitability_questions,
)
from puhui.matching import NamedFee
from tests.conftest import NOW
from tests.evidence.subjects import OWNER, consented, registered

LENDER = "test_brook_bank"
CLERK = Actor("clerk-990000", ActorKind.PERSON, frozenset({"admin"}), Mode.TEST, institution=LENDER)
CARD = "9999000000000012"
ACCOUNT = NewAccount("测试一", CARD, "13800000000")
REVOLVING = AgreedTerms(
    limit_fen=10_000_000,
    months=12,
    method=Method.REVOLVING,
    annual_rate=Decimal("0.098"),
    day_count=DayCount.ACTUAL_360,
    is_revolving=True,
)
"""¥100,000 to draw and repay at will for a year."""
TERM = AgreedTerms(
    limit_fen=10_000_000,
    months=12,
    method=Method.EQUAL_INSTALMENT,
    annual_rate=Decimal("0.12"),
    day_count=DayCount.THIRTY_360,
)
"""¥100,000 in twelve equal instalments."""
UPFRONT = NamedFee(
    Fee(
        "账户服务费",
        "测试溪流银行",
        PayeeType.LENDER,
        FeeTiming.UPFRONT,
        FeeBasis.PRINCIPAL,
        share=Decimal("0.0150"),
    ),
    Text("账户服务费", "Account service fee"),
    Text("测试溪流银行", "Test Brook Bank"),
)
NOTARY = NamedFee(
    Fee("公证费", "测试公证处", PayeeType.NOTARY, FeeTiming.UPFRONT, amount_fen=30_000),
    Text("公证费", "Notary fee"),
    Text("测试公证处", "Test Notary Office"),
)
MONTHLY = NamedFee(
    Fee(
        "担保费",
        "测试担保公司",
        PayeeType.GUARANTOR,
        FeeTiming.EACH,
        FeeBasis.PRINCIPAL,
        share=Decimal("0.0020"),
    ),
    Text("担保费", "Guarantee fee"),
    Text("测试担保公司", "Test Guarantee"),
)


@dataclass
class Verifier:
    """Answers what it was told to."""

    result: VerificationResult = VerificationResult.MATCH
    asked: list[Question] = field(default_factory=list)

    def verify(self, question: Question) -> Verification:
        """The answer, at once."""
        self.asked.append(question)
        return Verification(kind_of_question(question), self.result, "test", "T-1", NOW, 3)


def applied(work: Work) -> Application:
    """An owner who asks for ¥100,000."""
    owner = registered(work, OWNER)
    consented(work, owner.id, "identity")
    asked = submit_application(work, NewApplication(owner.id, 10_000_000, 12, "stock"))
    assert isinstance(asked, Application), asked
    return asked


def agreed(asked: Application, terms: AgreedTerms = REVOLVING, **other: object) -> NewContract:
    """Terms for an application, from a lender of the platform's."""
    new = NewContract(
        application_id=asked.id,
        subject_id=asked.owner_id,
        product="cloud_anyday",
        product_name=Text("云朵随借随还", "Cloud Any-Day Credit"),
        lender_name=Text("测试溪流银行", "Test Brook Bank"),
        lender_contact="400-000-0001",
        terms=terms,
        reference="R-1",
        audience=Audience.PERSON,
        purpose="stock",
    )
    return replace(new, **other)  # type: ignore[arg-type]


def drafted(work: Work, terms: AgreedTerms = REVOLVING, **other: object) -> Contract:
    """A contract that waits for its borrower."""
    return good(draft_contract(work, agreed(applied(work), terms, **other)))


def suiting(work: Work) -> dict[str, str]:
    """Answers that suit, one for each question of today."""
    return {
        question.code: next(answer.code for answer in question.answers if answer.suitable)
        for question in suitability_questions(work.today())
    }


def signed(work: Work, terms: AgreedTerms = REVOLVING, **other: object) -> Contract:
    """A contract with every step taken, the reading time waited for."""
    made = drafted(work, terms, **other)
    return signed_from(work, made)


def signed_from(work: Work, made: Contract, account: NewAccount = ACCOUNT) -> Contract:
    """The same from a draft on."""
    bound = bound_from(work, made, account)
    text = contract_text(work, bound.id)
    assert not isinstance(text, Problem), text
    return good(sign_contract(later(work), bound.id, text.hash, "测试一"), ContractState.SIGNED)


def bound_from(work: Work, made: Contract, account: NewAccount = ACCOUNT) -> Contract:
    """Everything but the signature."""
    good(answer_suitability(work, made.id, suiting(work)), ContractState.SUITABLE)
    shown = show_cost_table(work, made.id, Language.ZH)
    assert isinstance(shown, Disclosure), shown
    good(confirm_cost_table(later(work), made.id, shown.document_hash), ContractState.CONFIRMED)
    return good(bind_account(later(work), made.id, account, Verifier()), ContractState.ACCOUNT_BOUND)


def good(made: Contract | Problem, state: ContractState | None = None) -> Contract:
    """A contract that is expected to have come this far."""
    assert isinstance(made, Contract), made
    assert state is None or made.state is state
    return made


def later(work: Work, **passed: float) -> Work:
    """The same work a little later; ten seconds where nothing else is said."""
    return replace(work, clock=FixedClock(work.now() + timedelta(**(passed or {"seconds": 10}))))


def code_of(result: object) -> str:
    """The code of what is expected to be a problem."""
    assert isinstance(result, Problem), result
    return result.code
