"""居民身份证号, the resident identity number of GB 11643-1999.

Six digits of region, eight of birth date, three of sequence (odd for men) and a check character, ISO 7064
MOD 11-2. The region is *not* refused here: codes are retired over time and the holder keeps the number
(domain 7), so the region is a warning that `rulebook` can give for the period of birth.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from puhui.kernel.identifiers.written import mask, tidy
from puhui.kernel.problem import Problem
from puhui.kernel.text import Text

_SHAPE: Final = re.compile(r"\d{17}[\dX]", re.ASCII)
_OLD_SHAPE: Final = re.compile(r"\d{15}", re.ASCII)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"
_OLDEST_YEAR: Final = 1850

_WRONG_SHAPE = Problem(
    "resident_id.shape",
    Text(
        "身份证号应为18位（末位可为X）。", "A resident identity number has 18 characters, the last may be X."
    ),
    Text("请对照证件重新输入。", "Compare it with the card and enter it again."),
)
_WRONG_DATE = Problem(
    "resident_id.birth_date",
    Text(
        "身份证号中的出生日期不存在或在将来。",
        "The birth date inside the number does not exist or lies in the future.",
    ),
    Text("请对照证件重新输入。", "Compare it with the card and enter it again."),
)
_WRONG_CHECK = Problem(
    "resident_id.check",
    Text(
        "身份证号校验位不符，可能有一位输错。",
        "The check character does not fit: one digit is probably wrong.",
    ),
    Text("请对照证件重新输入。", "Compare it with the card and enter it again."),
)


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A number whose shape, date and check character hold. It does not say that such a person exists."""

    value: str
    born: date
    is_male: bool

    @property
    def region(self) -> str:
        """The county-level region code (GB/T 2260) at the time of issue."""
        return self.value[:6]

    def __str__(self) -> str:
        return mask(self.value, 4, 2)

    def __repr__(self) -> str:
        return f"ResidentId({self})"


def parse_resident_id(written: str, *, on: date) -> ResidentId | Problem:
    """Check a number as of the date `on`; a 15-digit one of before 1999 is completed first.

    >>> parse_resident_id("11010519491231002x", on=date(2026, 1, 1)).born
    datetime.date(1949, 12, 31)
    """
    value = tidy(written)
    if _OLD_SHAPE.fullmatch(value):
        value = _completed(value)
    if not _SHAPE.fullmatch(value):
        return _WRONG_SHAPE
    born = _birth_date(value)
    if born is None or born.year < _OLDEST_YEAR or born > on:
        return _WRONG_DATE
    if value[-1] != _check_character(value):
        return _WRONG_CHECK
    return ResidentId(value, born, is_male=int(value[16]) % 2 == 1)


def _completed(old: str) -> str:
    stem = f"{old[:6]}19{old[6:]}"
    return stem + _check_character(stem)


def _check_character(value: str) -> str:
    return _CHECK[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, value[:17], strict=True)) % 11]


def _birth_date(value: str) -> date | None:
    try:
        return date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return None
