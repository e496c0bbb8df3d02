"""A table of firms through `puhui identify size`: good rows answered, bad rows answered too."""

import csv
import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from puhui.app.cli.identify.size import size
from puhui.identify.size import columns_in
from puhui.kernel import Problem

HEADER = "企业名称,行业代码,从业人员,income_wan,assets_wan,established_on,income_months"


def run(
    folder: Path, text: str | bytes, *options: str, name: str = "firms.csv"
) -> tuple[Result, list[dict[str, str]]]:
    source, out = folder / name, folder / "sizes.csv"
    content = text.encode() if isinstance(text, str) else text
    source.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    result = CliRunner().invoke(
        size, ["--in", str(source), "--out", str(out), "--as-of", "2026-11-23", *options]
    )
    rows = list(csv.DictReader(out.open(encoding="utf-8"))) if out.exists() else []
    return result, rows


def test_every_row_is_answered_and_its_columns_stay(tmp_path: Path) -> None:
    """A kitchen, a builder, a bank."""
    rows = "测试小吃店,6210,9,600,,,\n测试建筑,E47,,80000,79999,,\n测试农商行,J66,5,1,1,,\n"
    result, told = run(tmp_path, f"{HEADER}\n{rows}")
    assert result.exit_code == 0
    assert [row["size_class"] for row in told] == ["微", "中", "NOT_APPLICABLE"]
    assert told[0]["企业名称"] == "测试小吃店" and told[0]["group"] == "餐饮业"
    assert "9人" in told[0]["evidence"] and "小10" in told[0]["evidence"] and "91号" in told[0]["evidence"]
    assert "nfra" not in told[0]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("测试,,5,1,1,,", "行业代码"),
        ("测试,9999,5,1,1,,", "不在《国民经济行业分类》"),
        ("测试,6210,五,1,1,,", "employees"),
        ("测试,6210,-5,1,1,,", "employees"),
        ("测试,6210,5.5,1,1,,", "employees"),
        ("测试,6210,5,NaN1,1,,", "income_wan"),
        ("测试,6210,5,1e400,1,,", "income_wan"),
        ("测试,6210,5,1,1,2026-02-30,", "established_on"),
        ("测试,6210,5,1,1,2027-01-01,", "成立日期晚于"),
        ("测试,6210,5,1,1,,13", "income_months"),
        ("测试", "行业代码"),
    ],
)
def test_a_bad_row_answers_for_itself(tmp_path: Path, row: str, said: str) -> None:
    """It says what to correct, and the row behind it is answered all the same."""
    result, told = run(tmp_path, f"{HEADER}\n{row}\n测试面馆,6210,9,600,,,\n")
    assert result.exit_code == 0 and len(told) == 2
    assert told[0]["status"] == "wrong_input" and said in told[0]["why"]
    assert told[1]["size_class"] == "微"


def test_a_table_from_a_chinese_spreadsheet_reads_as_well(tmp_path: Path) -> None:
    """GBK, full-width digits, thousands commas, yuan, a code that became a number, a day with strokes."""
    text = '企业名称,行业代码,从业人员,营业收入,成立日期\r\n测试农场,1,３０,"￥5,000,000",2019/3/1\r\n'
    text += "测试面馆,6210.0,30人,1000000,\r\n"
    _, told = run(tmp_path, text.encode("gb18030"))
    assert [row["size_class"] for row in told] == ["中", "小"]
    assert "500万元" in told[0]["evidence"]


def test_the_answers_of_industry_inference_read_as_they_are(tmp_path: Path) -> None:
    """`class` and `division` as `puhui identify industry` writes them; several codes may stand in a cell."""
    _, told = run(tmp_path, "class,division,employees,income_wan\n,51|52,60,1500\n6210,62,9,600\n")
    assert [row["status"] for row in told] == ["ambiguous", "answered"]


def test_credit_adds_up_over_the_household_at_the_institution(tmp_path: Path) -> None:
    """900万 for the firm and 200万 for its owner are 1,100万: outside one scheme, inside another."""
    header = "industry_code,employees,income_wan,borrower_kind,credit_wan,household,institution"
    rows = "5212,20,300,enterprise,900,H1,B1\n5212,20,300,owner,200,H1,B1\n"
    rows += "5212,20,300,owner,200,H1,B2\n5212,20,300,owner,x,H2,B1"
    _, told = run(tmp_path, f"{header}\n{rows}\n")
    assert [(row["nfra"], row["pboc"]) for row in told] == [
        ("no", "yes"),
        ("no", "yes"),
        ("yes", "yes"),
        ("", ""),
    ]
    assert told[3]["status"] == "wrong_input"


def test_a_packed_file_and_english(tmp_path: Path) -> None:
    """Reads .gz, tells in English on demand, counts as JSON."""
    result, told = run(tmp_path, f"{HEADER}\n测试,6210,9,600,,,\n", "--lang", "en", "--json", name="f.csv.gz")
    assert json.loads(result.stdout)["by_class"] == {"微": 1}
    assert "on the day of drawdown" in told[0]["evidence"]
    run(tmp_path, f"{HEADER}\n测试,6210,9,600,,,\n", "--lang", "zh")


@pytest.mark.parametrize(
    ("text", "said"),
    [("名称,员工\na,1\n", "行业列"), ("", "行业列"), (b"\x89PNG\r\n\x1a\n" + bytes(200), "行业列")],
)
def test_a_file_that_is_no_such_table_is_told_so(tmp_path: Path, text: str | bytes, said: str) -> None:
    """And nothing is written."""
    result, told = run(tmp_path, text)
    assert result.exit_code == 2 and said in result.stderr and not told


def test_wrong_rows_can_fail_a_script(tmp_path: Path) -> None:
    """--strict ends with 4."""
    assert run(tmp_path, f"{HEADER}\n测试,,,,,,\n", "--strict")[0].exit_code == 4


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    """Nor is another kind of file pretended."""
    source = tmp_path / "firms.csv"
    source.write_text(f"{HEADER}\n")
    assert CliRunner().invoke(size, ["--in", str(source), "--out", str(source)]).exit_code == 2
    assert CliRunner().invoke(size, ["--in", str(source), "--out", str(tmp_path / "x.docx")]).exit_code == 2
    assert (
        CliRunner()
        .invoke(size, ["--in", str(tmp_path / "no.csv"), "--out", str(tmp_path / "x.csv")])
        .exit_code
        == 2
    )
    assert source.read_text() == f"{HEADER}\n"


def test_columns_are_found_by_either_language() -> None:
    """Blanks, capitals and a byte-order mark do not matter."""
    found = columns_in(["\ufeffIndustry_Code", "营业收入（万元）", " 从业人员 "])
    assert found == {"industry_code": 0, "income_wan": 1, "employees": 2}
    assert isinstance(columns_in(["a"]), Problem)
