"""Files in, findings as a table out, for `puhui graph rings`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from puhui.graph.edges import Edges
from puhui.graph.edges.reading import LINE, GraphRead, RawTable, read_graph, read_raw
from puhui.graph.rings import Applications, Finding, Search
from puhui.kernel import Language, Problem, Text

_EPOCH: Final = date(1970, 1, 1)
_FEN_A_YUAN: Final = 100
_AMOUNTS: Final = ("guarantee", "trade", "invoice", "transfer")
_COLUMNS: Final = {
    "subject": ("subject", "owner", "person", "applicant", "申请人", "经营者"),
    "enterprise": ("enterprise", "firm", "company", "business", "企业"),
    "day": ("applied_on", "applied_at", "date", "day", "as_of", "申请日", "申请日期"),
    "amount": ("amount_fen", "amount", "金额"),
}
_EVIDENCE_TOLD: Final = 40


@dataclass(frozen=True, slots=True)
class Asking:
    """What is searched: the graph as read, its edges known on the day, and who applied."""

    read: GraphRead
    edges: Edges
    day: int
    applications: Applications | None
    problems: tuple[Problem, ...]


def open_graph(
    nodes: Path, edges: Path, applications: Path | None, as_of: date, *, yuan: bool
) -> Asking | Problem:
    """The files, or what is wrong with them. Edges not yet known on the day are left out."""
    read = read_graph(nodes, edges)
    if isinstance(read, Problem):
        return read
    day = (as_of - _EPOCH).days
    known = read.edges.where(read.known <= day)
    if yuan:
        money = np.isin(known.kind, [known.kinds.index(it) for it in _AMOUNTS if it in known.kinds])
        known.weight[money] *= _FEN_A_YUAN
    if applications is None:
        return Asking(read, known, day, None, ())
    table = read_raw(applications)
    if isinstance(table, Problem):
        return table
    asked = _applications(table, read, yuan=yuan)
    return asked if isinstance(asked, Problem) else Asking(read, known, day, *asked)


def findings_table(search: Search, asking: Asking, language: Language) -> pl.DataFrame:
    """One row a finding; nodes by their names, separated by a blank and a bar."""
    keys = asking.read.keys.to_list()
    return pl.DataFrame(
        [
            {
                "finding": number,
                "kind": it.kind.value,
                "strength": it.strength,
                "members": _joined(keys, it.members),
                "shared": _joined(keys, it.shared),
                "evidence": _evidence(asking.edges, keys, it),
                "said": it.said.in_(language),
            }
            for number, it in enumerate(search.findings, 1)
        ],
        schema={
            "finding": pl.Int64,
            "kind": pl.String,
            "strength": pl.Float64,
            "members": pl.String,
            "shared": pl.String,
            "evidence": pl.String,
            "said": pl.String,
        },
    )


def _joined(keys: Sequence[str], nodes: Sequence[int]) -> str:
    return " | ".join(keys[it] for it in nodes)


def _evidence(edges: Edges, keys: Sequence[str], finding: Finding) -> str:
    told = [
        f"{edges.kinds[edges.kind[at]]} {keys[edges.origin[at]]} > {keys[edges.target[at]]}"
        for at in finding.evidence[:_EVIDENCE_TOLD]
    ]
    more = len(finding.evidence) - len(told)
    return " | ".join([*told, f"+{more}"] if more else told)


def _applications(
    table: RawTable, read: GraphRead, *, yuan: bool
) -> tuple[Applications, tuple[Problem, ...]] | Problem:
    column = {
        role: found
        for role, names in _COLUMNS.items()
        for found in [next((it for it in names if it in table.header), None)]
        if found is not None
    }
    if "day" not in column or not {"subject", "enterprise"} & column.keys():
        return _NO_COLUMNS.at(table.name)
    rows = table.rows
    place = dict(zip(read.keys.to_list(), range(len(read.keys)), strict=True))
    subject, enterprise = (
        _places(rows[column[it]], place) if it in column else np.full(rows.height, -1, np.int32)
        for it in ("subject", "enterprise")
    )
    written = rows[column["day"]].str.strip_chars().str.slice(0, 10).str.replace_all("/", "-")
    day = written.str.to_date("%Y-%m-%d", strict=False)
    anybody = np.where(subject >= 0, subject, enterprise).astype(np.int32)
    kept = (anybody >= 0) & day.is_not_null().to_numpy()
    applications = Applications(
        anybody[kept],
        enterprise[kept],
        day.cast(pl.Int32).fill_null(0).to_numpy()[kept],
        _amounts(rows, column.get("amount"), yuan=yuan)[kept],
    )
    lost = rows[LINE].filter(pl.Series(~kept))
    return applications, () if lost.is_empty() else (_lost(lost).at(table.name),)


def _places(column: pl.Series, place: dict[str, int]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return column.str.strip_chars().replace_strict(place, default=-1, return_dtype=pl.Int32).to_numpy()


def _amounts(
    rows: pl.DataFrame, column: str | None, *, yuan: bool
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if column is None:
        return np.full(rows.height, np.nan)
    amount = rows[column].str.replace_all(r"[,，¥￥\s]", "").cast(pl.Float64, strict=False)
    factor = _FEN_A_YUAN if yuan and column != "amount_fen" else 1
    return amount.fill_null(float("nan")).to_numpy() * factor


def _lost(lines: pl.Series) -> Problem:
    first = "、".join(str(it) for it in lines.head(3))
    return Problem(
        "graph.applications.incomplete",
        Text(
            f"{len(lines)} 行申请的日期读不出，或申请人不在节点表里，略去（第 {first} 行……）。",
            f"{len(lines)} applications lack a readable date or a listed applicant; left out "
            f"(line {first} …).",
        ),
        Text("请改正后重跑。", "Correct them and run again."),
    )


_NO_COLUMNS: Final = Problem(
    "graph.applications.invalid",
    Text("申请表里看不出谁在哪一天申请。", "It is not clear who applied on which day."),
    Text(
        "列名用 owner、enterprise、applied_on（可加 amount_fen）。",
        "Name the columns owner, enterprise, applied_on (and amount_fen).",
    ),
)
