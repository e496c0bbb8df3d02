"""What a boosted model looks at: numbers of the table, columns derived from them, words to be encoded."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.kernel import Problem, Text
from puhui.learn.arrays import Floats
from puhui.learn.formulas import FormulaError, as_words, column_of, columns_of, read_as_words, read_formula
from puhui.learn.table.columns import column_problems, matrix


@dataclass(frozen=True, slots=True)
class Looks:
    """The columns of a model, the same in training and in serving.

    `numbers` are features as they stand (of the table or derived), `words` become numbers by encoding.
    `group` is set where its rows are readings of one thing and are averaged.
    """

    numbers: tuple[str, ...]
    words: tuple[str, ...]
    derive: tuple[tuple[str, str], ...]
    group: str | None = None

    @property
    def raw(self) -> tuple[str, ...]:
        """Columns that a table must bring, in order."""
        derived = {name for name, _ in self.derive}
        inside = [one for _, formula in self.derive for one in sorted(columns_of(read_formula(formula)))]
        wanted = dict.fromkeys([*self.numbers, *self.words, *inside])
        return tuple(name for name in wanted if name not in derived)

    @property
    def raw_words(self) -> frozenset[str]:
        """Columns of the table that may hold words: encoded, or read by a formula about words or dates."""
        return frozenset(self.words) | frozenset(_word_columns(self.derive))


@dataclass(frozen=True, slots=True)
class Seen:
    """A table as a model sees it. `row_of[i]` is the row here of the table's row i."""

    names: tuple[str, ...]
    values: Floats
    words: dict[str, pl.Series]
    row_of: np.ndarray


def look(frame: pl.DataFrame, looks: Looks) -> Seen | list[Problem]:
    """The columns of `frame` that a model needs, or everything that is wrong with them.

    A table without the group's column is scored row by row, each row a group of its own.
    """
    problems = _problems(frame, looks)
    if problems:
        return problems
    group = looks.group if looks.group in frame.columns else None
    wide = derived(frame, looks, group)
    if isinstance(wide, list):
        return wide
    if group is None:
        return _seen(wide, looks, np.arange(frame.height))
    return _seen(_averaged(wide, looks, group), looks, _places(wide[group]))


def derived(frame: pl.DataFrame, looks: Looks, group: str | None) -> pl.DataFrame | list[Problem]:
    """The table with its derived columns, each able to use those before it."""
    for name, formula in looks.derive:
        try:
            tree = read_formula(formula)
            by = group if group is not None or looks.group is None else _ALONE
            wide = frame.with_columns(pl.int_range(pl.len()).alias(_ALONE)) if by == _ALONE else frame
            frame = wide.with_columns(column_of(tree, frame.schema, by).alias(name)).drop(
                _ALONE, strict=False
            )
        except (FormulaError, pl.exceptions.PolarsError) as error:
            return [_cannot_derive(name, formula, error)]
    return frame


def _averaged(frame: pl.DataFrame, looks: Looks, group: str) -> pl.DataFrame:
    numbers = [_finite(name).mean() for name in looks.numbers]
    words = [pl.col(name).first() for name in looks.words if name not in looks.numbers]
    return frame.group_by(group, maintain_order=True).agg(numbers + words)


def _places(groups: pl.Series) -> np.ndarray:
    """Number of every row's group, groups counted as they first appear."""
    first = groups.unique(maintain_order=True)
    order = pl.DataFrame({"g": first, "place": np.arange(len(first))})
    return (
        groups.to_frame("g")
        .join(order, on="g", how="left", maintain_order="left", nulls_equal=True)["place"]
        .to_numpy()
    )


def _finite(name: str) -> pl.Expr:
    value = pl.col(name).cast(pl.Float64)
    return pl.when(value.is_finite()).then(value).alias(name)


def _seen(frame: pl.DataFrame, looks: Looks, row_of: np.ndarray) -> Seen:
    words = {
        name: frame.select(as_words(name, frame.schema[name]).alias(name)).to_series() for name in looks.words
    }
    return Seen(looks.numbers, matrix(frame, looks.numbers), words, row_of)


def _problems(frame: pl.DataFrame, looks: Looks) -> list[Problem]:
    may_be_words = looks.raw_words
    absent = [name for name in looks.raw if name in may_be_words and name not in frame.columns]
    others = [name for name in looks.raw if name not in may_be_words]
    return column_problems(frame, [*absent, *others])


def _word_columns(derive: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for _, formula in derive:
        yield from read_as_words(read_formula(formula))


def _cannot_derive(name: str, formula: str, error: Exception) -> Problem:
    return Problem(
        "columns.derive",
        Text(
            f"算不出列 {name} = {formula}（{error}）。",
            f"Column {name} = {formula} cannot be made ({error}).",
        ),
        Text(
            "请检查 derive 里的公式和表里的列。", "Check the formula under `derive` and the table's columns."
        ),
        name,
    )


_ALONE = "␟row"
