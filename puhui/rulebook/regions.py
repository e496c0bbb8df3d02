"""行政区划代码 (GB/T 2260), with the years in which a code was in use, from python-stdnum's table.

Codes are retired and their holders keep them (domain 7), so a code that is not in the table for a day is a
warning beside the answer, never a refusal.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from stdnum import numdb

from puhui.kernel import Problem, Text

_PERIOD: Final = re.compile(r"\[(\d*)-(\d*)\](.+)")


@dataclass(frozen=True, slots=True)
class Region:
    """Where a code points, as far as it is known; `warning` is set when it was not in use that year."""

    code: str
    province: str | None
    name: str | None
    warning: Problem | None = None


def find_region(code: str, on: date) -> Region:
    """Look a six-digit code up for the year of `on` (a birth, an issue, a registration).

    >>> find_region("110103", date(2005, 1, 1)).name
    '崇文区'
    """
    province, counties = _entry(code)
    names = [name for first, last, name in counties if first <= on.year <= last]
    if names:
        return Region(code, province, names[0])
    once = counties[0][2] if counties else None
    return Region(code, province, once, _retired(code, on) if counties else _unknown(code))


def _entry(code: str) -> tuple[str | None, list[tuple[int, int, str]]]:
    if not re.fullmatch(r"\d{6}", code, re.ASCII):
        return None, []
    found: dict[str, str] = {}
    for _, properties in numdb.get("cn/loc").info(code):
        found |= properties
    counties = [_period(written) for written in found["county"].split(",")] if "county" in found else []
    return found.get("province"), counties


def _period(written: str) -> tuple[int, int, str]:
    match = _PERIOD.fullmatch(written)
    if not match:
        return 0, 9999, written
    return int(match[1] or 0), int(match[2] or 9999), match[3]


def _unknown(code: str) -> Problem:
    return Problem(
        "region.unknown",
        Text(
            f"行政区划代码 {code[:6]} 不在区划表中。", f"Region code {code[:6]} is not in the region table."
        ),
        Text("请人工核对，不因此拒绝。", "Have a person look; this alone refuses nobody."),
    )


def _retired(code: str, on: date) -> Problem:
    return Problem(
        "region.not_in_use",
        Text(
            f"行政区划代码 {code} 在{on.year}年未启用或已撤销。",
            f"Region code {code} was not in use in {on.year}.",
        ),
        Text("请人工核对，不因此拒绝。", "Have a person look; this alone refuses nobody."),
    )
