"""The nightly run: every day that is over and has no numbers yet gets them, once, in the order of days.

Reading and counting hold nothing; each day is written in one transaction with its alarms, so a run that is
killed has kept whole days and the next one goes on after them. Two runs at once write no day twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Row

from puhui.decision.watch import store
from puhui.decision.watch.alarming.hysteresis import goes_on
from puhui.decision.watch.alarming.model import Alarm, Level, Noticed, Rule, Why
from puhui.decision.watch.day import Day, day_of, month_of, noticed_today
from puhui.decision.watch.limits import Limits, limits
from puhui.decision.watch.reading.bins import Bins, bins_of
from puhui.decision.watch.reading.coded import OUTCOME, Coded, Coding
from puhui.decision.watch.reading.loans import (
    Performance,
    PerformanceOf,
    day_number,
    loans_of,
    no_loans,
)
from puhui.decision.watch.reading.opening import OnProgress, Reading
from puhui.decision.watch.reading.reference import Reference
from puhui.decision.watch.reading.watched import Watched
from puhui.ground import SYSTEM, Actor, Ground, Mode, Work
from puhui.kernel import BEIJING, new_id

_DAY: Final = timedelta(days=1)
_MONTH_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did."""

    days: int = 0
    decisions: int = 0
    erased: int = 0
    raised: int = 0
    until: date | None = None


def watch_due(
    ground: Ground,
    mode: Mode,
    performance: PerformanceOf = no_loans,
    on_progress: OnProgress | None = None,
) -> Run:
    """Give every day up to yesterday its numbers; nothing to do is nothing done."""
    actor, held = replace(SYSTEM, mode=mode), limits()
    due = _due(ground, actor, held)
    if due is None:
        return Run()
    since, until = due
    begun = _first_day(ground, actor) or since
    first = max(begun, since - _MONTH_DAYS * _DAY * held.look_back_months)
    reading = Reading(ground, actor, first, until, held)
    watched = _read(ground, actor, reading, performance, on_progress)
    days = raised = 0
    for on in _days(since, until):
        kept = _keep(ground, actor, watched, on, _first_whole_month(begun))
        days, raised = days + (kept is not None), raised + (kept or 0)
    return Run(days, len(watched.coded), reading.erased, raised, until)


def look_today(ground: Ground, mode: Mode) -> int:
    """Look over today's decisions so far for figures that are gone; how many alarms began."""
    actor, held = replace(SYSTEM, mode=mode), limits()
    with ground.work(actor) as work:
        today = work.today()
        references = _references(work)
    if not references:
        return 0
    coding = Coding({name: one.bins for name, one in references.items()}, held)
    for seen in Reading(ground, actor, today, today, held, counts_groups=False).each():
        coding.add(seen)
    watched = Watched(coding.coded(), loans_of((), _thresholds(held)), references, held)
    with ground.work(actor) as work:
        return _alarm(work, noticed_today(watched, today), today)


def alarm_of(row: Row[Any]) -> Alarm:
    """An alarm as it is kept."""
    return Alarm(
        row.id,
        Rule(row.rule),
        row.about,
        Level(row.level),
        row.raised_on,
        row.seen_on,
        row.calm_days,
        row.cleared_on,
        row.numbers,
        row.acknowledged_by,
        row.acknowledged_at,
        None if row.why is None else Why(row.why),
        row.note,
    )


def _due(ground: Ground, actor: Actor, held: Limits) -> tuple[date, date] | None:
    """The days that are over and have no numbers; of a long past only what is looked back on."""
    with ground.work(actor) as work:
        last = store.watched_until(work.connection, actor.mode)
        until = work.today() - _DAY
    start = last + _DAY if last is not None else _first_day(ground, actor)
    if start is None or start > until:
        return None
    return max(start, until - held.look_back_months * _MONTH_DAYS * _DAY), until


def _first_day(ground: Ground, actor: Actor) -> date | None:
    with ground.work(actor) as work:
        first = store.first_decided(work.connection, actor.mode)
    return None if first is None else first.astimezone(BEIJING).date()


def _first_whole_month(first: date) -> date:
    """The first day of the first month that is whole.

    >>> _first_whole_month(date(2026, 1, 31))
    datetime.date(2026, 2, 1)
    """
    if first.day == 1:
        return first
    return (first.replace(day=28) + 4 * _DAY).replace(day=1)


