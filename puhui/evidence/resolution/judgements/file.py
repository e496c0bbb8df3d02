"""Judgements that a person keeps as a table: left, right, verdict, by, why, at."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from puhui.evidence.files import RawTable, place_in, sources, tables_of
from puhui.evidence.resolution.judgements.model import Judgement, JudgementReason, Verdict, pair_of
from puhui.kernel import BEIJING, Problem, Text

COLUMNS = ("left", "right", "verdict", "by", "why", "at")


def read_judgements(path: Path) -> tuple[list[Judgement], list[Problem]]:
    """Every row that can be read, and the others by line. A time without a zone is Beijing's."""
    said: list[Judgement] = []
    problems: list[Problem] = []
    for source in sources(path):
        for found in [source] if isinstance(source, Problem) else tables_of(source, lambda _: 1):
            if isinstance(found, Problem):
                problems.append(found)
                continue
            for row in _rows(found):
                (said if isinstance(row, Judgement) else problems).append(row)  # type: ignore[arg-type]
    return said, problems


def _rows(raw: RawTable) -> Iterator[Judgement | Problem]:
    header = [name.strip().lower() for name in raw.header]
    if not set(COLUMNS[:3]) <= set(header):
        yield _COLUMNS.at(raw.place)
        return
    for row in raw.rows.iter_rows(named=True):
        cells = {name: (row[f"c{index}"] or "").strip() for index, name in enumerate(header)}
        yield _judgement(cells) or _ROW.at(place_in(raw.place, row["line"]))


def _judgement(cells: Mapping[str, str]) -> Judgement | None:
    try:
        left, right = pair_of(cells["left"], cells["right"])
        verdict = Verdict(cells["verdict"])
        why = JudgementReason(cells.get("why") or JudgementReason.NOT_ENOUGH_KNOWN)
        at = datetime.fromisoformat(cells["at"]) if cells.get("at") else _LONG_AGO
    except ValueError:
        return None
    return Judgement(
        left, right, verdict, cells.get("by", ""), why, at if at.tzinfo else at.replace(tzinfo=BEIJING)
    )


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = Problem(
    "evidence.judgements.columns_invalid",
    Text(
        "判断表要有 left、right、verdict 三列。",
        "A table of judgements has the columns left, right, verdict.",
    ),
    Text("其余列 by、why、at 可以没有。", "by, why and at may be absent."),
)
_ROW = Problem(
    "evidence.judgements.row_invalid",
    Text(
        "这一行看不懂：verdict 只有 same、not_same、unsure，时间如 2026-11-23T10:00。",
        "This row cannot be read: a verdict is same, not_same or unsure, a time like 2026-11-23T10:00.",
    ),
    Text("改正后再运行；其余各行已采用。", "Correct it and run again; the other rows were used."),
)
