"""Files of any size and any shape: every row answered or named, nothing half written."""

import gzip
import json
from pathlib import Path

import polars as pl
import pytest

from puhui.ground import Settings
from puhui.identify.industry import Beside, Cascade, Summary, answer_file
from puhui.identify.industry.files.pieces import Piece, open_source
from puhui.kernel import Language, Problem


def _done(summary: Summary | Problem) -> Summary:
    assert isinstance(summary, Summary), summary
    return summary


def _read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False)


def test_every_row_is_answered_or_named(cascade: Cascade, firms: Path, tmp_path: Path) -> None:
    """Empty, emoji, ten thousand characters, too many cells, too few: a clear status each, in order."""
    summary = _done(answer_file(cascade, firms, tmp_path / "out.csv"))
    statuses = _read(tmp_path / "out.csv")["status"].to_list()
    assert statuses == ["answered", "no_text", "unsure", "answered", "broken_row", "broken_row"]
    assert summary.rows == 6
    assert summary.by_status["broken_row"] == 2


def test_all_columns_that_came_pass_through(cascade: Cascade, firms: Path, tmp_path: Path) -> None:
    """With the answers behind them; what a spreadsheet would run gets an apostrophe."""
    _done(answer_file(cascade, firms, tmp_path / "out.csv"))
    table = _read(tmp_path / "out.csv")
    assert table.columns[:5] == ["name", "business_scope", "note", "division", "class"]
    assert table["note"][0] == "'=1+1"


def test_a_column_that_has_an_answers_name_stays_beside_it(cascade: Cascade, tmp_path: Path) -> None:
    """What came as `status` is `status_given` now."""
    (tmp_path / "in.csv").write_text("name,status\n测试理发店,open\n", "utf-8")
    _done(answer_file(cascade, tmp_path / "in.csv", tmp_path / "out.csv"))
    row = _read(tmp_path / "out.csv").row(0, named=True)
    assert (row["status_given"], row["status"]) == ("open", "answered")


def test_two_processes_say_what_one_says(cascade: Cascade, tmp_path: Path) -> None:
    """In the same order; only faster for long files."""
    names = [f"测试{trade}{number}号" for number in range(5) for trade in ("理发店", "鞋业", "贸易")]
    (tmp_path / "in.csv").write_text("name\n" + "\n".join(names) + "\n", "utf-8")
    beside = Beside(Settings(home=tmp_path / "home"), embed=False)
    _done(answer_file(cascade, tmp_path / "in.csv", tmp_path / "one.csv", rows=4))
    _done(answer_file(cascade, tmp_path / "in.csv", tmp_path / "two.csv", rows=4, beside=beside))
    columns = ["name", "division", "top3_divisions", "status"]
    assert _read(tmp_path / "one.csv").select(columns).equals(_read(tmp_path / "two.csv").select(columns))


def test_a_gbk_file_with_a_chinese_header_is_read(cascade: Cascade, tmp_path: Path) -> None:
    """As spreadsheets on Chinese machines write it."""
    (tmp_path / "in.csv").write_bytes("企业名称,备注\r\n测试理发店,甲\r\n".encode("gb18030"))
    summary = _done(answer_file(cascade, tmp_path / "in.csv", tmp_path / "out.csv"))
    assert summary.columns == {"name": "企业名称"}
    assert _read(tmp_path / "out.csv")["division"].to_list() == ["80"]


def test_a_byte_order_mark_is_no_part_of_a_name(cascade: Cascade, tmp_path: Path) -> None:
    """Excel puts one before its CSV."""
    (tmp_path / "in.csv").write_bytes(b"\xef\xbb\xbfname\n" + "测试理发店\n".encode())
    assert _done(answer_file(cascade, tmp_path / "in.csv", tmp_path / "out.csv")).columns == {"name": "name"}


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".parquet", ".jsonl", ".jsonl.gz"])
def test_every_kind_of_table_comes_and_goes(cascade: Cascade, tmp_path: Path, suffix: str) -> None:
    """The suffix says which."""
    frame = pl.DataFrame({"name": ["测试理发店", "测试鞋业有限公司"]})
    given, out = tmp_path / f"in{suffix}", tmp_path / f"out{suffix}"
    packed = {".csv": frame.write_csv().encode(), ".jsonl": frame.write_ndjson().encode()}
    if suffix == ".parquet":
        frame.write_parquet(given)
    elif suffix.endswith(".gz"):
        given.write_bytes(gzip.compress(packed[suffix.removesuffix(".gz")]))
    else:
        given.write_bytes(packed[suffix])
    _done(answer_file(cascade, given, out))
    source = open_source(out)
    assert not isinstance(source, Problem)
    rows = pl.concat([piece.frame for piece in source.pieces])
    assert rows["division"].to_list() == ["80", "19"]


