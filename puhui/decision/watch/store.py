"""All SQL of watching."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from puhui.decision.tables import decision
from puhui.decision.watch.tables import watch_alarm, watch_day, watch_month, watch_reference
from puhui.ground import Mode

_BEFORE_ALL: Final = UUID(int=0)
_KEPT: Final = text("""
    SELECT id, application_id, subject_id, decided_at, outcome, scorecard_version, timings, inputs, record
    FROM decision.decision
    WHERE mode = :mode AND (decided_at, id) > (:since, :after) AND decided_at < :until
        AND path IN ('application', 'package')
    ORDER BY decided_at, id LIMIT :at_most""")
_ONE_AT_A_TIME: Final = "watch:{mode}"


def kept(
    connection: Connection, mode: Mode, place: tuple[datetime, UUID | None], until: datetime, at_most: int
) -> Sequence[Row[Any]]:
    """The next decisions about applications after a place, sealed, in the order they were made."""
    since, after = place
    asked = {"mode": mode.value, "since": since, "after": after or _BEFORE_ALL, "until": until}
    return connection.execute(_KEPT, asked | {"at_most": at_most}).all()


def how_many(connection: Connection, mode: Mode, since: datetime, until: datetime) -> int:
    """How many decisions about applications lie between."""
    counted = select(func.count()).select_from(decision).where(*_between(mode, since, until))
    return int(connection.execute(counted).scalar_one())


def first_decided(connection: Connection, mode: Mode) -> datetime | None:
    """When the first decision about an application was made."""
    asked = select(func.min(decision.c.decided_at)).where(decision.c.mode == mode.value, _ABOUT_APPLICATIONS)
    found: datetime | None = connection.execute(asked).scalar_one()
    return found


def watched_until(connection: Connection, mode: Mode) -> date | None:
    """The last day that has its numbers."""
    asked = select(func.max(watch_day.c.on)).where(watch_day.c.mode == mode.value)
    found: date | None = connection.execute(asked).scalar_one()
    return found


def one_at_a_time(connection: Connection, mode: Mode) -> bool:
    """Hold the right to write this mode's numbers until the transaction ends; False when another does."""
    key = func.hashtextextended(_ONE_AT_A_TIME.format(mode=mode.value), 0)
    return bool(connection.execute(select(func.pg_try_advisory_xact_lock(key))).scalar_one())


def keep_day(connection: Connection, mode: Mode, on: date, at: datetime, numbers: Mapping[str, Any]) -> bool:
    """Keep a day's numbers, once; False when they are there."""
    row = {"mode": mode.value, "on": on, "made_at": at, "numbers": numbers}
    kept = insert(watch_day).values(row).on_conflict_do_nothing().returning(watch_day.c.on)
    return connection.execute(kept).first() is not None


def keep_month(
    connection: Connection, mode: Mode, month: date, at: datetime, numbers: Mapping[str, Any]
) -> None:
    """Keep a month's numbers, once: they are told as they were, whoever is erased later."""
    row = {"mode": mode.value, "month": month, "made_at": at, "numbers": numbers}
    connection.execute(insert(watch_month).values(row).on_conflict_do_nothing())


def keep_references(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep what figures are held against, once each."""
    if rows:
        connection.execute(insert(watch_reference).on_conflict_do_nothing(), list(rows))


def references(connection: Connection, mode: Mode) -> Sequence[Row[Any]]:
    """Everything that figures are held against."""
    mine = watch_reference.c.mode == mode.value
    return connection.execute(select(watch_reference).where(mine).order_by(watch_reference.c.about)).all()


def days(connection: Connection, mode: Mode, since: date, until: date) -> Iterator[Row[Any]]:
    """The numbers of each day between, both included, oldest first."""
    mine = (watch_day.c.mode == mode.value) & watch_day.c.on.between(since, until)
    yield from connection.execute(select(watch_day).where(mine).order_by(watch_day.c.on))


def day_parts(
    connection: Connection, mode: Mode, since: date, until: date, names: Sequence[str]
) -> Sequence[Row[Any]]:
    """Some parts of each day's numbers, oldest first."""
    mine = (watch_day.c.mode == mode.value) & watch_day.c.on.between(since, until)
    parts = [watch_day.c.numbers[name].label(name) for name in names]
    return connection.execute(select(watch_day.c.on, *parts).where(mine).order_by(watch_day.c.on)).all()


def months(connection: Connection, mode: Mode, at_most: int) -> Sequence[Row[Any]]:
    """The newest months, the newest first."""
    mine = watch_month.c.mode == mode.value
    return connection.execute(
        select(watch_month).where(mine).order_by(watch_month.c.month.desc()).limit(at_most)
    ).all()


def open_alarms(connection: Connection, mode: Mode) -> Sequence[Row[Any]]:
    """Alarms that have not cleared."""
    mine = (watch_alarm.c.mode == mode.value) & watch_alarm.c.cleared_on.is_(None)
    return connection.execute(select(watch_alarm).where(mine).order_by(watch_alarm.c.raised_on)).all()


def alarms_since(connection: Connection, mode: Mode, since: date, at_most: int) -> Sequence[Row[Any]]:
    """Open alarms, and those that cleared since then; open and newest first."""
    mine = (watch_alarm.c.mode == mode.value) & (
        watch_alarm.c.cleared_on.is_(None) | (watch_alarm.c.cleared_on >= since)
    )
    order = (watch_alarm.c.cleared_on.is_not(None), watch_alarm.c.raised_on.desc(), watch_alarm.c.id)
    return connection.execute(select(watch_alarm).where(mine).order_by(*order).limit(at_most)).all()


def accepted(connection: Connection, mode: Mode) -> Sequence[tuple[str, date]]:
    """Figures of which somebody said that their move has a known cause that lasts, and since when."""
    mine = (watch_alarm.c.mode == mode.value) & watch_alarm.c.why.in_(_LASTING)
    moved = watch_alarm.c.rule.in_(_MOVED)
    asked = select(watch_alarm.c.about, func.max(watch_alarm.c.raised_on)).where(mine, moved)
    return [(row[0], row[1]) for row in connection.execute(asked.group_by(watch_alarm.c.about))]


def alarm(connection: Connection, mode: Mode, alarm_id: UUID, *, hold: bool = False) -> Row[Any] | None:
    """One alarm."""
    asked = select(watch_alarm).where(watch_alarm.c.id == alarm_id, watch_alarm.c.mode == mode.value)
    return connection.execute(asked.with_for_update() if hold else asked).one_or_none()


def raise_alarm(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Write an alarm down; False when the same is open."""
    begun = insert(watch_alarm).values(row).on_conflict_do_nothing().returning(watch_alarm.c.id)
    return connection.execute(begun).first() is not None


def change_alarm(connection: Connection, alarm_id: UUID, **values: object) -> None:
    """Write down how an alarm went on."""
    connection.execute(update(watch_alarm).where(watch_alarm.c.id == alarm_id).values(**values))


_LASTING: Final = ("known_change", "policy_changed")
_MOVED: Final = ("drift", "score", "nulls", "mix")
_ABOUT_APPLICATIONS: Final = decision.c.path.in_(("application", "package"))


def _between(mode: Mode, since: datetime, until: datetime) -> tuple[Any, ...]:
    return (
        decision.c.mode == mode.value,
        decision.c.decided_at >= since,
        decision.c.decided_at < until,
        _ABOUT_APPLICATIONS,
    )
