"""Tables in and out by suffix: CSV, Parquet, JSON Lines, each of the two texts also as `.gz`."""

import gzip
import io
import zlib
from pathlib import Path
from typing import Final

import polars as pl

from puhui.kernel import Problem, Text
from puhui.learn.table.broken_line import broken_csv_line, broken_json_line

_SUFFIXES: Final = (".csv", ".csv.gz", ".parquet", ".jsonl", ".jsonl.gz")
_RUNS_IN_A_SPREADSHEET: Final = r"^[=+\-@\t\r]"
_MERELY_A_NUMBER: Final = r"^[+\-]?[\d.,\s]*%?$"
_MOST_BYTES: Final = 1 << 30


def read_table(path: Path) -> pl.DataFrame | Problem:
    """The table in a file; column types are found by looking at every row."""
    suffix = _suffix(path)
    if suffix is None:
        return _unknown_suffix(path)
    try:
        if suffix == ".parquet":
            return pl.read_parquet(path)
        text = _text(_bytes(path))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, pl.exceptions.PolarsError) as error:
        return _unreadable(path, error)
    return _parsed(path, text, is_csv=".csv" in suffix)


def _parsed(path: Path, text: str, *, is_csv: bool) -> pl.DataFrame | Problem:
    try:
        if is_csv:
            return pl.read_csv(text.encode(), infer_schema_length=None)
        return pl.read_ndjson(text.encode(), infer_schema_length=None)
    except pl.exceptions.PolarsError as error:
        where = broken_csv_line(text) if is_csv else broken_json_line(text)
        return _unreadable(path, error) if where is None else _broken(path, where)


def write_table(frame: pl.DataFrame, path: Path, *, mark: bytes = b"") -> Problem | None:
    """Write beside the place and move there; a half-written table is never found. `mark` goes before it.

    In a CSV, text that a spreadsheet would run as a formula gets an apostrophe before it; nothing else is
    touched, and Parquet and JSON keep every text as it is, because nobody opens those by a double click.
    """
    suffix = _suffix(path)
    if suffix is None:
        return _unknown_suffix(path)
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(mark + _encoded(frame, suffix))
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        return _unreadable(path, error)
    return None


def _without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Text columns with an apostrophe before what would run.

    >>> _without_formulas(pl.DataFrame({"firm": ["=1+1", "-2.5", "测试小吃店"]}))["firm"].to_list()
    ["'=1+1", '-2.5', '测试小吃店']
    """
    text = pl.selectors.string()
    runs = text.str.contains(_RUNS_IN_A_SPREADSHEET) & ~text.str.contains(_MERELY_A_NUMBER)
    return frame.with_columns(pl.when(runs).then("'" + text).otherwise(text).name.keep())


def _suffix(path: Path) -> str | None:
    name = path.name.lower()
    return next((suffix for suffix in reversed(_SUFFIXES) if name.endswith(suffix)), None)


def _text(raw: bytes) -> str:
    """UTF-8, or GB18030 as spreadsheets on Chinese machines write it."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _bytes(path: Path) -> bytes:
    if not path.name.lower().endswith(".gz"):
        return path.read_bytes()
    with gzip.open(path) as packed:
        unpacked = packed.read(_MOST_BYTES + 1)
    if len(unpacked) > _MOST_BYTES:
        raise EOFError("more than a table ever is")
    return unpacked


def _encoded(frame: pl.DataFrame, suffix: str) -> bytes:
    buffer = io.BytesIO()
    if suffix == ".parquet":
        frame.write_parquet(buffer)
    elif ".csv" in suffix:
        _without_formulas(frame).write_csv(buffer)
    else:
        frame.write_ndjson(buffer)
    return gzip.compress(buffer.getvalue(), mtime=0) if suffix.endswith(".gz") else buffer.getvalue()


def _unknown_suffix(path: Path) -> Problem:
    names = "、".join(_SUFFIXES)
    return Problem(
        "table.suffix",
        Text(
            f"不认识的表格后缀，可用：{names}。", f"Unknown kind of table; use one of {', '.join(_SUFFIXES)}."
        ),
        Text("请换一个后缀。", "Use another suffix."),
        str(path),
    )


def _broken(path: Path, where: Text) -> Problem:
    fix = Text("请改好这一行后再试。", "Correct this line and try again.")
    return Problem("table.broken", where, fix, str(path))


def _unreadable(path: Path, error: Exception) -> Problem:
    kind = type(error).__name__
    return Problem(
        "table.unreadable",
        Text(f"表格读写失败（{kind}）。", f"The table could not be read or written ({kind})."),
        Text("请检查路径、权限和内容。", "Check the path, the permissions and the content."),
        str(path),
    )
