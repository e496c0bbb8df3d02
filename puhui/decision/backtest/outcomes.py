"""How loans ended, as somebody's file tells it: one row an application, of which some are not known yet.

Nobody's end is guessed here. A row without `is_bad` is as good as no row: not known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from puhui.kernel import Problem, Text

SCHEMA: Final = {
    "id": pl.String,
    "decided_on": pl.Date,
    "known_on": pl.Date,
    "is_bad": pl.Boolean,
    "exposure_fen": pl.Int64,
    "loss_fen": pl.Int64,
    "profit_fen": pl.Int64,
}
"""`id` is an application's number, or a firm's code where the history goes by those; `exposure_fen` what was
lent; `profit_fen` what came of it after losses and funding. Money may be unknown, and then is not counted."""

_OTHER_NAMES: Final = {
    "application_id": "id",
    "subject": "id",
    "firm": "id",
    "defaulted": "is_bad",
    "outcome_known_on": "known_on",
}
_BAD: Final = {
    "1": True,
    "true": True,
    "yes": True,
    "是": True,
    "0": False,
    "false": False,
    "no": False,
    "否": False,
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How one loan ended. Money as far as it is known."""

    is_bad: bool
    known_on: date | None = None
    exposure_fen: int | None = None
    loss_fen: int | None = None
    profit_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Ends by id, and what was left out of the file and why."""

    ended: Mapping[str, Ended]
    left_out: tuple[Problem, ...] = ()
    unknown: int = 0
    """Rows that say themselves that the end is not known."""


def read_outcomes(path: Path) -> Outcomes | Problem:
    """A CSV file: `id` and `is_bad`, and of the rest what there is. A broken row is left out and named."""
    try:
        table = pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        return _unread(str(error)[:120]).at(str(path))
    table = table.rename(
        {was: now for was, now in _OTHER_NAMES.items() if was in table.columns and now not in table.columns}
    )
    if missing := [name for name in ("id", "is_bad") if name not in table.columns]:
        return _no_column(missing[0]).at(str(path))
    return outcomes_of(table, path.name)


def outcomes_of(table: pl.DataFrame, where: str = "") -> Outcomes:
    """From a table with the columns of `SCHEMA`, as text or as themselves."""
    ended: dict[str, Ended] = {}
    left_out: list[Problem] = []
    unknown = 0
    for line, row in enumerate(_rows(table), start=2):
        if row.get("is_bad") in {None, ""}:
            unknown += 1
            continue
        found = _ended(row)
        if isinstance(found, Problem):
            left_out.append(found.at(f"{where}, line {line}"))
        elif str(row["id"]) in ended:
            left_out.append(_TWICE.at(f"{where}, line {line}"))
        else:
            ended[str(row["id"])] = found
    return Outcomes(ended, tuple(left_out), unknown)


def _rows(table: pl.DataFrame) -> Iterator[dict[str, Any]]:
    yield from table.select([name for name in SCHEMA if name in table.columns]).iter_rows(named=True)


def _ended(row: Mapping[str, Any]) -> Ended | Problem:
    is_bad = (
        row["is_bad"] if isinstance(row["is_bad"], bool) else _BAD.get(str(row["is_bad"]).strip().lower())
    )
    if is_bad is None:
        return _not_a_word
    try:
        known_on = row.get("known_on")
        money = {name: _fen(row.get(name)) for name in ("exposure_fen", "loss_fen", "profit_fen")}
        return Ended(is_bad, date.fromisoformat(str(known_on)) if known_on else None, **money)
    except ValueError as error:
        return _not_a_number(str(error)[:80])


def _fen(written: object) -> int | None:
    if written is None or written == "":
        return None
    return int(str(written))


def _unread(why: str) -> Problem:
    return Problem(
        "backtest.file",
        Text(f"读不出这个文件：{why}", f"This file cannot be read: {why}"),
        Text("请给一个 UTF-8 的 CSV 文件。", "Give a CSV file in UTF-8."),
    )


def _no_column(name: str) -> Problem:
    return Problem(
        "backtest.column",
        Text(f"缺少列 {name}。", f"The column {name} is missing."),
        Text("结果文件至少要有 id 和 is_bad。", "A file of outcomes has id and is_bad at least."),
    )


def _not_a_number(why: str) -> Problem:
    return Problem(
        "backtest.value",
        Text(f"日期或金额（分，整数）不对：{why}", f"A day or an amount (whole fen) is wrong: {why}"),
        Text("这一行没有计入；改正后再来一次。", "The row was left out; correct it and run again."),
    )


_not_a_word: Final = Problem(
    "backtest.value",
    Text("is_bad 应是 1、0、true、false 或空。", "is_bad is 1, 0, true, false or empty."),
    Text("这一行没有计入；改正后再来一次。", "The row was left out; correct it and run again."),
)
_TWICE: Final = Problem(
    "backtest.twice",
    Text("同一个编号出现两次，只用第一次。", "This id comes twice; the first one holds."),
    Text("每份申请只留一行。", "Keep one row an application."),
)
