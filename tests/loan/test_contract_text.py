"""The contract in plain words: every figure from `cost`, both languages, nothing promised, nothing hidden."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from puhui.cost import Audience, Method, quote
from puhui.kernel import Text, format_percent, yuan
from puhui.loan import AgreedTerms, NewContract, terms_on
from puhui.loan.contract_words import Borrower, contract_text_on, text_hash
from puhui.loan.pricing import table_on
from puhui.rulebook import banned_expressions
from tests.loan.lending import MONTHLY, NOTARY, REVOLVING, TERM, UPFRONT

ON = date(2026, 11, 23)
BORROWER = Borrower("测试一", "9900**********0017", "9999********0012")
PUHUI = Path(__file__).resolve().parents[2] / "puhui"
BANNED = [expression for listed in banned_expressions().values() for expression in listed]


def agreed(terms: AgreedTerms = TERM, **other: object) -> NewContract:
    """An agreement of somebody made up."""
    new = NewContract(
        application_id=UUID(int=1),
        subject_id=UUID(int=2),
        product="brook_shop_loan",
        product_name=Text("溪流店铺贷", "Brook Shop Loan"),
        lender_name=Text("测试溪流银行", "Test Brook Bank"),
        lender_contact="400-000-0001",
        terms=terms,
        reference="R-1",
        purpose="stock",
    )
    return replace(new, **other)  # type: ignore[arg-type]


def told(terms: AgreedTerms = TERM, **other: object) -> Text:
    """The text as it would be signed today."""
    return contract_text_on(agreed(terms, **other), BORROWER, ON).text


def every_shape() -> Iterator[AgreedTerms]:
    """Each method, with and without fees and a prepayment fee."""
    for method in Method:
        yield replace(REVOLVING if method is Method.REVOLVING else TERM, method=method)
    yield replace(TERM, fees=(UPFRONT, NOTARY, MONTHLY), prepayment_fee_share=Decimal("0.03"))


@pytest.mark.parametrize("terms", tuple(every_shape()), ids=lambda it: f"{it.method}-{len(it.fees)}")
def test_every_figure_of_the_contract_is_the_one_of_the_cost_engine(terms: AgreedTerms) -> None:
    """Rates, totals and each instalment, to the fen, in both languages."""
    priced = quote(terms_on(terms, terms.limit_fen, ON))
    figures = [format_percent(priced.apr_simple), format_percent(priced.apr_effective)]
    figures += [f"{yuan(fen):,.2f}" for fen in (priced.total_cost_fen, priced.interest_fen, priced.fees_fen)]
    figures += [f"{yuan(it.total_fen):,.2f}" for it in priced.schedule]
    figures += [it.due.isoformat() for it in priced.schedule]
    text = told(terms)
    for figure in figures:
        assert figure in text.zh
        assert figure in text.en


@pytest.mark.parametrize("terms", tuple(every_shape()), ids=lambda it: f"{it.method}-{len(it.fees)}")
def test_both_languages_say_the_same_figures_and_leave_no_gap(terms: AgreedTerms) -> None:
    """As many clauses, the same amounts, no open placeholder, no Chinese in English but law's own."""
    text = told(terms)
    assert text.zh.count("\n\n") == text.en.count("\n\n")
    assert "{" not in text.zh + text.en
    amounts = re.compile(r"[\d,]+\.\d\d")
    assert sorted(amounts.findall(text.zh)) == sorted(amounts.findall(text.en))


@pytest.mark.parametrize("expression", BANNED)
def test_neither_contract_nor_questions_use_a_banned_expression(expression: str) -> None:
    """No promise, no urging, no bait."""
    said = "\n".join(path.read_text("utf-8") for path in sorted((PUHUI / "loan").rglob("*.yaml")))
    assert expression.lower() not in said.lower()


def test_the_lender_is_named_and_the_platform_is_not_the_lender() -> None:
    """Who lends, who is owed, and what the platform is; an own borrower reads nothing of a platform."""
    text = told()
    assert "贷款人：测试溪流银行" in text.zh
    assert "平台只提供信息和协助，不是贷款人" in text.zh
    assert "platform" not in told(reference=None).en


def test_nothing_is_deducted_where_there_is_nothing_to_deduct() -> None:
    """民法典 670: the principal is what is received."""
    assert "您到手的金额就是借款本金" in told().zh
    assert "interest nor any fee is deducted" in told().en


def test_fees_that_are_deducted_are_named_with_payee_and_what_is_received() -> None:
    """¥100,000 less 1.5 % and ¥300: ¥98,200.00 arrive, and the cost is measured on them."""
    text = told(replace(TERM, fees=(UPFRONT, NOTARY)))
    assert "账户服务费；公证费，合计 1,800.00 元" in text.zh
    assert "账户服务费（测试溪流银行，放款时一次）；公证费（测试公证处，放款时一次）" in text.zh
    assert "您到手 98,200.00 元" in text.zh
    assert "一次提取，不分次提款" in text.zh
    assert "you receive 98,200.00 yuan" in text.en


def test_paying_back_early_is_always_possible_and_its_price_is_said() -> None:
    """民法典 677: interest to the day; a fee only where one was agreed."""
    assert "不收违约金，利息只算到还款当日（民法典第677条）" in told().zh
    dear = told(replace(TERM, prepayment_fee_share=Decimal("0.03")))
    assert "3.00% 的违约金" in dear.zh
    assert "不收违约金" not in dear.zh


def test_what_being_late_costs_and_where_to_complain_are_in_it() -> None:
    """The penalty rate in full, the order of a repayment, the two channels and the courts."""
    text = told()
    assert "逾期部分按年利率18.00%（合同利率上浮50%）计收" in text.zh
    assert "12378" in text.zh
    assert "400-000-0001" in text.en
    assert "民法典第561条" in text.zh
    assert "人民法院" in text.zh


def test_the_threshold_of_entrusted_payment_follows_the_borrower() -> None:
    """¥500,000 for a person's business, ¥10 million for an enterprise."""
    assert "单笔超过 500,000.00 元" in told().zh
    assert "单笔超过 10,000,000.00 元" in told(audience=Audience.ENTERPRISE).zh


def test_a_flat_fee_loan_says_that_its_rate_is_not_its_cost() -> None:
    """等本等息: charged on the original amount, so the nominal rate misleads, and the contract says so."""
    text = told(replace(TERM, method=Method.FLAT))
    assert "真实成本更高" in text.zh
    assert "（单利），利息按" not in text.zh


def test_the_same_agreement_gives_the_same_hash_and_a_fen_gives_another() -> None:
    """What was read is what is signed."""
    first, again = (contract_text_on(agreed(), BORROWER, ON) for _ in range(2))
    assert first.hash == again.hash == text_hash(first.text.zh, first.text.en)
    dearer = contract_text_on(agreed(replace(TERM, limit_fen=10_000_001)), BORROWER, ON)
    assert dearer.hash != first.hash


def test_the_cost_table_is_the_one_for_its_reader_and_names_what_a_breach_costs() -> None:
    """Persons read the table of 金规〔2026〕2号, enterprises the list; a breach is apart."""
    person = table_on(agreed(replace(TERM, prepayment_fee_share=Decimal("0.03"))), ON)
    assert person.title.zh == "个人贷款综合融资成本明示表"
    assert [it.name.zh for it in person.contingent] == ["罚息", "提前还款违约金"]
    assert table_on(agreed(audience=Audience.ENTERPRISE), ON).title.zh == "企业贷款综合融资成本清单"
