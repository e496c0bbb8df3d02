"""A table of firms through the size rules, row by row: bounded memory, written whole or not at all."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Final

from puhui.identify.size import (
    Reader,
    Unreadable,
    columns_in,
    granted_yuan,
    household_of,
    judge_row,
    with_credit,
)
from puhui.kernel import Language, Problem, Text

_TOLD_EVERY: Final = 2000
_FIELD_BYTES: Final = 1 << 24
_SUFFIXES: Final = (".csv", ".csv.gz", ".tsv", ".txt")


@dataclass(slots=True)
class Judged:
    """What was written."""

    rows: int = 0
    wrong: int = 0
    classes: Counter[str] = field(default_factory=Counter)


def judge_table(
    source: Path, out: Path, today: date, language: Language, on_progress: Callable[[int], object]
) -> Judged | Problem:
    """Every row with its answers behind it; input columns of the answers' names give way to them."""
    trouble = _trouble(source, out)
    if trouble is not None:
        return trouble
    try:
        with _opened(source) as rows:
            header = next(rows, [])
        columns = columns_in(header)
        if isinstance(columns, Problem):
            return columns.at(source.name)
        reader = Reader(columns, today, language)
        if "household" in columns and reader.asks_schemes:
            reader = with_credit(reader, _granted(source, reader).get)
        with _opened(source) as rows:
            next(rows, None)
            return _written(rows, header, reader, out, on_progress)
    except (OSError, EOFError, UnicodeError, csv.Error) as error:
        return Problem(
            "size.file.unreadable",
            Text("文件读不下去。", "The file cannot be read to its end."),
            Text("请另存为 UTF-8 的 CSV 再试。", "Save it as CSV in UTF-8 and try again."),
            f"{source.name} ({type(error).__name__})",
        )


def _written(
    rows: Iterator[list[str]],
    header: list[str],
    reader: Reader,
    out: Path,
    on_progress: Callable[[int], object],
) -> Judged:
    judged = Judged()
    kept = [place for place, name in enumerate(header) if name not in reader.answers]
    part = out.with_name(f".{out.name}.part")
    try:
        with _writing(part, out.name.endswith(".gz")) as target:
            writer = csv.writer(target, lineterminator="\n")
            writer.writerow([*(header[place] for place in kept), *reader.answers])
            for row in rows:
                if not any(cell.strip() for cell in row):
                    continue
                answers = judge_row(row, reader)
                writer.writerow([*(row[place] if place < len(row) else "" for place in kept), *answers])
                judged.rows += 1
                judged.wrong += answers[3] == "wrong_input"
                judged.classes[answers[0] or answers[3]] += 1
                if judged.rows % _TOLD_EVERY == 0:
                    on_progress(judged.rows)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return judged


def _granted(source: Path, reader: Reader) -> dict[tuple[str, str], Decimal | None]:
    """What each household has at each institution; None where one of its rows cannot be read."""
    granted: dict[tuple[str, str], Decimal | None] = {}
    with _opened(source) as rows:
        next(rows, None)
        for row in rows:
            household = household_of(row, reader)
            if household is None:
                continue
            before = granted.get(household, Decimal(0))
            own = _own(row, reader)
            granted[household] = None if before is None or own is None else before + own
    return granted


def _own(row: Sequence[str], reader: Reader) -> Decimal | None:
    try:
        return granted_yuan(row, reader)
    except Unreadable:
        return None


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[list[str]]]:
    csv.field_size_limit(_FIELD_BYTES)
    with _bytes(path) as raw:
        encoding = _encoding(path)
        text = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="")
        first = text.readline()
        delimiter = max((",", "\t", ";", "|"), key=first.count)
        yield csv.reader(_again(first, text), delimiter=delimiter)


def _again(first: str, rest: IO[str]) -> Iterator[str]:
    yield first
    for line in rest:
        yield line.replace("\0", "")


def _bytes(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb")  # type: ignore[return-value]


def _encoding(path: Path) -> str:
    """UTF-8 where the beginning is, else GB18030."""
    with _bytes(path) as raw:
        head = raw.read(1 << 20)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[: head.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


@contextmanager
def _writing(path: Path, packed: bool) -> Iterator[IO[str]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    if packed:
        with gzip.open(path, "wt", encoding="utf-8", newline="") as text:
            yield text
    else:
        with path.open("w", encoding="utf-8", newline="") as text:
            yield text


def _trouble(source: Path, out: Path) -> Problem | None:
    if not source.is_file():
        return Problem(
            "size.file.not_found",
            Text("没有这个文件。", "There is no such file."),
            Text("请核对 --in。", "Check --in."),
            str(source),
        )
    if source.resolve() == out.resolve():
        return Problem(
            "out.is_input",
            Text("结果会盖掉正在读取的表。", "The result would replace the very table it is made from."),
            Text("请给 --out 另一个名字。", "Give --out another name."),
            str(out),
        )
    if not out.name.lower().endswith(_SUFFIXES):
        return Problem(
            "out.suffix",
            Text("不认识的结果后缀。", "The result's suffix is not known."),
            Text("可用 .csv、.csv.gz。", "Use .csv or .csv.gz."),
            out.name,
        )
    return None
