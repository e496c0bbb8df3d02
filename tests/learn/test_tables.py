"""Tables go in and out by suffix and lose nothing on the way."""

from pathlib import Path

import polars as pl
import pytest

from puhui.kernel import Problem
from puhui.learn import read_table, write_table

TABLE = pl.DataFrame({"店": ["测试小吃店", "测试五金店"], "gap": [1.5, None], "n": [1, 2]})


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz", "t.parquet", "t.jsonl", "t.jsonl.gz"])
def test_there_and_back_is_the_same_table(tmp_path: Path, name: str) -> None:
    """Chinese names, missing numbers and types survive."""
    assert write_table(TABLE, tmp_path / name) is None
    read = read_table(tmp_path / name)
    assert isinstance(read, pl.DataFrame) and read.equals(TABLE)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "content"), [("t.csv.gz", b"no gzip"), ("t.parquet", b"x"), ("t.csv", b"\xff\xff\xff")]
)
def test_a_broken_file_is_a_problem(tmp_path: Path, name: str, content: bytes) -> None:
    """What was promised by the suffix is not inside."""
    (tmp_path / name).write_bytes(content)
    found = read_table(tmp_path / name)
    assert isinstance(found, Problem) and found.code == "table.unreadable"


def test_an_unknown_suffix_is_told_with_the_known_ones(tmp_path: Path) -> None:
    """Reading and writing alike."""
    for found in (read_table(tmp_path / "t.xls"), write_table(TABLE, tmp_path / "t.xls")):
        assert isinstance(found, Problem) and ".parquet" in found.what.en


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz"])
def test_a_csv_never_carries_a_formula_into_a_spreadsheet(tmp_path: Path, name: str) -> None:
    """Whatever firm id or note came in, opening the result runs nothing; numbers stay numbers."""
    firms = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "-2.5", "E1"]
    assert write_table(pl.DataFrame({"firm": firms, "n": [-1] * 7}), tmp_path / name) is None
    read = read_table(tmp_path / name)
    assert isinstance(read, pl.DataFrame)
    assert read["firm"].to_list() == [*(f"'{firm}" for firm in firms[:5]), "-2.5", "E1"]
    assert read["n"].to_list() == [-1] * 7


def test_other_forms_keep_every_text_as_it_is(tmp_path: Path) -> None:
    """Parquet is read by programs, which join on the id as it was written."""
    table = pl.DataFrame({"firm": ["=1+1"]})
    assert write_table(table, tmp_path / "t.parquet") is None
    assert pl.read_parquet(tmp_path / "t.parquet").equals(table)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", "firm,x\nE1,2\nE2,3,4\n", "Line 3 has 3 fields"),
        ("t.jsonl", '{"x": 1}\n[2]\n', "Line 2 is not a JSON object"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, name: str, content: str, said: str) -> None:
    """One line in a hundred thousand is found by its number, not by trying."""
    (tmp_path / name).write_text(content)
    found = read_table(tmp_path / name)
    assert isinstance(found, Problem) and found.code == "table.broken"
    assert said in found.what.en


def test_a_table_from_a_chinese_spreadsheet_is_read(tmp_path: Path) -> None:
    """GBK, as it is saved there."""
    (tmp_path / "t.csv").write_bytes("店,n\n测试小吃店,1\n".encode("gbk"))
    read = read_table(tmp_path / "t.csv")
    assert isinstance(read, pl.DataFrame) and read["店"].to_list() == ["测试小吃店"]
