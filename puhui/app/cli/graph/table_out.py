"""A long table written piece by piece: beside its place, and moved there when it is whole."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

import polars as pl

from puhui.kernel import Problem, Text

_RUNS: Final = r"^[=+\-@\t\r]"
_MERELY_A_NUMBER: Final = r"^[+\-]?[\d.,\s]*%?$"


def write_blocks(out: Path, frames: Iterator[pl.DataFrame]) -> Problem | None:
    """CSV, `.csv.gz`, JSON Lines or Parquet by suffix."""
    name = out.name.lower()
    beside = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".parquet"):
            _parquet(beside, frames)
        elif name.endswith((".csv", ".csv.gz", ".jsonl", ".jsonl.gz")):
            opened: Any = gzip.open if name.endswith(".gz") else open
            with opened(beside, "wb") as file:
                _text(file, frames, csv=".csv" in name)
        else:
            return _SUFFIX.at(out.name)
        beside.replace(out)
    except OSError:
        beside.unlink(missing_ok=True)
        return _UNWRITABLE.at(str(out))
    return None


def _text(file: IO[bytes], frames: Iterator[pl.DataFrame], *, csv: bool) -> None:
    for number, frame in enumerate(frames):
        if csv:
            _without_formulas(frame).write_csv(file, include_header=number == 0)
        else:
            frame.write_ndjson(file)


def _parquet(beside: Path, frames: Iterator[pl.DataFrame]) -> None:
    pieces = beside.with_name(f"{beside.name}s")
    pieces.mkdir()
    try:
        for number, frame in enumerate(frames):
            frame.write_parquet(pieces / f"{number:06}.parquet")
        pl.scan_parquet(pieces).sink_parquet(beside)
    finally:
        shutil.rmtree(pieces)


def _without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Text that a spreadsheet would run gets an apostrophe before it; numbers stay as they are."""
    text = pl.selectors.string()
    runs = text.str.contains(_RUNS) & ~text.str.contains(_MERELY_A_NUMBER)
    return frame.with_columns(pl.when(runs).then("'" + text).otherwise(text).name.keep())


_SUFFIX: Final = Problem(
    "graph.table.invalid",
    Text("不认识的文件后缀。", "The file's suffix is not known."),
    Text("请用 .csv、.csv.gz、.parquet 或 .jsonl。", "Use .csv, .csv.gz, .parquet or .jsonl."),
)
_UNWRITABLE: Final = Problem(
    "graph.table.invalid",
    Text("写不了这个文件。", "The file cannot be written."),
    Text("请核对路径和权限。", "Check path and permissions."),
)
