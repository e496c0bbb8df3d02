"""Where persons' features come from: a folder of tables, or one table that has them already.

Both are handed on in pieces that can be gone through twice: first to see how many there are of which score,
then to answer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from puhui.features import person_catalogue
from puhui.identify.industry.files.pieces import SUFFIXES, open_source, suffix_of
from puhui.identify.industry.files.troubles import no_such_suffix, not_there, unreadable
from puhui.identify.owner.files.parts import parts_of_folder
from puhui.kernel import Problem, Text

ROWS: Final = 100_000
_ID: Final = "person_id"
Pieces = Callable[[], Iterator[pl.DataFrame]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """`pieces()` begins again from the first row each time; `folder` is None for a single table."""

    pieces: Pieces
    rows: int | None
    folder: Path | None
    columns: tuple[str, ...] = ()


def gathered(source: Path, scratch: Path, rows: int = ROWS) -> Gathered | Problem:
    """A folder (its features are reckoned into `scratch`) or one table with features as columns."""
    if source.is_dir():
        return _of_folder(source, scratch, rows)
    if suffix_of(source) is None:
        return no_such_suffix(source, SUFFIXES)
    if not source.is_file():
        return not_there(source)
    return _of_table(source, rows)


def _of_folder(folder: Path, scratch: Path, rows: int) -> Gathered | Problem:
    found = parts_of_folder(folder, scratch, rows)
    if isinstance(found, Problem):
        return found
    return Gathered(lambda: (pl.read_parquet(part) for part in found.files()), found.persons, folder)


def _of_table(path: Path, rows: int) -> Gathered | Problem:
    try:
        columns = _scan(path).collect_schema().names()
    except (OSError, pl.exceptions.PolarsError, UnicodeDecodeError):
        opened = open_source(path, 1)
        if isinstance(opened, Problem):
            return opened
        columns = list(opened.columns)
    known = [feature.name for feature in person_catalogue() if feature.name in columns]
    if not known:
        return _no_features(path)
    return Gathered(lambda: _pieces(path, rows), None, None, tuple(columns))


def _pieces(path: Path, rows: int) -> Iterator[pl.DataFrame]:
    """Fast where the file is clean UTF-8; else row by row, as forgiving as the industry's files."""
    done = 0
    try:
        for frame in _scan(path).collect_batches(chunk_size=rows, maintain_order=True):
            yield _typed(frame)
            done += frame.height
    except pl.exceptions.PolarsError as error:
        if done or path.suffix == ".parquet":
            raise OSError(unreadable(path, error).code) from error
        yield from _forgiving(path, rows)


def _forgiving(path: Path, rows: int) -> Iterator[pl.DataFrame]:
    opened = open_source(path, rows)
    if isinstance(opened, Problem):
        raise OSError(opened.code)
    yield from (_typed(piece.frame) for piece in opened.pieces)


def _scan(path: Path) -> pl.LazyFrame:
    name = path.name.lower()
    if name.endswith(".parquet"):
        return pl.scan_parquet(path)
    if ".jsonl" in name:
        return pl.scan_ndjson(path, infer_schema_length=10_000)
    return pl.scan_csv(path, infer_schema=False)


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    """Features as numbers; what is no number is not known. Other columns pass through as they are."""
    known = [feature.name for feature in person_catalogue() if feature.name in frame.columns]
    numbers = frame.with_columns(pl.col(name).cast(pl.Float32, strict=False) for name in known)
    named = numbers if _ID in numbers.columns else numbers.with_row_index(_ID)
    return named.select(_ID, pl.exclude(_ID))


def _no_features(path: Path) -> Problem:
    return Problem(
        "owner.no_features",
        Text("表里没有一列是认识的特征。", "Not one column of the table is a feature that is known."),
        Text(
            "列名见 puhui identify owner --columns；也可以给一个含 person_months 等表的文件夹。",
            "puhui identify owner --columns lists them; or give a folder with person_months and the others.",
        ),
        str(path),
    )