def _read(
    ground: Ground,
    actor: Actor,
    reading: Reading,
    performance: PerformanceOf,
    on_progress: OnProgress | None,
) -> Watched:
    """Read once; a second time where a figure's first month has just become whole and it has bins now."""
    held = reading.limits
    with ground.work(actor) as work:
        references = _references(work)
        renewed = _renewed(work, references)
        work.audit("watch.read", "watch:decisions", since=reading.since, until=reading.until)
        loans = loans_of(_told(performance(work, _thresholds(held))), _thresholds(held))
    coded, fresh = _coded(reading, references, renewed, on_progress)
    if fresh:
        with ground.work(actor) as work:
            rows = [_reference_row(work, name, made, references) for name, made in fresh.items()]
            store.keep_references(work.connection, rows)
            references = _references(work)
        reading.erased = 0
        coded, _ = _coded(reading, references, {}, on_progress)
    return Watched(coded, loans, references, held)


def _coded(
    reading: Reading,
    references: Mapping[str, Reference],
    renewed: Mapping[str, int],
    on_progress: OnProgress | None,
) -> tuple[Coded, Mapping[str, Reference]]:
    coding = Coding({name: one.bins for name, one in references.items()}, reading.limits, renewed)
    for seen in reading.each(on_progress):
        coding.add(seen)
    return coding.coded(), coding.ripe(reading.until, lambda values: bins_of(values, reading.limits.bins))


def _told(performances: Iterable[Performance]) -> Iterator[Performance]:
    yield from performances


def _thresholds(held: Limits) -> tuple[int, ...]:
    return tuple(sorted({held.bad_days_past_due, held.early_days_past_due, held.first_payment_days}))


def _references(work: Work) -> dict[str, Reference]:
    """The newest of each figure; a renewed one is kept beside the first, as `figure@day`."""
    rows = store.references(work.connection, work.actor.mode)
    rows = sorted(rows, key=lambda row: row.since)
    return {row.about.split("@")[0]: Reference(row.since, row.until, Bins.opened(row.bins)) for row in rows}


def _renewed(work: Work, references: Mapping[str, Reference]) -> dict[str, int]:
    """Figures that moved for a cause that somebody knows and that lasts: what was seen since then is the new
    reference, once it is a month."""
    moved = store.accepted(work.connection, work.actor.mode)
    found = {OUTCOME if about == "outcome" else about: on for about, on in moved}
    return {
        name: day_number(on)
        for name, on in found.items()
        if name in references and references[name].since < on
    }


def _reference_row(work: Work, about: str, made: Reference, known: Mapping[str, Reference]) -> dict[str, Any]:
    return {
        "mode": work.actor.mode.value,
        "about": f"{about}@{made.since}" if about in known else about,
        "since": made.since,
        "until": made.until,
        "decisions": max(made.bins.decisions, 1),
        "made_at": work.now(),
        "bins": made.bins.plain(),
    }


def _keep(ground: Ground, actor: Actor, watched: Watched, on: date, since: date) -> int | None:
    """Write one day down with its alarms; None where it is there already."""
    made = day_of(watched, on)
    is_last = (on + _DAY).day == 1
    month = month_of(watched, on.replace(day=1)) if is_last and on.replace(day=1) >= since else None
    with ground.work(actor) as work:
        if not store.one_at_a_time(work.connection, actor.mode):
            return None
        if not store.keep_day(work.connection, actor.mode, on, work.now(), made.numbers):
            return None
        if month is not None:
            store.keep_month(work.connection, actor.mode, on.replace(day=1), work.now(), month.numbers)
        work.audit("watch.day_kept", f"watch:{on.isoformat()}")
        return _alarm(work, _noticed(made, month), on)


def _noticed(made: Day, month: Day | None) -> Iterator[Noticed]:
    yield from made.noticed
    if month is not None:
        yield from month.noticed


def _alarm(work: Work, noticed: Iterable[Noticed], on: date) -> int:
    """Carry every alarm on by a day; how many began."""
    mode = work.actor.mode
    standing = {(row.rule, row.about): alarm_of(row) for row in store.open_alarms(work.connection, mode)}
    began = 0
    for one in noticed:
        before = standing.get((one.rule.value, one.about))
        after = goes_on(before, one, on, new_id())
        if after is None or after == before:
            continue
        if before is None:
            began += store.raise_alarm(work.connection, {**asdict(after), "mode": mode.value})
            work.audit("watch.alarm_raised", f"alarm:{after.id}", rule=after.rule, level=after.level)
        else:
            store.change_alarm(work.connection, after.id, **_changed(after))
    return began


def _changed(after: Alarm) -> dict[str, object]:
    return {name: value for name, value in asdict(after).items() if name not in {"id", "rule", "about"}}


def _days(since: date, until: date) -> Iterator[date]:
    for place in range((until - since).days + 1):
        yield since + place * _DAY
