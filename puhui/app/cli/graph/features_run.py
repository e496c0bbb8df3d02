"""Reading, measuring, writing, and saying on stderr what was noticed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rich.progress import Progress

from puhui.app.cli.graph.features_telling import Wanted, tell
from puhui.app.cli.graph.table_out import write_blocks
from puhui.app.cli.voice import NOT_WHOLE, language, stderr
from puhui.graph.edges import Edges
from puhui.graph.edges.reading import (
    GraphRead,
    Remark,
    averaged,
    read_days,
    read_graph,
    read_outcomes,
    tells_an_outcome,
)
from puhui.graph.measured import Batch, Measured, Outcomes, Told, batch, day_after
from puhui.kernel import Problem, Text
from puhui.learn import write_table


def run(wanted: Wanted) -> Problem | None:
    """Everything; a problem where nothing could be done."""
    read = read_graph(wanted.nodes, wanted.edges, wanted.groups, wanted.asked)
    if isinstance(read, Problem):
        return read
    days = _days(read, wanted)
    if isinstance(days, Problem):
        return days
    told = _told(read, wanted)
    if isinstance(told, Problem):
        return told
    passed, left = _passed(read, wanted.keep)
    answerable = (read.row_node >= 0) & ~np.isnan(days)
    made = batch(_known(read), read.row_node[answerable], days[answerable].astype(np.int64), told=told[0])
    trouble = write_blocks(wanted.out, _frames(made, read, passed, answerable, wanted.threads))
    if trouble is None and wanted.catalogue is not None:
        trouble = write_table(_explained(made.features), wanted.catalogue)
    if trouble is not None:
        return trouble
    remarks = (*read.remarks, *told[1])
    tell(read, remarks, made, left, wanted)
    if wanted.strict and any(it.lost for it in remarks):
        raise SystemExit(NOT_WHOLE)
    return None


def _known(read: GraphRead) -> Edges:
    """The edges, each beginning when it could be known."""
    return replace(read.edges, since=read.known)


def _days(read: GraphRead, wanted: Wanted) -> NDArray[np.float64] | Problem:
    """Of each row, its as-of day; NaN where its own is missing or unreadable."""
    if read.has_as_of:
        return read.row_day.cast(pl.Float64).fill_null(float("nan")).to_numpy().copy()
    if wanted.as_of is None:
        return np.full(len(read.rows), float(day_after(_known(read))))
    found = read_days({"as_of": wanted.as_of}).columns["as_of"].item()
    return _NO_DAY if found is None else np.full(len(read.rows), float(found))


def _told(read: GraphRead, wanted: Wanted) -> tuple[Told, tuple[Remark, ...]] | Problem:
    """Known outcomes and attributes to average, where somebody asked for them."""
    outcomes, values = None, None
    remarks: tuple[Remark, ...] = ()
    if wanted.outcomes is not None:
        rows = read_outcomes(wanted.outcomes, read)
        if isinstance(rows, Problem):
            return rows
        outcomes, remarks = Outcomes.of_rows(read.edges.nodes, *rows[:3]), rows[3]
    if wanted.average:
        found = averaged(read, wanted.average)
        if isinstance(found, Problem):
            return found
        values = found
    return Told(outcomes, wanted.average, values), remarks


def _passed(read: GraphRead, keep: tuple[str, ...]) -> tuple[pl.DataFrame, list[str]]:
    """The nodes file's own columns, without those named like an outcome."""
    left = [
        it for it in read.rows.columns if tells_an_outcome(it) and it not in keep and it != read.node_column
    ]
    return read.rows.drop(left), left


def _frames(
    made: Batch,
    read: GraphRead,
    passed: pl.DataFrame,
    answerable: NDArray[np.bool_],
    threads: int,
) -> Iterator[pl.DataFrame]:
    names = {it.name for it in made.features}
    own = passed.rename({it: f"{it}_given" for it in passed.columns if it in names})
    at, done = np.flatnonzero(answerable), 0
    with Progress(console=stderr, transient=True, disable=not stderr.is_terminal) as progress:
        bar = progress.add_task(Text("计算特征", "Measuring").in_(language()), total=len(answerable))
        begin = 0
        for block in made.blocks(threads):
            done += len(block)
            end = len(answerable) if done == len(at) else int(at[done])
            yield _frame(made.features, own[begin:end], at[done - len(block) : done] - begin, block)
            progress.update(bar, completed=end)
            begin = end
    if not len(at):
        yield _frame(made.features, own, at, np.empty((0, len(made.features))))


def _frame(
    features: tuple[Measured, ...], own: pl.DataFrame, at: NDArray[np.int64], block: NDArray[np.float64]
) -> pl.DataFrame:
    whole = np.full((own.height, block.shape[1]), np.nan)
    whole[at] = block
    columns = []
    for number, each in enumerate(features):
        column = pl.Series(each.name, np.ascontiguousarray(whole[:, number])).fill_nan(None)
        columns.append(column.cast(pl.Int64) if each.unit in ("count", "days") else column)
    return own.hstack(columns)


def _explained(features: tuple[Measured, ...]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "name": [it.name for it in features],
            "zh": [it.title.zh for it in features],
            "en": [it.title.en for it in features],
            "unit": [it.unit for it in features],
        }
    )


_NO_DAY: Final = Problem(
    "graph.as_of.invalid",
    Text("--as-of 不是日期。", "--as-of is not a date."),
    Text("请写成 2026-01-31。", "Write it as 2026-01-31."),
)
