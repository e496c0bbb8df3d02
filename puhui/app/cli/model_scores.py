"""The table that `puhui model score` writes: key, score, points, three reasons, then whatever came along."""

import math

import polars as pl

from puhui.features import feature_named
from puhui.kernel import Language, Problem, Text
from puhui.learn import Factor, Model, Scorecard, column_problems, score_frame

_REASONS = 3


def scored_table(model: Model, table: pl.DataFrame, language: Language) -> pl.DataFrame | list[Problem]:
    """One row for each row of `table`. `score` is the probability of the model's target."""
    card = model.scorecard
    problems = column_problems(table, card.features)
    if model.key not in table.columns:
        problems = [no_key(model.key), *problems]
    if problems:
        return problems
    scored = score_frame(card, table, _REASONS)
    own = [
        table[model.key],
        scored["probability"].alias("score"),
        scored["points"],
        *_reason_columns(card, table, scored, language),
    ]
    taken = {column.name for column in own}
    rest = [column for column in table.iter_columns() if column.name not in taken]
    return pl.DataFrame([*own, *rest])


def _reason_columns(
    card: Scorecard, table: pl.DataFrame, scored: pl.DataFrame, language: Language
) -> list[pl.Series]:
    said = {factor.feature: _sayer(factor, language) for factor in card.factors}
    values = {name: table[name].cast(pl.Float64).to_list() for name in card.features}
    points = {name: scored[f"points_{name}"].to_list() for name in card.features}
    columns = []
    for number in range(1, _REASONS + 1):
        names = scored[f"reason_{number}"].to_list()
        told: list[str | None] = [
            said[name](values[name][row], points[name][row]) for row, name in enumerate(names) if name
        ]
        told += [None] * (table.height - len(told))
        columns.append(pl.Series(f"reason_{number}", told, dtype=pl.String))
    return columns


class _sayer:  # noqa: N801 - it is called like a function
    """`title: value (points against an ordinary row)`; catalogue features say their value in plain words."""

    def __init__(self, factor: Factor, language: Language) -> None:
        self._neutral_points = factor.neutral_points
        self._title = (factor.title or Text(factor.feature, factor.feature)).in_(language)
        self._feature = feature_named(factor.feature)
        self._language = language

    def __call__(self, value: float | None, points: int) -> str:
        return f"{self._title}: {self._value(value)} ({points - self._neutral_points:+d})"

    def _value(self, value: float | None) -> str:
        if value is None or math.isnan(value):
            return Text("未知", "unknown").in_(self._language)
        return self._feature.say(value).in_(self._language) if self._feature else f"{value:g}"


def no_key(key: str) -> Problem:
    """The table lacks the column that names a row."""
    return Problem(
        "columns.missing",
        Text(f"表里没有编号列 {key}。", f"The table has no key column {key}."),
        Text("请补上这一列。", "Add it."),
    )
