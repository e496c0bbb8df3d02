"""By when a borrower has an answer: business days by kind of request, from a table with versions."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.decision.people.model import ReviewKind
from puhui.kernel import BEIJING
from puhui.rulebook import rulebook

FILE: Final = Path(__file__).with_name("requests.yaml")
_END_OF_DAY: Final = time(23, 59, 59)


def due_at(kind: ReviewKind, asked_on: date) -> datetime:
    """The end, in Beijing, of the last business day for an answer; the day of asking does not count.

    >>> due_at(ReviewKind.PERSON, date(2026, 11, 23)).date().isoformat()
    '2026-11-26'
    """
    left, day = days_for(kind, asked_on), asked_on
    while left > 0:
        day += timedelta(days=1)
        left -= rulebook().on(asked_on).is_business_day(day)
    return datetime.combine(day, _END_OF_DAY, BEIJING)


def days_for(kind: ReviewKind, on: date) -> int:
    """Business days for this kind, by the version in effect. Raises ValueError before the first one."""
    begun = [version for version in _versions() if version["effective"] <= on]
    if not begun:
        raise ValueError(f"{FILE.name}: no version was in effect on {on}")
    newest = max(begun, key=lambda version: version["effective"])
    return int(newest["days"][kind.value]["value"])


@cache
def _versions() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load(FILE.read_text("utf-8")))
