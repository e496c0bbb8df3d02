"""What somebody already owes: checked whole, summed with care, unknown kept apart from none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.evidence import (
    Debt,
    DebtKind,
    DebtReport,
    DebtSource,
    DebtStatus,
    Source,
    debt_report,
    read_debts,
    summarise,
)
from puhui.kernel import Text
from tests.evidence.making import TODAY, as_csv

DAY = date(2026, 11, 1)


def report(*debts: Debt, source: DebtSource = DebtSource.DECLARED, as_of: date = DAY) -> DebtReport:
    return DebtReport(source, as_of, debts)


def loan(lender: str = "测试银行", balance_fen: int = 1_000_000, **changed: object) -> Debt:
    kind = changed.pop("kind", DebtKind.BUSINESS_LOAN)
    return Debt(lender, kind, balance_fen, **{"monthly_payment_fen": 100_000, **changed})  # type: ignore[arg-type]


def test_no_report_is_unknown_and_an_empty_report_is_none() -> None:
    """Nobody looked, against somebody looked and found nothing."""
    assert summarise([]) is None
    nothing = summarise([report()])
    assert nothing is not None
    assert (nothing.balance_fen, nothing.monthly_service_fen, nothing.service_known) == (0, 0, True)


def test_one_loan_named_by_both_sources_is_one_loan_at_its_worse() -> None:
    """The applicant says 10,000, the bureau 12,000 and late: it is 12,000 and late, once."""
    bureau = report(
        loan("测试银行 ", 1_200_000, monthly_payment_fen=None, overdue_days=30), source=DebtSource.BUREAU
    )
    summary = summarise([report(loan()), bureau])
    assert summary is not None
    assert (summary.balance_fen, summary.monthly_service_fen, summary.worst_overdue_days) == (
        1_200_000,
        100_000,
        30,
    )
    assert summary.lenders == 1
    assert summary.sources == {DebtSource.DECLARED, DebtSource.BUREAU}


def test_what_only_one_source_names_counts() -> None:
    """An uncle's loan is in no bureau; the bureau's card was forgotten."""
    summary = summarise(
        [
            report(loan("亲友", 500_000, kind=DebtKind.INFORMAL)),
            report(loan("测试信用卡", 300_000, kind=DebtKind.CREDIT_CARD), source=DebtSource.BUREAU),
        ]
    )
    assert summary is not None
    assert (summary.balance_fen, summary.lenders) == (800_000, 2)


def test_two_loans_of_one_lender_in_one_report_add_up() -> None:
    """Within a source equal names are several loans, not one."""
    summary = summarise([report(loan(), loan())])
    assert summary is not None
    assert (summary.balance_fen, summary.lenders) == (2_000_000, 1)


def test_only_the_newest_report_of_a_source_counts() -> None:
    """A debt repaid since is gone."""
    summary = summarise([report(loan()), report(as_of=date(2026, 11, 20))])
    assert summary is not None
    assert summary.balance_fen == 0


def test_a_guarantee_and_a_settled_loan_are_not_owed_now() -> None:
    """The guarantee is told apart; the settled one is history."""
    summary = summarise(
        [
            report(
                loan(kind=DebtKind.GUARANTEE),
                loan("b", status=DebtStatus.SETTLED),
                loan("c", 1, overdue_days=0),
            )
        ]
    )
    assert summary is not None
    assert (summary.balance_fen, summary.guarantee_fen, summary.lenders) == (1, 1_000_000, 1)


def test_a_mortgage_turns_no_stock_over_and_an_open_line_still_can() -> None:
    """¥300,000 of a line of ¥500,000 are drawn, ¥20,000 stand on a card, ¥2,000,000 on the flat."""
    summary = summarise(
        [
            report(
                loan("a", 30_000_000, limit_fen=50_000_000),
                loan("b", 2_000_000, kind=DebtKind.CREDIT_CARD, limit_fen=5_000_000),
                loan("c", 200_000_000, kind=DebtKind.MORTGAGE),
            )
        ]
    )
    assert summary is not None
    assert summary.balance_fen == 232_000_000
    assert (summary.working_capital_fen, summary.unused_lines_fen) == (32_000_000, 20_000_000)


def test_an_unknown_payment_makes_the_service_a_floor() -> None:
    """A sum with a hole in it says so."""
    summary = summarise([report(loan(), loan("b", monthly_payment_fen=None))])
    assert summary is not None
    assert (summary.monthly_service_fen, summary.service_known) == (100_000, False)


@given(st.lists(st.integers(0, 10**9), max_size=6), st.lists(st.integers(0, 10**9), max_size=6))
def test_together_is_never_less_than_either_source_alone(declared: list[int], bureau: list[int]) -> None:
    """Joining sources can only find more debt."""
    mine = report(*[loan(f"甲{n}", fen) for n, fen in enumerate(declared)])
    theirs = report(*[loan(f"甲{n}", fen) for n, fen in enumerate(bureau)], source=DebtSource.BUREAU)
    both, one, other = (summarise(reports) for reports in ([mine, theirs], [mine], [theirs]))
    assert both is not None
    assert one is not None
    assert other is not None
    assert max(one.balance_fen, other.balance_fen) <= both.balance_fen <= one.balance_fen + other.balance_fen


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"lender": " "}, "debt.lender_empty"),
        ({"kind": "赌债"}, "debt.kind_unknown"),
        ({"status": "也许"}, "debt.status_unknown"),
        ({"balance_yuan": "-1"}, "debt.amount_invalid"),
        ({"balance_yuan": ""}, "debt.amount_invalid"),
        ({"balance_yuan": "NaN"}, "debt.amount_invalid"),
        ({"balance_yuan": "1e999999"}, "debt.amount_invalid"),
        ({"balance_yuan": "1.005"}, "debt.amount_invalid"),
        ({"monthly_payment_yuan": "10000000001"}, "debt.amount_invalid"),
        ({"overdue_days": "-3"}, "debt.days_invalid"),
        ({"overdue_days": "36501"}, "debt.days_invalid"),
        ({"overdue_days": "４"}, "debt.days_invalid"),
    ],
)
def test_one_bad_debt_refuses_the_whole_list(changed: dict[str, object], code: str) -> None:
    """A debt left out would make somebody look less indebted than they are."""
    good = {"lender": "测试银行", "kind": "经营贷", "balance_yuan": "12,000.00", "status": "正常"}
    found = debt_report([good, good | changed], DebtSource.DECLARED, DAY, TODAY)
    assert isinstance(found, list)
    assert [problem.code for problem in found] == [f"evidence.{code}"]
    where = found[0].where
    assert isinstance(where, Text) and where.zh.startswith("第2笔负债 ") and where.en.startswith("debt 2, ")


def test_a_list_from_tomorrow_or_without_end_is_refused() -> None:
    """Neither can be true."""
    assert isinstance(debt_report([], DebtSource.DECLARED, date(2026, 11, 24), TODAY), list)
    assert isinstance(debt_report([{}] * 501, DebtSource.DECLARED, DAY, TODAY), list)


def test_a_list_may_come_as_csv_and_a_header_alone_says_none() -> None:
    """In Chinese, GBK, with the columns a person would write."""
    header = ["贷款机构", "种类", "余额", "月还款", "逾期天数"]
    text = as_csv(header, [["测试银行", "房贷", "480,000", "2600.5", ""]])
    found = read_debts(Source("d.csv", content=text.encode("gbk")), DebtSource.DECLARED, DAY, TODAY)
    assert isinstance(found, DebtReport)
    assert found.debts == (Debt("测试银行", DebtKind.MORTGAGE, 48_000_000, monthly_payment_fen=260_050),)
    none = read_debts(Source("d.csv", content=as_csv(header, []).encode()), DebtSource.DECLARED, DAY, TODAY)
    assert none == DebtReport(DebtSource.DECLARED, DAY, ())
    other = read_debts(Source("d.csv", content=b"a,b\n1,2\n"), DebtSource.DECLARED, DAY, TODAY)
    assert isinstance(other, list)
