"""A broken row is named with file, line and column, and costs nothing of the good ones."""

import pytest

from puhui.evidence import Source
from puhui.kernel import Language
from tests.evidence.making import SALES, as_csv, codes, read, remarked, sale, sales_file


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"date": "2019-02-30"}, "row.date_invalid", "开票日期"),
        ({"date": "yesterday"}, "row.date_invalid", "开票日期"),
        ({"date": ""}, "row.date_empty", "开票日期"),
        ({"date": "2026-11-24"}, "row.date_future", "开票日期"),
        ({"date": "1993-12-31"}, "row.date_too_early", "开票日期"),
        ({"amount": "abc"}, "row.money_invalid", "金额"),
        ({"amount": "NaN"}, "row.money_invalid", "金额"),
        ({"tax": "inf"}, "row.money_invalid", "税额"),
        ({"total": "-Infinity"}, "row.money_invalid", "价税合计"),
        ({"amount": "1e400"}, "row.money_invalid", "金额"),
        ({"amount": ""}, "row.money_empty", "金额"),
        ({"amount": "1_000"}, "row.money_invalid", "金额"),
        ({"amount": "1e17"}, "row.money_absurd", "金额"),
        ({"amount": "1e308"}, "row.money_absurd", "金额"),
        ({"amount": "10000000000.01"}, "row.money_absurd", "金额"),
        ({"status": "也许有效"}, "row.status_unknown", "发票状态"),
        ({"status": ""}, "row.status_unknown", "发票状态"),
        ({"firm": "  "}, "row.firm_empty", "企业代号"),
        ({"counterparty": ""}, "row.counterparty_empty", "购方单位代号"),
        ({"number": ""}, "row.number_empty", "发票号码"),
        ({"number": "2.5117E+19"}, "row.number_damaged", "发票号码"),
    ],
)
def test_a_bad_field_is_named_and_the_others_are_read(
    changed: dict[str, object], code: str, column: str
) -> None:
    """Third row of five: the sentence says file, line and column, and what happened to the other four."""
    rows = [sale(1), sale(2), sale(3, **changed), sale(4), sale(5)]
    reading = read(sales_file(rows))
    assert reading.invoices.height == 4
    assert codes(reading) == [code]
    assert reading.problems[0].place(Language.EN) == f"sales.csv, line 4, {column}"
    assert "2 rows before it and 2 after it were read" in reading.problems[0].sentence(Language.EN)
    assert reading.rows_read == 5


def test_the_sentence_of_the_house_style() -> None:
    """The date may be quoted: it is nobody's secret, and it is what has to be corrected."""
    reading = read(sales_file([sale(1), sale(2, date="2019-02-30")]))
    assert reading.problems[0].sentence(Language.EN) == (
        "sales.csv, line 3, 开票日期: 2019-02-30 is not a date. 1 rows before it and 0 after it were read; "
        "this one was left out. Correct it and import the file again: rows already read are recognised."
    )


def test_a_slipped_column_never_puts_a_name_into_a_problem() -> None:
    """Where a name stands in the date's place, it is not repeated."""
    reading = read(sales_file([sale(date="张三的身份证")]))
    assert "张三" not in reading.problems[0].sentence(Language.ZH)


@pytest.mark.parametrize(
    "written",
    [
        "2025-03-04",
        "2025/3/4",
        "2025.03.04",
        "20250304",
        "2025年3月4日",
        "45720",
        "2025-03-04 08:09:10",
        "２０２５-03-04",
    ],
)
def test_a_date_may_be_written_in_many_ways(written: str) -> None:
    """All of these are the fourth of March 2025; 45720 is how Excel counts it."""
    assert str(read(sales_file([sale(date=written)])).invoices["issued_on"][0]) == "2025-03-04"


@pytest.mark.parametrize(
    "written", ["1,234.50", "¥1234.5", "１２３４．５０", "1234.50元", " 1234.5 ", "1.2345e3"]
)
def test_an_amount_may_be_written_in_many_ways(written: str) -> None:
    """All of these are ¥1,234.50."""
    reading = read(sales_file([sale(amount=written, tax="0", total="")]))
    assert reading.invoices.select("amount_fen", "total_fen").row(0) == (123_450, 123_450)


def test_part_of_a_fen_is_rounded_half_up_and_remarked() -> None:
    """1.005 yuan is 101 fen, not 100 as binary floats would have it."""
    reading = read(sales_file([sale(amount="1.005", tax="0", total="-1.005")]))
    assert reading.invoices.select("amount_fen", "total_fen").row(0) == (101, -101)
    assert "remark.rounded" in remarked(reading)
    assert reading.whole


