"""From a formula's tree to a column: what each function means, missing values kept missing."""

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import Final

import polars as pl

from puhui.learn.formulas.reading import Call, Column, Node, Number, Word
from puhui.learn.formulas.tokens import FormulaError

Kinds = Mapping[str, pl.DataType]
_NEARLY_ZERO: Final = 1e-6


def column_of(node: Node, kinds: Kinds, group: str | None = None) -> pl.Expr:
    """The column a formula describes, over a table whose columns have these kinds.

    Division by what is nearly zero is missing, never infinite. Only `mean` and `spread` need `group`.

    >>> from puhui.learn.formulas.reading import read_formula
    >>> frame = pl.DataFrame({"income": [10.0, 0.0], "wage": [4.0, 3.0]})
    >>> frame.select(column_of(read_formula("(income - wage) / income"), frame.schema)).to_series().to_list()
    [0.6, None]
    """
    if isinstance(node, Number):
        return pl.lit(node.value)
    if isinstance(node, Word):
        return pl.lit(node.text)
    if isinstance(node, Column):
        return _number(node, kinds)
    return _called(node, kinds, group)


def gives_words(node: Node) -> bool:
    """Whether the formula gives words (for `categories`) rather than numbers."""
    return isinstance(node, Word) or (isinstance(node, Call) and node.function in _OF_WORDS)


def read_as_words(node: Node) -> Iterator[str]:
    """Columns that the formula reads as words or dates, so that the table may hold words there."""
    if not isinstance(node, Call):
        return
    of_words = node.function in _OF_WORDS or node.function in _OF_DATES
    compared = node.function in {"=", "!="} and any(gives_words(part) for part in node.parts)
    for part in node.parts:
        if isinstance(part, Column) and (of_words or compared or node.function == "missing"):
            yield part.name
        yield from read_as_words(part)


def _called(call: Call, kinds: Kinds, group: str | None) -> pl.Expr:
    name, parts = call.function, call.parts
    if name in _OF_WORDS:
        return _OF_WORDS[name](*_checked(name, parts, kinds))
    if name in _OF_DATES:
        _must_have(name, parts, 1)
        return _OF_DATES[name](_date(parts[0], kinds))
    if name in {"=", "!="} and any(gives_words(part) for part in parts):
        one, other = (_words(part, kinds) for part in parts)
        return ((one == other) if name == "=" else (one != other)).cast(pl.Float64)
    if name in _OF_READINGS:
        _must_have(name, parts, 1)
        if group is None:
            raise FormulaError(f"{name}() needs `group` with `readings: true`")
        return _OF_READINGS[name](column_of(parts[0], kinds, group)).over(group)
    if name == "missing":
        _must_have(name, parts, 1)
        return _known_or_not(parts[0], kinds, group)
    if name not in _OF_NUMBERS:
        raise FormulaError(f"{name}() is no function; there are {', '.join(sorted(FUNCTIONS))}")
    least, most, made = _OF_NUMBERS[name]
    if not least <= len(parts) <= most:
        raise FormulaError(f"{name}() does not take {len(parts)} parts")
    return made(*(column_of(part, kinds, group) for part in parts))


def _known_or_not(node: Node, kinds: Kinds, group: str | None) -> pl.Expr:
    is_word = isinstance(node, Column) and kinds.get(node.name) == pl.String
    value = _words(node, kinds) if is_word else column_of(node, kinds, group)
    return value.is_null().cast(pl.Float64)


def _number(node: Column, kinds: Kinds) -> pl.Expr:
    if node.name not in kinds:
        raise FormulaError(f"there is no column {node.name}")
    value = pl.col(node.name).cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)


def _words(node: Node, kinds: Kinds) -> pl.Expr:
    if isinstance(node, Column):
        if node.name not in kinds:
            raise FormulaError(f"there is no column {node.name}")
        return as_words(node.name, kinds[node.name])
    return column_of(node, kinds)


