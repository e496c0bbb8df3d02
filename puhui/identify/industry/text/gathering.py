"""What a folder holds to learn from: labelled rows, unlabelled ones, a code table, told by their columns."""

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

import polars as pl

from puhui.identify.industry.text.firm import Firm
from puhui.kernel import Problem, Text

_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "企业名称", "名称"),
    "scope": ("business_scope", "scope", "经营范围"),
    "label": ("gb_division", "division", "class", "code", "industry_code", "行业代码", "大类"),
    "place": ("city", "城市"),
}
_SUFFIXES: Final = (".csv", ".csv.gz")
_UNLABELLED_AT_MOST: Final = 300_000
_BESIDE: Final = ("registrations", "gbt4754")
_FEWEST: Final = 50
_DIVISION: Final = re.compile(r"^[A-T]?(\d\d)\d{0,2}$")

Code = tuple[str, str, str]
"""A row of the code table: code, name, note."""


@dataclass(slots=True)
class Gathered:
    """Everything there is to learn from; `told`: which file was taken for what."""

    labelled: list[Firm] = field(default_factory=list)
    unlabelled: list[Firm] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    codes_file: bytes | None = None
    unknown_labels: int = 0
    told: list[Text] = field(default_factory=list)


def gather(folder: Path, unlabelled: Path | None = None, codes: Path | None = None) -> Gathered | Problem:
    """Read `folder`, and what lies beside it under the names `registrations` and `gbt4754`.

    `unlabelled` and `codes` name files to use instead of looking beside. A file that cannot be read is told
    and left out; too few labelled rows are a Problem.
    """
    if not folder.is_dir():
        return _no_folder(folder)
    place = folder / "industry" if (folder / "industry").is_dir() else folder
    found = Gathered()
    for path in (*_tables(place), *_asked_or_beside(place, unlabelled, codes)):
        _take(path, found)
    found.labelled = _together(found.labelled)
    return found if len(found.labelled) >= _FEWEST else _too_few(folder, len(found.labelled))


def division_of(written: str) -> str | None:
    """The division of a code as people write it.

    >>> division_of("C1951"), division_of("1"), division_of("批发")
    ('19', '01', None)
    """
    found = _DIVISION.match(written.strip().rjust(2, "0"))
    return found[1] if found and "01" <= found[1] <= "97" else None


def _asked_or_beside(place: Path, unlabelled: Path | None, codes: Path | None) -> Iterable[Path]:
    asked = dict(zip(_BESIDE, (unlabelled, codes), strict=True))
    for called, path in asked.items():
        if path is not None:
            yield path
        else:
            yield from _tables(place / called)
            yield from _tables(place.parent / called)


def _tables(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.name.lower().endswith(_SUFFIXES))


def _take(path: Path, into: Gathered) -> None:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.name.endswith(".gz") else path.read_bytes()
        table = _read(raw)
    except (OSError, EOFError, ValueError, pl.exceptions.PolarsError):
        into.told.append(Text(f"{path.name}：读不了，没有用", f"{path.name}: cannot be read, left out"))
        return
    columns = {
        part: next((c for c in called if c in table.columns), None) for part, called in _CALLED.items()
    }
    if {"code", "level", "name"} <= set(table.columns):
        _take_codes(path, raw, table, into)
    elif columns["label"] and (columns["name"] or columns["scope"]):
        _take_labelled(path, table, columns, into)
    elif columns["name"] and columns["scope"] and len(into.unlabelled) < _UNLABELLED_AT_MOST:
        _take_unlabelled(path, table, columns, into)


def _read(raw: bytes) -> pl.DataFrame:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        raw = raw.decode("gb18030").encode()
    table = pl.read_csv(BytesIO(raw), infer_schema=False, truncate_ragged_lines=True)
    return table.rename(str.strip).with_columns(pl.all().fill_null("").str.strip_chars())


def _take_codes(path: Path, raw: bytes, table: pl.DataFrame, into: Gathered) -> None:
    note = table["note"] if "note" in table.columns else [""] * table.height
    rows = zip(table["code"], table["name"], note, strict=True)
    into.codes = [(code.rjust(2, "0"), name, said) for code, name, said in rows if code[:1].isdigit()]
    into.codes_file = raw
    into.told.append(
        Text(f"{path.name}：代码表，{table.height:,} 条", f"{path.name}: code table, {table.height:,}")
    )


def _take_labelled(
    path: Path, table: pl.DataFrame, columns: Mapping[str, str | None], into: Gathered
) -> None:
    divisions = [division_of(each) for each in table[columns["label"] or ""]]
    known = [firm for firm in _firms(table, columns, divisions) if firm.division]
    into.labelled += known
    into.unknown_labels += table.height - len(known)
    into.told.append(
        Text(f"{path.name}：有标签 {len(known):,} 行", f"{path.name}: {len(known):,} labelled rows")
    )


def _take_unlabelled(
    path: Path, table: pl.DataFrame, columns: Mapping[str, str | None], into: Gathered
) -> None:
    some = table.head(_UNLABELLED_AT_MOST - len(into.unlabelled))
    into.unlabelled += [
        firm for firm in _firms(some, columns, [None] * some.height) if firm.name or firm.scope
    ]
    into.told.append(
        Text(
            f"{path.name}：没有标签 {some.height:,} 行", f"{path.name}: {some.height:,} rows without a label"
        )
    )


def _firms(
    table: pl.DataFrame, columns: Mapping[str, str | None], divisions: list[str | None]
) -> Iterable[Firm]:
    def column(part: str) -> Iterable[str]:
        called = columns[part]
        return table[called] if called else [""] * table.height

    for name, scope, division, place in zip(
        column("name"), column("scope"), divisions, column("place"), strict=True
    ):
        yield Firm(name, scope, division, place)


def _together(firms: list[Firm]) -> list[Firm]:
    """A firm that two files label alike is one row, with its scope."""
    best: dict[tuple[str, str | None], Firm] = {}
    for k, firm in enumerate(firms):
        key = (firm.name or f"\0{k}", firm.division)
        if key not in best or (firm.scope and not best[key].scope):
            best[key] = firm
    return list(best.values())


def _no_folder(folder: Path) -> Problem:
    return Problem(
        "industry.training.no_folder",
        Text("这个文件夹不存在。", "There is no such folder."),
        Text("给出放着有标签 CSV 的文件夹。", "Name a folder that holds labelled CSV files."),
        str(folder),
    )


def _too_few(folder: Path, count: int) -> Problem:
    return Problem(
        "industry.training.too_few",
        Text(
            f"有标签的行只有 {count} 行，至少要 {_FEWEST} 行。",
            f"{count} labelled rows; {_FEWEST} are needed.",
        ),
        Text(
            "CSV 要有 name 或 business_scope 列，和 gb_division（或 division、class、code）列。",
            "A CSV needs a name or business_scope column and gb_division (or division, class, code).",
        ),
        str(folder),
    )
