"""`puhui evidence link`: from a person's own tables to answers with reasons."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from puhui.app.cli import main

pytest.importorskip("splink", reason="the extra `linkage` is not installed")

ROWS = """编号,企业名称,备注
1,成都示例汽車修理有限公司,甲
2,成都示例汽修公司,乙
3,成都示例塑料一厂,
4,成都示例塑料二厂,
5,成都示例汽车修理有限公司锦江分公司,
"""


def run(*arguments: str | Path) -> Result:
    """The command with these arguments."""
    return CliRunner().invoke(main, ["evidence", "link", *map(str, arguments)])


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    """A table of made-up firms, in GBK as spreadsheets write it."""
    path = tmp_path / "firms.csv"
    path.write_bytes(ROWS.encode("gbk"))
    return path


def test_a_table_comes_back_with_its_clusters(firms: Path, tmp_path: Path) -> None:
    """Every row and column stays; beside it what it is one with, and why."""
    out = tmp_path / "out.csv"
    ran = run("--in", firms, "--out", out, "--explain", "largest")
    assert ran.exit_code == 0, ran.output
    table = pl.read_csv(out, infer_schema_length=0)
    assert table.columns[:3] == ["编号", "企业名称", "备注"]
    assert table["cluster"].to_list() == ["1", "1", "3", "4", "5"]
    assert table["enterprise"].to_list() == ["1", "1", "3", "4", "1"]
    assert "分支" in table["why"][4]
    assert "登记主体" in ran.output
    assert "示例" not in ran.output


def test_two_tables_are_linked_with_reasons_in_english(firms: Path, tmp_path: Path) -> None:
    """`--with` answers a match, how sure, and whether it is the branch of it."""
    asked, out, pairs = tmp_path / "asked.csv", tmp_path / "out.csv", tmp_path / "pairs.csv"
    asked.write_text("name\n示例（成都）汽修有限公司\n成都示例塑料三厂\n", encoding="utf-8")
    ran = run("--in", asked, "--with", firms, "--out", out, "--pairs", pairs, "--lang", "en")
    assert ran.exit_code == 0, ran.output
    table = pl.read_csv(out, infer_schema_length=0)
    assert table["status"].to_list() == ["same", "none"]
    assert table["match"].to_list()[0] in {"1", "2"}
    assert "same brand" in table["why"][0]
    assert {"left", "right", "probability", "why"} <= set(pl.read_csv(pairs).columns)


def test_judgements_from_a_file_are_followed(firms: Path, tmp_path: Path) -> None:
    """Rows 1 and 2 are judged apart and stay apart."""
    judged, out = tmp_path / "judged.csv", tmp_path / "out.csv"
    judged.write_text("left,right,verdict,by,why,at\n1,2,not_same,clerk,sibling_firm,2026-11-23\n", "utf-8")
    ran = run("--in", firms, "--out", out, "--judgements", judged, "--json")
    assert ran.exit_code == 0, ran.output
    assert pl.read_csv(out, infer_schema_length=0)["cluster"].to_list()[:2] == ["1", "2"]
    assert json.loads(ran.stdout)["cluster"] == 5


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"firm,scope\n1,2\n", 2, "name"),
        (b"", 2, ""),
        ('name\n测试小吃店\n"没有结束的引号\n测试面馆\n'.encode(), 4, ""),
    ],
)
def test_bad_tables_get_a_clear_answer(tmp_path: Path, content: bytes, code: int, said: str) -> None:
    """A missing column, an empty file, a broken line: a sentence and an exit code, never a trace."""
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    ran = run("--in", path, "--out", tmp_path / "out.csv", "--lang", "en")
    assert ran.exit_code == code, ran.output
    assert said in ran.output
    assert "Traceback" not in ran.output


def test_an_excel_and_a_parquet_file_are_read_too(firms: Path, tmp_path: Path) -> None:
    """Parquet keeps its types; the answer may be Parquet as well."""
    table = pl.DataFrame({"id": [7, 8], "name": ["成都示例贸易有限公司", "示例（成都）贸易有限公司"]})
    table.write_parquet(tmp_path / "firms.parquet")
    out = tmp_path / "out.parquet"
    ran = run("--in", tmp_path / "firms.parquet", "--out", out)
    assert ran.exit_code == 0, ran.output
    assert pl.read_parquet(out)["cluster"].to_list() == ["7", "7"]