@pytest.mark.parametrize(
    ("changed", "remark"),
    [
        ({"total": "103.02"}, ["remark.sum"]),
        ({"total": "103.01"}, []),
        ({"tax": "18.00", "total": "118.00"}, ["remark.tax"]),
        ({"tax": "17.00", "total": "117.00"}, []),
        ({"tax": "-3.00", "total": "97.00"}, ["remark.tax"]),
        ({"amount": "-100", "tax": "-3", "total": "-103"}, []),
    ],
)
def test_what_is_odd_is_used_and_remarked(changed: dict[str, object], remark: list[str]) -> None:
    """Sums off by more than a fen and taxes above 17 % happen on real invoices: they count, and are said."""
    reading = read(sales_file([sale(**changed)]))
    assert reading.invoices.height == 1
    assert reading.whole
    assert remarked(reading) == remark


def test_a_row_with_a_field_too_many_or_too_few_is_named() -> None:
    """A thousands comma without quotes makes nine fields of eight; nothing is cut off silently."""
    lines = as_csv(SALES, [sale(1), sale(2), sale(3)]).splitlines()
    lines[2] = lines[2].replace("100.00", "1,100.00")
    lines.append("T1,10000009,2025-03-04")
    lines.append(lines[1].replace("10000001", "10000007") + ",,")
    reading = read(Source("a.csv", content="\n".join(lines).encode()))
    assert reading.invoices["number"].to_list() == ["10000001", "10000003", "10000007"]
    assert [problem.place(Language.EN) for problem in reading.problems] == ["a.csv, line 3", "a.csv, line 5"]
    assert codes(reading) == ["row.fields", "row.fields"]


def test_blank_lines_are_nothing() -> None:
    """Empty lines and lines of commas at the end are how spreadsheets end a file."""
    text = as_csv(SALES, [sale(1)]) + "\n,,,,,,,\n  \n" + ",".join(map(str, sale(2))) + "\r\n"
    reading = read(Source("a.csv", content=text.encode()))
    assert reading.rows_read == 2
    assert reading.whole


def test_a_newline_inside_quotes_belongs_to_the_name_and_lines_stay_true() -> None:
    """The bad row after a two-line name is reported on the line where an editor shows it."""
    rows = [sale(1, counterparty="测试\n两行店"), sale(2, date="x"), sale(3)]
    reading = read(sales_file(rows))
    assert reading.invoices["counterparty"].to_list() == ["测试\n两行店", "测试小吃店"]
    assert [problem.place(Language.EN) for problem in reading.problems] == ["sales.csv, line 4, 开票日期"]


def test_a_quotation_mark_that_is_never_closed_costs_one_line() -> None:
    """The rest of the file is not swallowed."""
    rows = [sale(n) for n in range(60)]
    lines = as_csv(SALES, rows).splitlines()
    lines[5] = lines[5].replace("测试小吃店", '"测试小吃店')
    reading = read(Source("a.csv", content="\n".join(lines).encode()))
    assert reading.invoices.height == 59
    assert [(p.code, p.place(Language.EN)) for p in reading.problems] == [
        ("evidence.row.quote", "a.csv, line 6")
    ]


def test_inch_marks_in_a_name_are_just_characters() -> None:
    """5"管件 is a pipe fitting, not a quotation."""
    text = as_csv(SALES, [sale(1), sale(2)]).replace("测试小吃店", '测试5"管件店')
    reading = read(Source("a.csv", content=text.encode()))
    assert reading.whole
    assert reading.invoices["counterparty"].to_list() == ['测试5"管件店'] * 2


@pytest.mark.parametrize(
    "name",
    [
        "=cmd|'/C calc'!A0",
        "+1+1",
        "@SUM(A1)",
        "'; DROP TABLE evidence.invoice; --",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "%s%n",
    ],
)
def test_names_are_data_whatever_they_look_like(name: str) -> None:
    """Formulas, SQL and markup pass through as the text they are."""
    reading = read(sales_file([sale(counterparty=name, firm=name)]))
    assert reading.invoices.select("firm", "counterparty").row(0) == (name, name)
    assert reading.whole


def test_a_thousand_bad_rows_are_a_hundred_sentences_and_one_count() -> None:
    """Nobody reads a thousand equal sentences; none is lost in the count either."""
    rows = [sale(n, date="2025-13-01") for n in range(1000)] + [sale(2000)]
    reading = read(sales_file(rows))
    assert len(reading.problems) == 101
    assert "900 more rows between lines 102 and 1001" in reading.problems[-1].sentence(Language.EN)
    assert reading.invoices.height == 1


def test_every_fault_of_a_row_is_named_at_once() -> None:
    """A row with three faults takes one correction, not three imports."""
    reading = read(sales_file([sale(date="x", amount="y", status="z")]))
    assert codes(reading) == ["row.date_invalid", "row.status_unknown", "row.money_invalid"]


@pytest.mark.parametrize("at", [1, 150])
def test_a_stray_nul_costs_one_line_wherever_it_stands(at: int) -> None:
    """Near the top of the file as near its end."""
    lines = as_csv(SALES, [sale(n) for n in range(200)]).splitlines()
    lines[at] = lines[at].replace(",", ",\0", 1)
    reading = read(Source("sales.csv", content="\n".join(lines).encode()))
    assert reading.invoices.height == 199
    assert [one.place(Language.EN) for one in reading.problems] == [f"sales.csv, line {at + 1}"]
