"""What is going on: today, the last days, what waits for a person, money, arrears, what goes wrong."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from puhui.desk.bodies.overview import (
    BucketBody,
    DayBody,
    DecisionTimeBody,
    MoneyBody,
    MoneyDayBody,
    OverviewBody,
    QueueBody,
    TaskBody,
    TodayBody,
    TroubleBody,
    WaitingBody,
)
from puhui.desk.bodies.shapes import said
from puhui.desk.store import overview as store
from puhui.desk.wording import word
from puhui.exchange import refusals_of
from puhui.ground import Work
from puhui.ground.outbox import backlog
from puhui.kernel import day_begins
from puhui.loan import DrawdownState, drawdowns
from puhui.loan.mirror import MirroredMoney, mirror_breaks, mirrored_money
from puhui.servicing import LentMoney, bucket_names, lent_money

_MOST_LOOKED_AT = 500
_REFUSALS_DAYS = 1


def overview_of(work: Work, days: int) -> OverviewBody:
    """The last days, today among them, as things stand now."""
    today, now = work.today(), work.now()
    since = today - timedelta(days=days - 1)
    told = {row.on: row for row in store.by_day(work.connection, work.actor.mode, day_begins(since))}
    queues = {it.waits_for: it for it in store.waiting(work.connection, work.actor.mode, now)}
    money = mirrored_money(work, since) if work.house is None else lent_money(work, since)
    all_days = [since + timedelta(days=number) for number in range(days)]
    times = store.decision_ms(work.connection, work.actor.mode, day_begins(today))
    return OverviewBody(
        as_of=now,
        today=_today(told.get(today)),
        days=[_day(day, told.get(day)) for day in all_days],
        waiting=WaitingBody(**{name: _queue(queues.get(name)) for name in WaitingBody.model_fields}),
        decision_ms=DecisionTimeBody(p50=times.p50, p99=times.p99),
        money=_money(money, all_days),
        arrears=_arrears(money),
        needs_person=list(_tasks(work, queues, now)),
        troubles=list(_troubles(work, now)),
    )


def _today(row: Row[Any] | None) -> TodayBody:
    if row is None:
        return TodayBody(**dict.fromkeys(TodayBody.model_fields, 0))
    return TodayBody(
        applied=row.applied,
        decided=row.approved + row.referred + row.declined,
        approved=row.approved,
        referred=row.referred,
        declined=row.declined,
        amount_asked_fen=int(row.asked_fen),
        amount_approved_fen=int(row.approved_fen),
    )


def _day(day: date, row: Row[Any] | None) -> DayBody:
    names = ("applied", "approved", "referred", "declined")
    return DayBody(on=day, **{name: getattr(row, name) if row is not None else 0 for name in names})


def _queue(row: Row[Any] | None) -> QueueBody:
    if row is None:
        return QueueBody(count=0, oldest_at=None, median_minutes=None)
    return QueueBody(count=row.rows, oldest_at=row.oldest_at, median_minutes=round(row.minutes))


def _money(money: MirroredMoney | LentMoney, days: list[date]) -> MoneyBody:
    by_day = [MoneyDayBody(on=day, out_fen=out, back_fen=back) for day, (out, back) in _each(money, days)]
    return MoneyBody(
        out_fen=sum(it.out_fen for it in by_day),
        back_fen=sum(it.back_fen for it in by_day),
        outstanding_fen=money.outstanding_fen,
        by_day=by_day,
    )


def _each(money: MirroredMoney | LentMoney, days: list[date]) -> Iterator[tuple[date, tuple[int, int]]]:
    for day in days:
        yield day, money.by_day.get(day, (0, 0))


def _arrears(money: MirroredMoney | LentMoney) -> list[BucketBody]:
    told = ((code, name, money.by_bucket.get(code, (0, 0))) for code, name in bucket_names().items())
    return [
        BucketBody(bucket=code, name=said(name), loans=loans, owed_fen=owed_fen)
        for code, name, (loans, owed_fen) in told
    ]


def _tasks(work: Work, queues: Mapping[str, Row[Any]], now: datetime) -> Iterator[TaskBody]:
    late = store.overdue(work.connection, work.actor.mode, now)
    counts = {"overdue": late} | {name: row.rows for name, row in queues.items()}
    if work.house is not None:
        flagged = drawdowns(work, DrawdownState.RESERVED, at_most=_MOST_LOOKED_AT)
        counts["flagged"] = sum(it.flagged for it in flagged)
    for kind, link in _LINKS.items():
        if counts.get(kind):
            yield TaskBody(kind=kind, what=said(word("tasks", kind)), count=counts[kind], link=link)


def _troubles(work: Work, now: datetime) -> Iterator[TroubleBody]:
    recent = now - timedelta(days=_REFUSALS_DAYS)
    refused = [it for it in refusals_of(work, None, _MOST_LOOKED_AT) if it.at >= recent]
    counts = {
        "dead_letters": backlog(work.connection).dead,
        "refusals": sum(it.times for it in refused),
        "mirror_breaks": len(mirror_breaks(work, at_most=_MOST_LOOKED_AT)) if work.house is None else 0,
    }
    for kind, count in counts.items():
        if count:
            yield TroubleBody(kind=kind, what=said(word("troubles", kind)), count=count)


_LINKS: Mapping[str, str] = {
    "overdue": "/console/requests",
    "reviewer": "/console/referrals",
    "second_reviewer": "/console/referrals",
    "requests": "/console/requests",
    "flagged": "/console/work",
}
"""Where in the console each is done, the most pressing first."""