def as_words(name: str, kind: pl.DataType) -> pl.Expr:
    """A column as words: codes that were read as decimals lose their `.0`, outer spaces go."""
    column = pl.col(name)
    if kind.is_float():
        whole = column.is_finite() & (column == column.floor()) & (column.abs() < 2**53)
        short = pl.when(whole).then(column).cast(pl.Int64).cast(pl.String)
        return pl.coalesce(short, column.cast(pl.String))
    return column.cast(pl.String).str.strip_chars()


def _date(node: Node, kinds: Kinds) -> pl.Expr:
    return _words(node, kinds).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)


def _checked(name: str, parts: tuple[Node, ...], kinds: Kinds) -> list[pl.Expr]:
    if name == "prefix":
        _must_have(name, parts, 2)
        if not isinstance(parts[1], Number):
            raise FormulaError("prefix() takes a column and a number of letters")
        return [_words(parts[0], kinds), pl.lit(int(parts[1].value))]
    return [_words(part, kinds) for part in parts]


def _must_have(name: str, parts: tuple[Node, ...], count: int) -> None:
    if len(parts) != count:
        raise FormulaError(f"{name}() takes {count}, not {len(parts)}")


def _ratio(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    return pl.when(other.abs() > _NEARLY_ZERO).then(one / other)


def _both_known(sign: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> Callable[[pl.Expr, pl.Expr], pl.Expr]:
    return lambda one, other: sign(one, other).cast(pl.Float64)


def _when(asked: pl.Expr, yes: pl.Expr, otherwise: pl.Expr) -> pl.Expr:
    return pl.when(asked.is_null()).then(None).when(asked != 0).then(yes).otherwise(otherwise)


_MANY: Final = 60
_OF_NUMBERS: Final[dict[str, tuple[int, int, Callable[..., pl.Expr]]]] = {
    "+": (2, 2, lambda one, other: one + other),
    "-": (2, 2, lambda one, other: one - other),
    "*": (2, 2, lambda one, other: one * other),
    "/": (2, 2, _ratio),
    "ratio": (2, 2, _ratio),
    "<": (2, 2, _both_known(lambda one, other: one < other)),
    "<=": (2, 2, _both_known(lambda one, other: one <= other)),
    ">": (2, 2, _both_known(lambda one, other: one > other)),
    ">=": (2, 2, _both_known(lambda one, other: one >= other)),
    "=": (2, 2, _both_known(lambda one, other: (one - other).abs() <= _NEARLY_ZERO)),
    "!=": (2, 2, _both_known(lambda one, other: (one - other).abs() > _NEARLY_ZERO)),
    "abs": (1, 1, lambda one: one.abs()),
    "sign": (1, 1, lambda one: pl.when(one.abs() > _NEARLY_ZERO).then(one.sign()).otherwise(one * 0)),
    "log": (1, 1, lambda one: one.sign() * (one.abs() + 1).log()),
    "round": (1, 1, lambda one: one.round(0)),
    "min": (2, _MANY, pl.min_horizontal),
    "max": (2, _MANY, pl.max_horizontal),
    "sum": (2, _MANY, lambda *all_: reduce(lambda one, other: one + other, (a.fill_null(0) for a in all_))),
    "when": (3, 3, _when),
}
_OF_WORDS: Final[dict[str, Callable[..., pl.Expr]]] = {
    "prefix": lambda words, letters: words.str.head(letters),
    "join": lambda *all_: pl.concat_str([one.fill_null("?") for one in all_], separator="|"),
}
_OF_DATES: Final[dict[str, Callable[[pl.Expr], pl.Expr]]] = {
    "year": lambda date: date.dt.year().cast(pl.Float64),
    "month": lambda date: date.dt.month().cast(pl.Float64),
    "days": lambda date: date.cast(pl.Int32).cast(pl.Float64),
}
_OF_READINGS: Final[dict[str, Callable[[pl.Expr], pl.Expr]]] = {
    "mean": lambda reading: reading.mean(),
    "spread": lambda reading: reading.std(),
}
_NAMED: Final = {name for name in _OF_NUMBERS if name.isalpha()}
FUNCTIONS: Final = frozenset(_NAMED | set(_OF_WORDS) | set(_OF_DATES) | set(_OF_READINGS) | {"missing"})
"""Every function a formula may call; the room's README says what each does."""
