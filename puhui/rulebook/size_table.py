"""The table of size classes: its rows, the codes each row covers, and how it is read from its file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from puhui.kernel import Text
from puhui.rulebook.industries import Industry
from puhui.rulebook.model import Confidence
from puhui.rulebook.yaml_file import read_yaml

INDICATORS: Final = ("employees", "income_wan", "assets_wan")


@dataclass(frozen=True, slots=True)
class SizeGroup:
    """One row of the table: which codes it covers and the lower bounds of 大, 中 and 小."""

    number: int
    name: Text
    codes: tuple[str, ...]
    income_means: Text
    bounds: Mapping[str, tuple[Decimal, Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class CodeNote:
    """What is to be said of some codes: that another standard holds, or on which condition this one."""

    codes: tuple[str, ...]
    said: Text


@dataclass(frozen=True, slots=True)
class SizeTable:
    """The whole table, with the authority behind it."""

    groups: tuple[SizeGroup, ...]
    source: str
    effective: date
    confidence: Confidence
    elsewhere: tuple[CodeNote, ...] = ()
    conditions: tuple[CodeNote, ...] = ()


def load_size_table(path: Path) -> SizeTable:
    """The table from its file. Raises ValueError naming the row that is wrong."""
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise ValueError(f"{path.name}: needs source, effective, confidence and groups")
    groups = tuple(_group(row, path.name) for row in content["groups"])
    return SizeTable(
        groups,
        content["source"],
        content["effective"],
        Confidence(content["confidence"]),
        _notes(content.get("elsewhere", ())),
        _notes(content.get("conditions", ())),
    )


def groups_for(table: SizeTable, industry: Industry) -> tuple[SizeGroup, ...]:
    """The rows a trade may fall into: none when it is out of scope, several when the code is too coarse."""
    if industry.level == 1:
        return tuple(group for group in table.groups if industry.code in group.codes)
    longest = [
        (len(code), group) for group in table.groups for code in group.codes if _within(industry, code)
    ]
    if longest:
        best = max(length for length, _ in longest)
        return tuple(group for length, group in longest if length == best)
    return tuple(
        group for group in table.groups if any(code.startswith(industry.code) for code in group.codes)
    )


def note_for(notes: tuple[CodeNote, ...], industry: Industry) -> Text | None:
    """What is said of this trade, None where nothing is."""
    return next((note.said for note in notes if any(_within(industry, code) for code in note.codes)), None)


def _notes(rows: Iterable[Mapping[str, Any]]) -> tuple[CodeNote, ...]:
    return tuple(
        CodeNote(tuple(str(code) for code in row["codes"]), Text(str(row["zh"]), str(row["en"])))
        for row in rows
    )


def _group(row: Mapping[str, object], file: str) -> SizeGroup:
    where = f"{file}, group {row.get('number')}"
    bounds = {name: _bounds(row[name], where) for name in INDICATORS if name in row}
    codes, number = row.get("codes"), row.get("number")
    if not bounds or not isinstance(codes, list) or not isinstance(number, int):
        raise ValueError(f"{where}: needs number, codes and at least one of {', '.join(INDICATORS)}")
    name = Text(str(row["zh"]), str(row["en"]))
    means = Text(str(row["income_zh"]), str(row["income_en"]))
    return SizeGroup(number, name, tuple(str(code) for code in codes), means, bounds)


def _bounds(written: object, where: str) -> tuple[Decimal, Decimal, Decimal]:
    if not isinstance(written, list) or len(written) != 3 or sorted(written, reverse=True) != written:
        raise ValueError(f"{where}: three bounds from 大 down to 小 are needed")
    large, medium, small = (Decimal(bound) for bound in written)
    return large, medium, small


def _within(industry: Industry, code: str) -> bool:
    return industry.section == code if code.isalpha() else industry.code.startswith(code)
