"""The queue: one page of applications, and how many there are of each.

Nothing is found by a part of a name: names and identifiers are sealed, and only a whole one has an index.
"""

import base64
import binascii
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.desk.model import Filter, Found, Sort, Wanted
from puhui.desk.service.refreshing import name_index
from puhui.desk.store import cases, finding
from puhui.ground import Work
from puhui.intake import find_subjects, names_of
from puhui.kernel import Problem, Text

_NUMBER: Final = re.compile(r"[A-Z]?\d{8}-\d{1,6}")
_ME: Final = "me"


def search(
    work: Work, only: Filter, text: str | None, sort: Sort, *, after: str | None, at_most: int
) -> Found | Problem:
    """The next page of applications that fit."""
    cursor = None if after is None else _read_cursor(after, sort)
    if isinstance(cursor, Problem):
        return cursor
    mine = replace(only, assignee=work.actor.id) if only.assignee == _ME else only
    wanted = mine, _meaning(work, text)
    connection, mode = work.connection, work.actor.mode
    rows = finding.page(connection, mode, wanted, sort, after=cursor, at_most=at_most)
    shown = rows[:at_most]
    files = tuple(cases.case_of(row) for row in shown)
    people = {it for one in files for it in (one.owner_id, one.business_id) if it is not None}
    total, counts = _counted(finding.combinations(connection, mode, wanted), mine)
    more = _cursor(shown[-1]) if len(rows) > at_most else None
    return Found(files, names_of(work, people), more, total, counts)


def _meaning(work: Work, text: str | None) -> Wanted | None:
    """What somebody typed: a number, an application's id, an identifier or a whole name."""
    typed = (text or "").strip()
    if not typed:
        return None
    if _NUMBER.fullmatch(typed.upper()):
        day, count = typed.upper().removeprefix("P").split("-")
        return Wanted(number=f"P{day}-{int(count):06}")
    try:
        return Wanted(application_id=UUID(typed))
    except ValueError:
        found = tuple(it.id for it in find_subjects(work, typed))
        return Wanted(name_index=name_index(work, typed), subject_ids=found)


def _counted(rows: Sequence[Row[Any]], only: Filter) -> tuple[int, Mapping[str, Mapping[str, int]]]:
    """All that fit, and of each facet's alternatives how many would, were its own list not there."""
    lists = {facet: frozenset(getattr(only, facet)) for facet in finding.FACETS}
    total, counts = 0, {facet: Counter[str]() for facet in finding.FACETS}
    for row in rows:
        values = {facet: row._mapping[facet] for facet in finding.FACETS}
        against = [facet for facet, wanted in lists.items() if wanted and values[facet] not in wanted]
        total += 0 if against else row.rows
        for facet in finding.FACETS:
            if values[facet] is not None and set(against) <= {facet}:
                counts[facet][values[facet]] += row.rows
    return total, counts


def _cursor(last: Row[Any]) -> str:
    key = last.sort_key
    plain = key.isoformat() if isinstance(key, datetime) else key
    return base64.urlsafe_b64encode(orjson.dumps([plain, str(last.application_id)])).decode().rstrip("=")


def _read_cursor(written: str, sort: Sort) -> tuple[Any, UUID] | Problem:
    """Where to go on; made by `_cursor` for the same order, anything else is refused."""
    try:
        key, found = orjson.loads(base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)))
        is_amount = sort in {Sort.AMOUNT, Sort.LIMIT}
        return (int(key) if is_amount else datetime.fromisoformat(key)), UUID(found)
    except (ValueError, TypeError, AttributeError, binascii.Error):
        return _OLD_PAGE


_OLD_PAGE: Final = Problem(
    "desk.page.unknown",
    Text("接着往下翻的位置不对。", "That is no place to go on from."),
    Text("请从第一页重新打开。", "Begin at the first page again."),
    "after",
)
