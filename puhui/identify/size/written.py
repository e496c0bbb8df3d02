"""Cells as people write them, into figures; what cannot be read is said and never guessed."""

import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from puhui.kernel import Problem, Text

_NOTHING: Final = frozenset({"", "-", "N/A", "NA", "NULL", "NONE", "NAN", "无", "—"})
_MOST: Final = Decimal(10) ** 15
_MANY_EMPLOYEES: Final = 10_000_000
_DAYS: Final = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "%Y.%m.%d")
_YES: Final = frozenset({"1", "TRUE", "YES", "Y", "是"})


class Unreadable(Exception):  # noqa: N818 - it reads as the sentence it is
    """A cell that is not what its column holds."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def tidy(cell: str) -> str:
    """NFKC without blanks around it; words for nothing are nothing.

    >>> tidy(" ３００ "), tidy("N/A")
    ('300', '')
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    return "" if text.upper() in _NOTHING else text


def amount(cell: str, column: str) -> Decimal | None:
    """A number that is not below zero; thousands commas and ¥ are taken off. Raises Unreadable."""
    text = tidy(cell).replace(",", "").removeprefix("¥")
    if not text:
        return None
    try:
        value = Decimal(text) if "_" not in text else None
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite() or not 0 <= value <= _MOST:
        raise Unreadable(_number(column))
    return value


def count(cell: str, column: str) -> int | None:
    """A whole number of people or months. Raises Unreadable."""
    value = amount(cell.strip().removesuffix("人"), column)
    if value is None:
        return None
    if value != value.to_integral_value() or value > _MANY_EMPLOYEES:
        raise Unreadable(_number(column))
    return int(value)


def day(cell: str, column: str) -> date | None:
    """A day in the usual ways of writing one. Raises Unreadable."""
    text = tidy(cell).split("T")[0].split(" ")[0]
    if not text:
        return None
    for way in _DAYS:
        try:
            return datetime.strptime(text, way).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise Unreadable(Problem("size.row.day", Text("不是有效日期。", "This is not a date."), _COMPARE, column))


def yes(cell: str) -> bool:
    """Whether a cell says yes.

    >>> yes("是"), yes("")
    (True, False)
    """
    return tidy(cell).upper() in _YES


def _number(column: str) -> Problem:
    what = Text("应为大于等于零的数。", "A number of zero or more is needed.")
    return Problem("size.row.number", what, _COMPARE, column)


_COMPARE: Final = Text("请与原件核对。", "Compare it with the original.")
