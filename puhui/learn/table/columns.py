"""From a table of anybody's to a matrix of numbers, or to a list of what is wrong with it."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from puhui.kernel import Problem, Text
from puhui.learn.spec import AUTO, BoostedSpec, ScorecardSpec
from puhui.learn.table.sample import Sample

_FEWEST_ROWS_OF_EACH = 10


def read_sample(frame: pl.DataFrame, spec: ScorecardSpec) -> Sample | list[Problem]:
    """The rows whose outcome is known, as numbers; every problem at once rather than the first."""
    missing = [name for name in needed_columns(spec) if name not in frame.columns]
    if missing:
        return [_problem("columns.missing", ", ".join(missing))]
    labelled = frame.filter(pl.col(spec.target).is_not_null())
    names = feature_columns(frame, spec)
    problems = column_problems(labelled, names) + _key_problems(labelled, spec.key)
    bad = is_positive(labelled[spec.target], spec.positive)
    weight = row_weights(labelled, spec.weight)
    problems += label_problems(bad, weight, spec)
    if not names:
        problems.append(_problem("columns.none", spec.name))
    return problems or Sample(names, matrix(labelled, names), bad, weight)


def feature_columns(frame: pl.DataFrame, spec: ScorecardSpec) -> tuple[str, ...]:
    """The listed columns, or with `auto` every column of numbers or truth values that is not reserved."""
    if spec.features != AUTO:
        return tuple(spec.features)
    usable = [name for name, kind in frame.schema.items() if kind.is_numeric() or kind == pl.Boolean]
    return tuple(name for name in usable if name not in spec.reserved)


def matrix(frame: pl.DataFrame, names: Sequence[str]) -> np.ndarray:
    """Columns as floats, missing and infinite values as NaN."""
    columns = [pl.col(name).cast(pl.Float64).fill_null(float("nan")) for name in names]
    values = frame.select(columns).to_numpy().astype(np.float64)
    values[~np.isfinite(values)] = np.nan
    return values


def is_positive(target: pl.Series, positive: object) -> np.ndarray:
    """1 where the outcome is the spec's positive value, compared as it is written in the file.

    >>> is_positive(pl.Series(["是", "否"]), "是").tolist(), is_positive(pl.Series([1, 0]), True).tolist()
    ([1.0, 0.0], [1.0, 0.0])
    """
    wanted = _plain(positive)
    return np.array([float(_plain(value) == wanted) for value in target.to_list()])


def _plain(value: object) -> str:
    """`1`, `1.0`, `true` and `yes` are one value in files (YAML reads an unquoted `yes` as true)."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    return {"true": "1", "false": "0", "yes": "1", "no": "0"}.get(text.lower(), text)


def column_problems(frame: pl.DataFrame, names: Sequence[str]) -> list[Problem]:
    """Columns that are absent, and words where numbers are wanted, with the first offending row."""
    absent = [name for name in names if name not in frame.columns]
    problems = [_problem("columns.missing", ", ".join(absent))] if absent else []
    for name in names:
        if name in frame.columns and frame[name].dtype == pl.String:
            problems.append(_words(frame[name]))
    return problems


def _words(column: pl.Series) -> Problem:
    broken = column.is_not_null() & column.cast(pl.Float64, strict=False).is_null()
    row = broken.arg_true().to_list()[:1]
    place = f"{column.name}, row {row[0] + 1}" if row else column.name
    return _problem("columns.words", column.name).at(place)


def label_problems(bad: np.ndarray, weight: np.ndarray, spec: ScorecardSpec | BoostedSpec) -> list[Problem]:
    """Too few outcomes of either kind; weights that are none."""
    return _label_problems(bad, spec.target) + _weight_problems(weight, spec.weight)


def needed_columns(spec: ScorecardSpec | BoostedSpec) -> list[str]:
    """Columns of the training table that the spec names outside its features, and those it lists."""
    checking = spec.split if isinstance(spec, BoostedSpec) else spec.checking
    derived = spec.derive if isinstance(spec, BoostedSpec) else {}
    evened = spec.even_out.between if isinstance(spec, BoostedSpec) and spec.even_out else None
    named = [spec.key, spec.target, spec.weight, checking.group, checking.time, evened, *checking.fairness]
    listed = [] if isinstance(spec.features, str) else list(spec.features)
    return [name for name in [*named, *listed] if name and name not in derived]


def row_weights(frame: pl.DataFrame, weight: str | None) -> np.ndarray:
    """Weights with a mean of one; NaN where the column holds no numbers."""
    if weight is None or not frame[weight].dtype.is_numeric():
        return np.ones(frame.height) if weight is None else np.full(frame.height, np.nan)
    values = frame[weight].cast(pl.Float64).to_numpy().astype(np.float64)
    return values / values.mean() if len(values) else values


def _weight_problems(weight: np.ndarray, name: str | None) -> list[Problem]:
    fine = bool(np.isfinite(weight).all()) and bool((weight >= 0).all())
    return [] if fine else [_problem("columns.weight", str(name))]


def _key_problems(frame: pl.DataFrame, key: str) -> list[Problem]:
    return [_problem("columns.key", key)] if frame[key].null_count() else []


def _label_problems(bad: np.ndarray, target: str) -> list[Problem]:
    enough = min(bad.sum(), len(bad) - bad.sum()) >= _FEWEST_ROWS_OF_EACH
    return [] if enough else [_problem("columns.labels", f"{target}: {int(bad.sum())}/{len(bad)}")]


_WORDS = {
    "columns.missing": (
        Text("表里没有这些列：{detail}。", "The table has no such columns: {detail}."),
        Text("请补上列，或在模型说明里改名。", "Add them, or change the names in the spec."),
    ),
    "columns.none": (
        Text("没有可用的数值列。", "There is no numeric column to learn from."),
        Text("请在 features 里列出数值列。", "List numeric columns under `features`."),
    ),
    "columns.words": (
        Text("列 {detail} 应为数字，却含有文字。", "Column {detail} should hold numbers but holds words."),
        Text(
            "请改成数字，缺失留空；或把它放进 exclude。",
            "Write numbers and leave missing ones empty, or exclude it.",
        ),
    ),
    "columns.weight": (
        Text(
            "权重列 {detail} 须为不小于零的数字，不能缺失。",
            "Weights in {detail} must be numbers of zero or more.",
        ),
        Text("请修正权重。", "Correct the weights."),
    ),
    "columns.key": (
        Text("编号列 {detail} 有空值。", "The key column {detail} has empty cells."),
        Text("每一行都要有编号。", "Give every row a key."),
    ),
    "columns.labels": (
        Text(
            "已知结果太少（{detail}），好坏各至少十个才能训练。",
            "Too few known outcomes ({detail}); ten of each are needed.",
        ),
        Text(
            "请检查 target 和 positive，或先用判断评分卡。",
            "Check `target` and `positive`, or use a card by judgement.",
        ),
    ),
}


def _problem(code: str, detail: str) -> Problem:
    what, fix = _WORDS[code]
    return Problem(code, what.fill(detail=detail), fix)
