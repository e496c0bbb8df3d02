"""Everything a training needs, gathered once: rows as the model sees them, outcomes, weights, times."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.kernel import Problem, Text
from puhui.learn.arrays import Floats
from puhui.learn.boosted.columns import Looks, Seen, look
from puhui.learn.boosted.encoding import Encoder, Known, encode_learners, lately, learn_encoder
from puhui.learn.boosted.typical import Typical, learn_typicals, names_of_typical, places
from puhui.learn.formulas import gives_words, read_formula
from puhui.learn.spec import AUTO, BoostedSpec
from puhui.learn.table.columns import is_positive, label_problems, needed_columns, row_weights
from puhui.learn.table.sample import Evened, Sample

COUNT = "how often seen"


@dataclass(frozen=True, slots=True)
class Material:
    """One row a thing to be judged: its numbers and words, and what is known of it."""

    seen: Seen
    known: Known
    learning_weight: Floats
    table: pl.DataFrame
    """The first row of each thing, all columns: for fairness and time."""
    evened: Evened | None = None


def gather(frame: pl.DataFrame, spec: BoostedSpec) -> Material | list[Problem]:
    """The rows with a known outcome, or everything that is wrong with the table."""
    if missing := [name for name in needed_columns(spec) if name not in frame.columns]:
        return [_problem("columns.missing", ", ".join(missing))]
    labelled = frame.filter(pl.col(spec.target).is_not_null())
    if spec.time and spec.since:
        labelled = labelled.filter(pl.col(spec.time).cast(pl.String) >= str(spec.since))
    seen = look(labelled, looks_of(labelled, spec))
    bad, weight = is_positive(labelled[spec.target], spec.positive), row_weights(labelled, spec.weight)
    problems = seen if isinstance(seen, list) else _unknown_typicals(seen, spec)
    problems = [*problems, *label_problems(bad, weight, spec)]
    days = days_of(labelled[spec.time]) if spec.time else None
    if days is not None and np.isnan(days).any():
        problems.append(_problem("columns.time", str(spec.time)))
    if problems or isinstance(seen, list):
        return problems
    if not seen.names and not seen.words:
        return [_problem("columns.none", spec.name)]
    return _together(labelled, seen, Known(bad, weight, days, _codes(labelled, spec)), spec)


def looks_of(frame: pl.DataFrame, spec: BoostedSpec) -> Looks:
    """Which columns the model of this spec looks at in this table."""
    derived_numbers = [
        name for name, formula in spec.derive.items() if not gives_words(read_formula(formula))
    ]
    if spec.features == AUTO:
        usable = [name for name, kind in frame.schema.items() if kind.is_numeric() or kind == pl.Boolean]
        never = spec.reserved | {spec.time} | set(spec.categories)
        names = [name for name in usable if name not in never]
    else:
        names = [name for name in spec.features if name not in spec.derive]
    numbers = dict.fromkeys([*names, *(one for one in derived_numbers if one not in spec.categories)])
    group = spec.group if spec.readings else None
    return Looks(tuple(numbers), tuple(spec.categories), tuple(spec.derive.items()), group)


def days_of(times: pl.Series) -> Floats:
    """Days since 1970 of dates, of ISO text, or of years; NaN where there is none."""
    if times.dtype.is_numeric():
        return np.asarray((times.cast(pl.Float64).fill_null(float("nan")).to_numpy() - 1970) * 365.25)
    dates = times.cast(pl.String).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    return np.asarray(dates.cast(pl.Int32).cast(pl.Float64).fill_null(float("nan")).to_numpy())


Encoders = tuple[Encoder | Typical, ...]
"""What makes numbers of words, in the order of the model's columns."""


def learners(material: Material, rows: np.ndarray, spec: BoostedSpec, seed: int) -> tuple[Sample, Encoders]:
    """Rows to learn from with words encoded without themselves, and the encoders for rows to judge."""
    known = material.known.rows(rows)
    numbers, words = material.seen.values[rows], {n: w[rows] for n, w in material.seen.words.items()}
    columns, encoders = [numbers], list[Encoder | Typical]()
    for name, own in words.items():
        columns += _used(encode_learners(own, known, spec.encoding, seed), spec)
        encoders.append(learn_encoder(name, own, known, spec.encoding))
    for name in spec.encoding.lately:
        columns.append(encode_learners(words[name], known, spec.encoding, seed, recent=True)[0][:, None])
        encoders.append(learn_encoder(name, words[name], known, spec.encoding, recent=True))
    names = material.seen.names
    for typical in learn_typicals(spec.typical, words, names, numbers, spec.encoding.typical_rows):
        own_numbers = numbers[:, places(names, typical.columns)]
        columns.append(typical.encode_learners(words[typical.word], own_numbers))
        encoders.append(typical)
    weight, evened = material.learning_weight[rows], material.evened and material.evened.rows(rows)
    sample = Sample(names_of(material.seen, spec), np.column_stack(columns), known.bad, weight, evened)
    return sample, tuple(encoders)


