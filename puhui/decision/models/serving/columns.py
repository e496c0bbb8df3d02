"""One row's derived columns, without a table, meaning what `puhui.learn.formulas` means for whole columns.

A formula is turned into closures once; missing values stay missing. A test holds the two together.
"""

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from puhui.decision.jdm import Value
from puhui.learn.formulas import FormulaError, Node, gives_words
from puhui.learn.formulas.reading import Call, Column, Number, Word

Row = Mapping[str, Value]
Made = Callable[[Row], Value]
Numbers = Callable[[Row], float | None]
Words = Callable[[Row], str | None]

_NEARLY_ZERO: Final = 1e-6
_WHOLE_UNTIL: Final = 2**53
_DAY: Final = 10


def made_by(node: Node) -> Made:
    """What a formula makes of a row: a number, or words where it gives words."""
    return words_by(node) if gives_words(node) else number_by(node)


def number_by(node: Node) -> Numbers:
    """A formula that gives a number.

    >>> from puhui.learn.formulas import read_formula
    >>> share = number_by(read_formula("(income - wage) / income"))
    >>> share({"income": 10.0, "wage": 4.0}), share({"income": 0.0, "wage": 3.0})
    (0.6, None)
    """
    if isinstance(node, Number):
        return lambda row, value=node.value: value  # type: ignore[misc]
    if isinstance(node, Column):
        return lambda row, name=node.name: number_of(row.get(name))  # type: ignore[misc]
    if isinstance(node, Call):
        return _called(node)
    raise FormulaError("words are no number")


def words_by(node: Node) -> Words:
    """A formula that gives words, or a column read as words."""
    if isinstance(node, Word):
        return lambda row, text=node.text: text  # type: ignore[misc]
    if isinstance(node, Column):
        return lambda row, name=node.name: words_of(row.get(name))  # type: ignore[misc]
    if isinstance(node, Call) and node.function == "prefix":
        words, letters = words_by(node.parts[0]), _letters(node.parts[1])
        return lambda row: None if (word := words(row)) is None else word[:letters]
    if isinstance(node, Call) and node.function == "join":
        joined = [words_by(part) for part in node.parts]
        return lambda row: "|".join("?" if (word := part(row)) is None else word for part in joined)
    raise FormulaError("a number is no words")


def number_of(value: Value) -> float | None:
    """A value as a finite number; words that are no number are missing.

    >>> number_of(True), number_of("3.5"), number_of("A"), number_of(float("inf"))
    (1.0, 3.5, None, None)
    """
    try:
        number = None if value is None else float(value)
    except ValueError:
        return None
    return number if number is not None and math.isfinite(number) else None


def words_of(value: Value) -> str | None:
    """A value as words; a code that was read as a decimal loses its `.0`.

    >>> words_of(4120.0), words_of(" CA "), words_of(None)
    ('4120', 'CA', None)
    """
    if value is None or isinstance(value, str):
        return None if value is None else value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    whole = isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE_UNTIL
    return str(int(value) if whole else value)


def _called(call: Call) -> Numbers:
    name, parts = call.function, call.parts
    if name in _OF_DATES:
        return _of_date(words_by(parts[0]), _OF_DATES[name])
    if name in {"=", "!="} and any(gives_words(part) for part in parts):
        return _words_compared(name == "=", *(words_by(part) for part in parts))
    if name in _OF_ONE_ROW:
        return _OF_ONE_ROW[name](parts[0])
    return _of_numbers(name, [number_by(part) for part in parts])


def _of_numbers(name: str, inside: list[Numbers]) -> Numbers:
    if name in _OF_ALL:
        of_all = _OF_ALL[name]
        return lambda row: of_all([part(row) for part in inside])
    if name not in _OF_KNOWN:
        raise FormulaError(f"{name}() is no function")
    of_known = _OF_KNOWN[name]

    def known(row: Row) -> float | None:
        values = [part(row) for part in inside]
        return None if None in values else _finite(of_known, values)

    return known


def _of_date(words: Words, read: Callable[[date], float]) -> Numbers:
    return lambda row: None if (day := _day(words(row))) is None else read(day)


def _finite(made: Callable[..., float | None], values: list[float | None]) -> float | None:
    try:
        return made(*values)
    except OverflowError:
        return None


def _words_compared(alike: bool, one: Words, other: Words) -> Numbers:
    def compared(row: Row) -> float | None:
        first, second = one(row), other(row)
        return None if first is None or second is None else float((first == second) is alike)

    return compared


def _missing(node: Node) -> Numbers:
    if isinstance(node, Column):
        return lambda row, name=node.name: float(_is_missing(row.get(name)))  # type: ignore[misc]
    inside = made_by(node)
    return lambda row: float(inside(row) is None)


def _is_missing(value: Value) -> bool:
    return value is None or (not isinstance(value, str) and number_of(value) is None)


def _letters(node: Node) -> int:
    if not isinstance(node, Number):
        raise FormulaError("prefix() takes a column and a number of letters")
    return int(node.value)


def _day(words: str | None) -> date | None:
    try:
        return None if words is None else date.fromisoformat(words[:_DAY])
    except ValueError:
        return None


def _ratio(one: float, other: float) -> float | None:
    return one / other if abs(other) > _NEARLY_ZERO else None


def _least(values: list[float | None]) -> float | None:
    return min((it for it in values if it is not None), default=None)


def _most(values: list[float | None]) -> float | None:
    return max((it for it in values if it is not None), default=None)


def _sum(values: list[float | None]) -> float:
    total = 0.0
    for value in values:
        total += value or 0.0
    return total


def _when(values: list[float | None]) -> float | None:
    asked, yes, otherwise = values
    return None if asked is None else yes if asked != 0 else otherwise


_OF_ONE_ROW: Final[dict[str, Callable[[Node], Numbers]]] = {
    "missing": _missing,
    "mean": number_by,
    "spread": lambda _: lambda _: None,
}
"""One row is one reading: it is its own mean, and has no spread."""
_EPOCH: Final = date(1970, 1, 1).toordinal()
_OF_DATES: Final[dict[str, Callable[[date], float]]] = {
    "year": lambda day: float(day.year),
    "month": lambda day: float(day.month),
    "days": lambda day: float(day.toordinal() - _EPOCH),
}
_OF_ALL: Final[dict[str, Callable[[list[float | None]], float | None]]] = {
    "min": _least,
    "max": _most,
    "sum": _sum,
    "when": _when,
}
_OF_KNOWN: Final[dict[str, Callable[..., float | None]]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": _ratio,
    "ratio": _ratio,
    "<": lambda one, other: float(one < other),
    "<=": lambda one, other: float(one <= other),
    ">": lambda one, other: float(one > other),
    ">=": lambda one, other: float(one >= other),
    "=": lambda one, other: float(abs(one - other) <= _NEARLY_ZERO),
    "!=": lambda one, other: float(abs(one - other) > _NEARLY_ZERO),
    "abs": abs,
    "sign": lambda one: math.copysign(1.0, one) if abs(one) > _NEARLY_ZERO else 0.0,
    "log": lambda one: math.copysign(math.log(abs(one) + 1), one) if one else 0.0,
    "round": lambda one: float(round(one)),
}