def test_pieces_together_say_what_the_whole_says(cascade: Cascade, tmp_path: Path) -> None:
    """Where a file is cut changes no answer."""
    names = [
        f"测试{trade}{number}号" for number in range(7) for trade in ("理发店", "鞋业", "贸易", "养猪场")
    ]
    (tmp_path / "in.csv").write_text("name\n" + "\n".join(names) + "\n", "utf-8")
    _done(answer_file(cascade, tmp_path / "in.csv", tmp_path / "whole.csv"))
    _done(answer_file(cascade, tmp_path / "in.csv", tmp_path / "cut.csv", rows=5))
    assert (tmp_path / "cut.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_a_broken_line_of_json_is_named_and_the_rest_read(cascade: Cascade, tmp_path: Path) -> None:
    """One bad line costs one row."""
    (tmp_path / "in.jsonl").write_text('{"name": "测试理发店"}\n{oops\n{"name": "测试幼儿园"}\n', "utf-8")
    _done(answer_file(cascade, tmp_path / "in.jsonl", tmp_path / "out.jsonl"))
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["status"] for row in rows] == ["answered", "broken_row", "answered"]


def test_a_quote_that_is_never_closed_is_said_and_rows_before_it_are_kept(
    cascade: Cascade, tmp_path: Path
) -> None:
    """The rest of the file would be one cell of many megabytes."""
    rows = "测试理发店\n" * 3 + '"测试鞋厂\n' + "测试早餐店\n" * 800_000
    (tmp_path / "in.csv").write_text("name\n" + rows, "utf-8")
    summary = _done(answer_file(cascade, tmp_path / "in.csv", tmp_path / "out.csv"))
    assert summary.rows == 3
    assert [trouble.code for trouble in summary.troubles] == ["table.unreadable"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("in.txt", b"name\n", "table.suffix"),
        ("none.csv", None, "table.missing"),
        ("in.csv", b"", "table.empty"),
        ("in.csv", b"colour,weight\nred,3\n", "industry.no_columns"),
        ("in.parquet", b"not a parquet", "table.unreadable"),
        ("in.csv.gz", b"not packed", "table.unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem_in_words(
    cascade: Cascade, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    """What is wrong, where, and what to do; nothing is written."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    found = answer_file(cascade, tmp_path / name, tmp_path / "out.csv")
    assert isinstance(found, Problem)
    assert found.code == code
    assert found.sentence(Language.EN)
    assert not (tmp_path / "out.csv").exists()


def test_a_table_with_a_header_only_gives_a_table_with_a_header_only(
    cascade: Cascade, tmp_path: Path
) -> None:
    """No firms is not an error."""
    (tmp_path / "in.csv").write_text("name\n", "utf-8")
    assert _done(answer_file(cascade, tmp_path / "in.csv", tmp_path / "out.csv")).rows == 0
    assert _read(tmp_path / "out.csv").columns[:2] == ["name", "division"]


def test_the_result_never_overwrites_what_is_read(cascade: Cascade, firms: Path) -> None:
    """Out is in: refused before a byte is written."""
    found = answer_file(cascade, firms, firms)
    assert isinstance(found, Problem)
    assert found.code == "out.is_input"


def test_progress_grows_to_the_end_of_the_file(cascade: Cascade, firms: Path, tmp_path: Path) -> None:
    """Rows done, and which share of the file has been read."""
    told: list[tuple[int, float]] = []
    answer_file(
        cascade,
        firms,
        tmp_path / "out.csv",
        on_progress=lambda rows, share: told.append((rows, share)),
        rows=2,
    )
    assert [rows for rows, _ in told] == [2, 4, 6]
    assert told == sorted(told)
    assert told[-1][1] == pytest.approx(1.0)


def test_a_piece_keeps_its_share_between_nothing_and_all(firms: Path) -> None:
    """What a progress bar can show."""
    source = open_source(firms, rows=1)
    assert not isinstance(source, Problem)
    assert all(isinstance(piece, Piece) and 0 <= piece.share <= 1 for piece in source.pieces)
