"""Whom to decide again: kept decisions, or a file of firms as they stood then.

What a history does not say is not known, and a decision treats it as not known; nothing is filled in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import polars as pl

from puhui.decision.keeping import open_inputs
from puhui.decision.model import EvidencePath, Inputs
from puhui.decision.publishing.fields import readable
from puhui.decision.what_if.segments import UNKNOWN, amount_step
from puhui.decision.what_if.store import newest_in
from puhui.features import feature_named
from puhui.ground import Erased, Work
from puhui.ground.vault import Keyring
from puhui.intake import traits_of
from puhui.kernel import BEIJING, Problem, Text

GROUPS: Final = ("trade", "region", "sex", "age", "amount")
"""By whom it is told who is affected; the band is added from the decision itself."""
_PLAIN: Final = ("id", "path", "as_of", "contract_on", "amount_fen", "amount_yuan", "months", "channel")
_ID_NAMES: Final = ("id", "application_id", "subject", "firm")
_FEN_PER_YUAN: Final = 100
_AGES: Final = (18, 25, 35, 45, 55, 65)


@dataclass(frozen=True, slots=True)
class Case:
    """One application as it stood. `id` is what outcomes go by."""

    id: str
    inputs: Inputs
    groups: Mapping[str, str]
    decided_on: date


@dataclass(frozen=True, slots=True)
class History:
    """All of them; `erased` cannot be read any more, `unused` are columns that no table reads."""

    cases: tuple[Case, ...]
    source: str
    erased: int = 0
    unused: tuple[str, ...] = ()
    left_out: tuple[Problem, ...] = field(default=())


def kept_history(work: Work, since: datetime, until: datetime) -> History:
    """The newest decision of each application of a time; what a person said is left aside."""
    work, cases, erased = work.looking_once(), [], 0
    rows = list(newest_in(work.connection, work.actor.mode, since, until))
    keys = Keyring(work.vault, work.connection, {row.subject_id for row in rows})
    traits = traits_of(work, {row.application_id for row in rows}, keys)
    for row in rows:
        inputs = open_inputs(work, row)
        if isinstance(inputs, Erased):
            erased += 1
            continue
        on, seen = row.decided_at.astimezone(BEIJING).date(), traits.get(row.application_id)
        groups = _groups(inputs) | {
            "region": (seen.region if seen else None) or UNKNOWN,
            "sex": UNKNOWN
            if seen is None or seen.is_male is None
            else ("male" if seen.is_male else "female"),
            "age": age_group(seen.born if seen else None, on),
        }
        plain = replace(inputs, person=None, trial=None)
        cases.append(Case(str(row.application_id), plain, groups, on))
    return History(tuple(cases), "kept", erased)


def read_history(path: Path, today: date) -> History | Problem:
    """A CSV file, one row an application: `id`, and of facts, money and groups what is known of them."""
    try:
        table = pl.read_csv(path, infer_schema_length=None)
    except (pl.exceptions.PolarsError, OSError) as error:
        return _unread(str(error)[:120]).at(str(path))
    id_name = next((name for name in _ID_NAMES if name in table.columns), None)
    if id_name is None:
        return _NO_ID.at(str(path))
    table = table.rename({id_name: "id"}) if id_name != "id" else table
    return history_of(table, path.name, today)


def history_of(table: pl.DataFrame, source: str, today: date) -> History:
    """From a table; each row is read by itself, and a row that cannot be is left out and named."""
    known = readable("rating")
    facts = [
        name
        for name in table.columns
        if name not in (*_PLAIN, *GROUPS) and (name in known or feature_named(name))
    ]
    unused = [name for name in table.columns if name not in (*_PLAIN, *GROUPS, *facts)]
    cases, left_out = [], []
    for line, row in enumerate(table.iter_rows(named=True), start=2):
        try:
            cases.append(_case(row, facts, today))
        except (ValueError, TypeError) as error:
            left_out.append(_row(str(error)[:80]).at(f"{source}, line {line}"))
    return History(tuple(cases), source, unused=tuple(unused), left_out=tuple(left_out))


def age_group(born: date | None, on: date) -> str:
    """A band of ages, never an age.

    >>> age_group(date(1990, 5, 1), date(2026, 4, 30)), age_group(None, date(2026, 1, 1))
    ('35-44', '–')
    """
    if born is None:
        return UNKNOWN
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return _age_band(years)


def _age_band(years: int) -> str:
    place = sum(years >= least for least in _AGES) - 1
    if place < 0:
        return f"0-{_AGES[0] - 1}"
    return f"{_AGES[place]}+" if place == len(_AGES) - 1 else f"{_AGES[place]}-{_AGES[place + 1] - 1}"


def _case(row: Mapping[str, Any], facts: list[str], today: date) -> Case:
    as_of = _day(row.get("as_of")) or today
    amount = row.get("amount_fen")
    if amount is None and row.get("amount_yuan") is not None:
        amount = round(float(row["amount_yuan"]) * _FEN_PER_YUAN)
    told = {name: row[name] for name in facts}
    numbers = {
        name: _number(value) for name, value in told.items() if feature_named(name) or _is_number(name)
    }
    inputs = Inputs(
        subject=str(row["id"]),
        path=EvidencePath(row.get("path") or EvidencePath.BATCH),
        as_of=as_of,
        contract_on=_day(row.get("contract_on")) or as_of,
        features=numbers,
        evidence={
            **{name: value for name, value in told.items() if name not in numbers},
            **({"trade": row["trade"]} if row.get("trade") else {}),
        },
        amount_fen=None if amount is None else int(amount),
        months=int(row.get("months") or 12),
        channel=str(row.get("channel") or "facilitation"),
        basis="backtest",
    )
    groups = _groups(inputs) | {
        name: str(row[name]) for name in ("region", "sex") if row.get(name) is not None
    }
    if row.get("age") is not None:
        groups["age"] = str(row["age"]) if "-" in str(row["age"]) else _age_band(int(row["age"]))
    return Case(str(row["id"]), inputs, groups, as_of)


def _groups(inputs: Inputs) -> dict[str, str]:
    return {
        "trade": str(inputs.evidence.get("trade") or UNKNOWN),
        "amount": amount_step(inputs.amount_fen),
        **dict.fromkeys(("region", "sex", "age"), UNKNOWN),
    }


def _is_number(name: str) -> bool:
    return readable("rating")[name].type == "number"


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def each(history: History) -> Iterator[Case]:
    """In the order of deciding."""
    yield from sorted(history.cases, key=lambda it: (it.decided_on, it.id))


def _unread(why: str) -> Problem:
    return Problem(
        "backtest.file",
        Text(f"读不出这个文件：{why}", f"This file cannot be read: {why}"),
        Text("请给一个 UTF-8 的 CSV 文件。", "Give a CSV file in UTF-8."),
    )


def _row(why: str) -> Problem:
    return Problem(
        "backtest.row",
        Text(f"这一行读不懂：{why}", f"This row cannot be understood: {why}"),
        Text("它没有计入；改正后再来一次。", "It was left out; correct it and run again."),
    )


_NO_ID: Final = Problem(
    "backtest.column",
    Text("没有 id 列，无法与结果对应。", "There is no id column to tell outcomes by."),
    Text("加一列 id（申请编号或企业代号）。", "Add an id column: an application's number or a firm's code."),
)
