"""What a page or a command shows of the numbers that are kept. Nothing is counted here."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from puhui.decision.watch import store
from puhui.decision.watch.alarming.model import Alarm
from puhui.decision.watch.alarming.naming import is_secret
from puhui.decision.watch.limits import limits
from puhui.decision.watch.running import alarm_of
from puhui.ground import Work
from puhui.kernel import BEIJING, Problem, Text

_MONTHS: Final = 13
_ALARMS: Final = 200
MOST_DAYS: Final = 31
_SERIES: Final = ("day", "window", "latency")


@dataclass(frozen=True, slots=True)
class Looked:
    """Everything a page shows. `latest` are the newest day's numbers, None before the first night;
    `references` says how many figures have something to be held against and from when the others may."""

    first_decision: date | None
    on: date | None
    latest: dict[str, Any] | None
    series: tuple[dict[str, Any], ...]
    months: tuple[dict[str, Any], ...]
    alarms: tuple[Alarm, ...]
    references: int
    references_from: date | None


def looked(work: Work, since: date, until: date, *, sees_fraud: bool = True) -> Looked:
    """The numbers of a period; without what the fraud table says for those who may not see it."""
    connection, mode = work.connection, work.actor.mode
    first = store.first_decided(connection, mode)
    first_on = None if first is None else first.astimezone(BEIJING).date()
    held = [row for row in store.references(connection, mode) if sees_fraud or not is_secret(row.about)]
    rows = store.day_parts(connection, mode, since, until, _SERIES)
    newest = max((row.on for row in rows), default=None)
    latest = None if newest is None else next(store.days(connection, mode, newest, newest)).numbers
    alarms = tuple(alarm_of(row) for row in store.alarms_since(connection, mode, since, _ALARMS))
    months = [
        {"month": row.month.isoformat(), **row.numbers} for row in store.months(connection, mode, _MONTHS)
    ]
    return Looked(
        first_on,
        newest,
        latest if latest is None or sees_fraud else without_fraud(latest),
        tuple({"on": row.on.isoformat(), **{name: getattr(row, name) for name in _SERIES}} for row in rows),
        tuple(reversed(months)),
        tuple(one for one in alarms if sees_fraud or not is_secret(one.about)),
        len(held),
        None if held or first_on is None else first_on + timedelta(days=limits().reference_days + 1),
    )


def without_fraud(numbers: dict[str, Any]) -> dict[str, Any]:
    """The same numbers for somebody who may not see what the fraud table says."""
    hidden = {
        name: [one for one in numbers[name] if not is_secret(str(one.get("about") or one.get("code") or ""))]
        for name in ("drift", "nulls", "reasons", "referrals")
    }
    return {**numbers, **hidden}


def days_of(
    work: Work, since: date, until: date, *, sees_fraud: bool = True, at_most: int = MOST_DAYS
) -> list[dict[str, Any]] | Problem:
    """The whole numbers of each day between, oldest first."""
    if not 0 <= (until - since).days < at_most:
        return _TOO_LONG
    rows = store.days(work.connection, work.actor.mode, since, until)
    return [
        {"on": row.on.isoformat(), **(row.numbers if sees_fraud else without_fraud(row.numbers))}
        for row in rows
    ]


_TOO_LONG: Final = Problem(
    "watch.days",
    Text(
        f"一次最多看{MOST_DAYS}天，且开始不晚于结束。",
        f"At most {MOST_DAYS} days, and none before the first.",
    ),
    Text("请缩短这段时间。", "Ask for a shorter time."),
    "since",
)
