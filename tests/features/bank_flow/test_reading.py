"""A statement is read as the bank wrote it."""

from datetime import date

import polars as pl
import pytest

from puhui.evidence import Source
from puhui.features.bank_flow import asked_on, flow_features, read_statement

TWO_COLUMNS = """中国测试银行 账户明细
户名：测试小吃店,,,,,
交易日期,收入金额(元),支出金额(元),账户余额,对方户名,摘要
2026-09-01,"12,000.00",,15000.00,测试客户甲,转账
2026/9/5,,3000.00,12000.00,,ATM取现
20260921,1.25,,12001.25,,批量结息
"""
ONE_COLUMN = """交易时间,交易金额,借贷标志,余额,摘要
2026-09-01 09:12:33,500.00,贷,700.00,跨行转账
2026-09-02 10:00:00,900.00,借,-200.00,POS消费
2026-09-03 10:00:00,0.30,借,-200.30,透支利息
"""


def read(text: str, encoding: str = "utf-8") -> pl.DataFrame:
    """The statement in a file of this text, without a problem."""
    found = read_statement(Source("流水.csv", content=text.encode(encoding)), "A1")
    assert not found.problems and found.rows_left_out == 0
    return found.statement


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_two_columns_for_the_sides_under_a_title(encoding: str) -> None:
    """Titles above the header are passed over; commas, brackets and three ways to write a day are
    understood."""
    rows = read(TWO_COLUMNS, encoding)
    assert rows["amount_fen"].to_list() == [1_200_000, -300_000, 125]
    assert rows["on"].to_list() == [date(2026, 9, 1), date(2026, 9, 5), date(2026, 9, 21)]
    assert rows["channel"].to_list() == ["transfer", "cash", "bank"]
    assert rows["purpose"].to_list() == [None, None, "interest"]
    assert rows["counterparty"].to_list() == ["测试客户甲", None, None]


def test_one_column_and_a_mark_of_the_side() -> None:
    """借 goes out and 贷 comes in, as a bank sees its debt; penalty interest is known by its words."""
    rows = read(ONE_COLUMN)
    assert rows["amount_fen"].to_list() == [50_000, -90_000, -30]
    found = flow_features(rows, asked_on(["A1"], date(2026, 9, 10))).row(0, named=True)
    assert (found["flow_penalty_interest_count"], found["flow_below_zero_days"]) == (1, 8)
    assert found["flow_card_out_count"] == 1


def test_signed_amounts_need_no_mark() -> None:
    """A minus says it went out."""
    rows = read("日期,金额\n2026-09-01,100\n2026-09-02,-40\n")
    assert rows["amount_fen"].to_list() == [10_000, -4_000] and rows["balance_fen"].null_count() == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("日期,金额\n2026-09-01,100\n2026-09-02,40\n", "flow.file.side"),
        ("日期,收入\n2026-09-01,100\n", "flow.file.columns"),
        ("开票日期,税额\n2026-09-01,100\n", "flow.file.columns"),
    ],
)
def test_what_is_not_said_is_not_guessed(text: str, code: str) -> None:
    """Neither a side nor a column is made up; the problem names the file and what to do."""
    found = read_statement(Source("流水.csv", content=text.encode()), "A1")
    assert [one.code for one in found.problems] == [code] and found.statement.is_empty()
    assert "流水.csv" in found.problems[0].sentence()


def test_a_row_that_cannot_be_read_is_left_out_and_counted() -> None:
    """The thirtieth of February is no day; the rows around it stay."""
    text = "日期,金额\n2026-02-28,-1\n2026-02-30,5\n2026-03-01,2\n"
    found = read_statement(Source("流水.csv", content=text.encode()), "A1")
    assert found.statement.height == 2 and found.rows_left_out == 1
    assert [one.code for one in found.problems] == ["flow.file.rows"]
    assert "3" in found.problems[0].sentence()
