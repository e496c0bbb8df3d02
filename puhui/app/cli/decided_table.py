"""Decisions as a table: the columns that others read first, exactly; then what helps a person."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import polars as pl

from puhui.decision import Decided
from puhui.kernel import Language, Problem, Text
from puhui.learn import write_table

PROMISED: Final = (
    "firm",
    "outcome",
    "limit_yuan",
    "annual_rate",
    "apr_simple",
    "reason_1",
    "reason_2",
    "reason_3",
)
"""Names and order of these columns stay."""

_SCHEMA: Final[dict[str, pl.DataType]] = {
    "firm": pl.String(),
    "outcome": pl.String(),
    "limit_yuan": pl.Int64(),
    "annual_rate": pl.Float64(),
    "apr_simple": pl.Float64(),
    "reason_1": pl.String(),
    "reason_2": pl.String(),
    "reason_3": pl.String(),
    "probability": pl.Float64(),
    "band": pl.String(),
    "points": pl.Int64(),
    "carried_yuan": pl.Float64(),
    "what_would_help": pl.String(),
    "inputs_hash": pl.String(),
    "decision_id": pl.String(),
}
_APR_PLACES: Final = 6
_FEN_PER_YUAN: Final = 100
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def decided_table(decided: Sequence[Decided], ids: Sequence[UUID], language: Language) -> pl.DataFrame:
    """One row a firm, in the order decided. `ids` is empty when nothing was recorded."""
    names: list[str | None] = [str(one) for one in ids] or [None] * len(decided)
    rows = [_row(one, name, language) for one, name in zip(decided, names, strict=True)]
    return pl.DataFrame(rows, schema=_SCHEMA)


def write_decided(table: pl.DataFrame, path: Path, for_excel: bool) -> Problem | None:
    """Write whole or not at all. `for_excel` begins a CSV with the mark by which Excel knows UTF-8."""
    if for_excel and path.suffix.lower() != ".csv":
        return _EXCEL_IS_CSV.at(path.name)
    return write_table(table, path, mark=_BYTE_ORDER_MARK if for_excel else b"")


def cannot_write(path: Path, read_from: Path) -> Problem | None:
    """What would stop a table from being written there, found before a minute is spent on making it.

    What is read from is never written to; an earlier result that lies in the same folder may be replaced.
    """
    if path.is_file() and path.resolve().is_relative_to(read_from.resolve()) and not _is_a_result(path):
        return _IS_INPUT.at(str(path))
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK) or path.is_dir():
        return _UNWRITABLE.at(str(path))
    if not path.name.lower().endswith((".csv", ".csv.gz", ".parquet", ".jsonl", ".jsonl.gz")):
        return _SUFFIX.at(path.name)
    return None


def _is_a_result(path: Path) -> bool:
    """Whether the file is a table that this command wrote."""
    try:
        return pl.read_csv(path, n_rows=0).columns[: len(PROMISED)] == list(PROMISED)
    except (pl.exceptions.PolarsError, OSError):
        return path.name.lower().endswith((".parquet", ".jsonl", ".jsonl.gz"))


def _row(one: Decided, name: str | None, language: Language) -> dict[str, Any]:
    decision = one.decision
    reasons = [reason.text.in_(language) for reason in decision.reasons] + [""] * 3
    rate, apr = decision.annual_rate, decision.apr_simple
    return {
        "firm": one.inputs.subject,
        "outcome": decision.outcome.value,
        "limit_yuan": decision.limit_fen // _FEN_PER_YUAN,
        "annual_rate": None if rate is None else float(rate),
        "apr_simple": None if apr is None else float(round(apr, _APR_PLACES)),
        "reason_1": reasons[0],
        "reason_2": reasons[1],
        "reason_3": reasons[2],
        "probability": decision.probability,
        "band": None if decision.band is None else decision.band.value,
        "points": None if decision.points is None else int(decision.points),
        "carried_yuan": decision.measures.get("carried_yuan"),
        "what_would_help": ("；" if language is Language.ZH else "; ").join(
            hint.in_(language) for hint in decision.hints
        ),
        "inputs_hash": decision.inputs_hash,
        "decision_id": name,
    }


_EXCEL_IS_CSV = Problem(
    "out.excel",
    Text("--excel 只用于 .csv。", "--excel is for .csv only."),
    Text("请把 --out 的后缀改为 .csv。", "Give --out the suffix .csv."),
)
_UNWRITABLE = Problem(
    "out.unwritable",
    Text("结果写不到这个位置。", "The result cannot be written there."),
    Text("请换一个有写权限的位置。", "Choose a place you may write to."),
)
_IS_INPUT = Problem(
    "out.is_input",
    Text("结果会盖掉一个要读的文件。", "The result would overwrite a file that is to be read."),
    Text("请把结果写到别处。", "Write the result somewhere else."),
)
_SUFFIX = Problem(
    "out.suffix",
    Text("不认识的结果后缀。", "The result's suffix is not known."),
    Text(
        "可用 .csv、.csv.gz、.parquet、.jsonl、.jsonl.gz。",
        "Use .csv, .csv.gz, .parquet, .jsonl or .jsonl.gz.",
    ),
)