def encoded(
    seen: Seen, encoders: Sequence[Encoder | Typical], counts: bool, rows: np.ndarray | None = None
) -> Floats:
    """Rows to judge, words encoded by what was learnt."""
    chosen = np.arange(len(seen.values)) if rows is None else rows
    columns = [seen.values[chosen]]
    for encoder in encoders:
        if isinstance(encoder, Typical):
            numbers = seen.values[chosen][:, places(seen.names, encoder.columns)]
            columns.append(encoder.encode(seen.words[encoder.word][chosen], numbers))
            continue
        risk, often = encoder.encode(seen.words[encoder.column][chosen])
        columns += [risk[:, None], often[:, None]] if counts and not encoder.lately else [risk[:, None]]
    return np.column_stack(columns)


def names_of(seen: Seen, spec: BoostedSpec) -> tuple[str, ...]:
    """The model's own columns: numbers, each word's risk and how often it was seen, what is typical of it."""
    names = list(seen.names)
    for word in seen.words:
        names += [word, f"{word}, {COUNT}"] if spec.encoding.counts else [word]
    names += [lately(word) for word in spec.encoding.lately]
    for word, columns in spec.typical.items():
        names += names_of_typical(word, columns)
    return tuple(names)


def _used(columns: tuple[Floats, Floats], spec: BoostedSpec) -> list[Floats]:
    return [one[:, None] for one in (columns if spec.encoding.counts else columns[:1])]


def _together(
    labelled: pl.DataFrame, seen: Seen, known: Known, spec: BoostedSpec
) -> Material | list[Problem]:
    """Outcomes and weights of each thing, where several rows are its readings."""
    first = np.unique(seen.row_of, return_index=True)[1]
    count = np.bincount(seen.row_of)
    bad = np.bincount(seen.row_of, weights=known.bad) / count
    if ((bad > 0) & (bad < 1)).any():
        return [_problem("columns.readings", f"{spec.group}")]
    days = None if known.days is None else known.days[first]
    groups = None if known.groups is None else known.groups[first]
    weight = np.bincount(seen.row_of, weights=known.weight)
    merged = Known(bad, weight / weight.mean(), days, groups)
    table = labelled[first]
    return Material(seen, merged, _learning_weight(merged, spec), table, _evened(table, spec))


def _learning_weight(known: Known, spec: BoostedSpec) -> Floats:
    weight = known.weight if spec.weight_in_training else np.ones(len(known.bad))
    if spec.half_life_days and known.days is not None:
        weight = weight * 0.5 ** ((known.days.max() - known.days) / spec.half_life_days)
    return np.asarray(weight / weight.mean())


def _unknown_typicals(seen: Seen, spec: BoostedSpec) -> list[Problem]:
    wanted = {column for columns in spec.typical.values() for column in columns}
    strange = sorted(wanted - set(seen.names))
    return [_problem("columns.missing", ", ".join(strange))] if strange else []


def _evened(table: pl.DataFrame, spec: BoostedSpec) -> Evened | None:
    if spec.even_out is None:
        return None
    groups = table[spec.even_out.between].cast(pl.String).fill_null("").rank("dense").to_numpy()
    return Evened(groups.astype(np.int64) - 1, spec.even_out.strength)


def _codes(labelled: pl.DataFrame, spec: BoostedSpec) -> np.ndarray | None:
    group = spec.split.group
    return None if group is None else labelled[group].rank("dense").fill_null(0).to_numpy()


_WORDS = {
    "columns.missing": (
        Text("表里没有这些列：{detail}。", "The table has no such columns: {detail}."),
        Text("请补上列，或在模型说明里改名。", "Add them, or change the names in the spec."),
    ),
    "columns.none": (
        Text("没有可用的列。", "There is no column to learn from."),
        Text("请在 features 或 categories 里列出。", "List some under `features` or `categories`."),
    ),
    "columns.time": (
        Text(
            "时间列 {detail} 有空值或认不出的日期。",
            "The time column {detail} has empty or unreadable dates.",
        ),
        Text("日期写成 2026-11-23，或写年份。", "Write dates as 2026-11-23, or years."),
    ),
    "columns.readings": (
        Text(
            "同一 {detail} 的各行结果不同，不能当作同一事物的多次读数。",
            "Rows of one {detail} have different outcomes; they are not readings of one thing.",
        ),
        Text("请去掉 readings，或核对分组列。", "Leave `readings` out, or check the group column."),
    ),
}


def _problem(code: str, detail: str) -> Problem:
    what, fix = _WORDS[code]
    return Problem(code, what.fill(detail=detail), fix)
