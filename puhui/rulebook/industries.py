"""GB/T 4754-2017: the trade a firm is in, by code.

Sections and divisions (门类, 大类) ship with the rulebook. Groups and classes below them come from a table
of the user's own, named by `PUHUI_GBT4754` or given to `load_industries`; without one, a four-digit code is
still understood as belonging to its division.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from puhui.kernel import Problem, Text

_COLUMNS: Final = ("code", "level", "name", "parent")


@dataclass(frozen=True, slots=True)
class Industry:
    """One entry of the classification. `exact` is false when only an ancestor of the code is known."""

    code: str
    level: int
    name: str
    parent: str | None
    section: str
    note: str = ""
    exact: bool = True

    @property
    def division(self) -> str | None:
        """The two-digit division, or None for a whole section."""
        return self.code[:2] if self.level > 1 else None


def load_industries(path: Path) -> Mapping[str, Industry]:
    """A code table: CSV with columns code, level, name, parent and perhaps note.

    Raises ValueError naming the file, and the line of a broken row or of a parent that is not in the table.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(
            f"{path.name}: the industry table (PUHUI_GBT4754) cannot be read as UTF-8"
        ) from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not set(_COLUMNS) <= set(rows.fieldnames or ()):
        raise ValueError(f"{path.name}: the columns are {', '.join(_COLUMNS)} and perhaps note")
    return _tree(path.name, [(number, row) for number, row in enumerate(rows, 2)])


def find_industry(industries: Mapping[str, Industry], written: str) -> Industry | Problem:
    """The entry for a code as people write it (`62`, `6210`, `H6210`), or its nearest known ancestor.

    A code whose section letter contradicts its digits is refused; a made-up division as well.
    """
    letter, digits = _split(written)
    if letter is None and not digits:
        return _unknown(written)
    for length in range(len(digits), 1, -1):
        found = industries.get(digits[:length])
        if found and letter in (None, found.section):
            return found if length == len(digits) else _inexact(found, digits)
    section = industries.get(letter) if letter and not digits else None
    return section or _unknown(written)


def _split(written: str) -> tuple[str | None, str]:
    tidy = written.strip().upper()
    letter = tidy[:1] if tidy[:1].isalpha() else None
    digits = tidy[1:] if letter else tidy
    well_formed = digits.isascii() and (digits == "" or (digits.isdigit() and 2 <= len(digits) <= 4))
    return (letter, digits) if well_formed else (None, "")


def _inexact(ancestor: Industry, digits: str) -> Industry:
    return Industry(
        digits, len(digits), ancestor.name, ancestor.code, ancestor.section, ancestor.note, exact=False
    )


def _unknown(written: str) -> Problem:
    return Problem(
        "industry.unknown",
        Text(
            f"行业代码“{written[:8]}”不在《国民经济行业分类》（GB/T 4754-2017）中。",
            f'"{written[:8]}" is not a code of the industrial classification GB/T 4754-2017.',
        ),
        Text(
            "请填写营业执照或登记信息中的行业代码，例如 6210。",
            "Enter the registered code, for example 6210.",
        ),
    )


def _tree(file: str, rows: list[tuple[int, dict[str, str]]]) -> Mapping[str, Industry]:
    industries: dict[str, Industry] = {}
    for number, row in sorted(rows, key=lambda numbered: numbered[1]["level"] or ""):
        code, name, parent = (row["code"] or "").strip(), (row["name"] or "").strip(), row["parent"] or None
        if not code or not name or row["level"] not in ("1", "2", "3", "4"):
            raise ValueError(f"{file}, line {number}: code, level 1–4 and name are needed")
        if code in industries:
            raise ValueError(f"{file}, line {number}: {code} is there twice")
        if parent is not None and parent not in industries:
            raise ValueError(f"{file}, line {number}: {code} belongs to {parent}, which is not in the table")
        section = industries[parent].section if parent else code
        industries[code] = Industry(code, int(row["level"]), name, parent, section, row.get("note") or "")
    return industries
