"""The cost table shows every cost once, in both languages, and its hash is a promise about what was shown."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from puhui.cost import (
    RENEWAL_WITHOUT_REPAYMENT,
    Audience,
    ContingentItem,
    CostTable,
    Fee,
    Method,
    Terms,
    cost_table,
    parse_fee,
    penalty_terms,
    quote,
)
from puhui.kernel import Text
from puhui.rulebook import rulebook

SIGNED = date(2026, 8, 3)


def fees(*written: str) -> tuple[Fee, ...]:
    return tuple(fee for fee in map(parse_fee, written) if isinstance(fee, Fee))


TERMS = Terms(
    10_000_000,
    12,
    Method.EQUAL_INSTALMENT,
    Decimal("0.14"),
    SIGNED,
    fees(
        "name=担保费,payee=guarantor,payee_name=测试担保,each=0.4%",
        "upfront:300",
        "name=提前还款违约金,contingent=3%",
    ),
)


def table(**changes: object) -> CostTable:
    penalty = ContingentItem(
        Text("罚息", "Penalty interest"), penalty_terms(TERMS.annual_rate, Decimal("0.5")), "测试银行"
    )
    seconds = int(rulebook().on(SIGNED).value("disclosure.reading_seconds"))
    return cost_table(quote(TERMS), "测试银行", contingent=(penalty,), reading_seconds=seconds, **changes)  # type: ignore[arg-type]


def test_the_lines_add_up_to_the_total_and_to_the_yearly_cost() -> None:
    """Amounts sum to the total cost, annualised lines to the simple yearly cost: nothing is hidden."""
    shown = table()
    assert [item.name.zh for item in shown.items] == ["利息", "担保费", "服务费"]
    assert sum(item.amount_fen for item in shown.items) == shown.total_cost_fen
    assert sum(item.annualised for item in shown.items) == shown.apr_simple
    assert shown.items[1].payee == "测试担保"


def test_contingent_costs_stand_apart() -> None:
    """A prepayment fee and penalty interest are listed and change no yearly figure."""
    shown = table()
    assert [item.name.zh for item in shown.contingent] == ["提前还款违约金", "罚息"]
    assert shown.contingent[1].terms.zh == "逾期部分按年利率21.00%（合同利率上浮50%）计收"
    without = quote(replace(TERMS, fees=TERMS.fees[:2]))
    assert (shown.apr_simple, shown.total_cost_fen) == (without.apr_simple, without.total_cost_fen)


def test_the_table_says_that_nothing_else_is_charged_and_how_long_it_must_be_read() -> None:
    """The statement of 金规〔2026〕2号 and ten seconds of reading, by platform policy."""
    shown = table()
    assert "不再收取任何其他息费" in shown.statement.zh and "any other interest or fee" in shown.statement.en
    assert shown.reading_seconds == 10


def test_an_enterprise_gets_its_own_form_and_a_renewal_says_so() -> None:
    """企业贷款综合融资成本清单 for enterprises; 无还本续贷 as a note."""
    shown = table(audience=Audience.ENTERPRISE, notes=(RENEWAL_WITHOUT_REPAYMENT,))
    assert shown.title.zh == "企业贷款综合融资成本清单"
    assert "无还本续贷" in shown.notes[0].zh


def test_the_same_table_has_the_same_hash_and_a_changed_fen_another() -> None:
    """Canonical JSON: the same bytes for the same table; any change shows."""
    shown = table()
    assert shown.document_hash() == table().document_hash()
    assert len(shown.document_hash()) == 64
    assert replace(shown, total_cost_fen=shown.total_cost_fen + 1).document_hash() != shown.document_hash()


@pytest.mark.parametrize("method", list(Method))
def test_every_method_can_be_disclosed(method: Method) -> None:
    """Interest is one line with its collection method in both languages, whatever the method."""
    shown = cost_table(quote(replace(TERMS, method=method)), "测试银行")
    assert shown.items[0].collected.zh and shown.items[0].collected.en
