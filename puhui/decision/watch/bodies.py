"""What goes over HTTP: numbers as they are kept, alarms in words, and the names of everything in them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from puhui.decision.watch.alarming.acknowledging import LONGEST_NOTE
from puhui.decision.watch.alarming.model import Alarm, Level, Rule, Why
from puhui.decision.watch.alarming.naming import (
    by_title,
    figure_title,
    is_secret,
    part_title,
    reason_title,
    segment_title,
    words,
)
from puhui.decision.watch.alarming.saying import what_moved, what_to_do
from puhui.decision.watch.limits import Line, limit_lines
from puhui.decision.watch.looking import Looked
from puhui.ground.web.said import Said
from puhui.kernel import Text


class AcknowledgementAsked(BaseModel):
    """Why somebody takes note of an alarm, and words of their own; no name and no number of a person."""

    model_config = ConfigDict(extra="forbid")
    why: Why
    note: Annotated[str | None, Field(max_length=LONGEST_NOTE)] = None


class AlarmBody(BaseModel):
    """One alarm: what moved and what to do, since when, whether somebody has taken note."""

    id: UUID
    rule: Rule
    about: str
    level: Level
    what: Said
    do: Said
    raised_on: date
    seen_on: date
    cleared_on: date | None
    numbers: dict[str, Any]
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    why: Why | None
    why_said: Said | None
    note: str | None

    @classmethod
    def of(cls, alarm: Alarm, logins: Mapping[str, str], *, sees_fraud: bool) -> "AlarmBody":
        """From an alarm; who took note by their login."""
        shown = alarm if sees_fraud else _without_fraud(alarm)
        why = None if alarm.why is None else Said.of(Text(**words()["why"][alarm.why.value]))
        by = alarm.acknowledged_by
        return cls(
            id=alarm.id,
            rule=alarm.rule,
            about=alarm.about,
            level=alarm.level,
            what=Said.of(what_moved(shown)),
            do=Said.of(what_to_do(shown)),
            raised_on=alarm.raised_on,
            seen_on=alarm.seen_on,
            cleared_on=alarm.cleared_on,
            numbers=dict(shown.numbers),
            acknowledged_by=None if by is None else logins.get(by, by),
            acknowledged_at=alarm.acknowledged_at,
            why=alarm.why,
            why_said=why,
            note=alarm.note,
        )


class WhyBody(BaseModel):
    """One of the reasons to choose from."""

    why: Why
    said: Said


class WatchLimitBody(BaseModel):
    """One line of the table of limits."""

    limit: str
    value: float | list[int]
    unit: str
    owner: str
    source: str
    effective: date
    why: str

    @classmethod
    def of(cls, line: Line) -> "WatchLimitBody":
        """From a line."""
        value = list(line.value) if isinstance(line.value, list | tuple) else line.value
        return cls(**{name: getattr(line, name) for name in cls.model_fields if name != "value"}, value=value)


class WatchBody(BaseModel):
    """Everything of the page. `numbers_from`: the first night that can say anything about drift, where
    nothing is held against anything yet. `names` names every code in the numbers."""

    mode: Literal["live", "test"]
    first_decision: date | None
    on: date | None
    numbers_from: date | None
    references: int
    latest: dict[str, Any] | None
    series: list[dict[str, Any]]
    months: list[dict[str, Any]]
    alarms: list[AlarmBody]
    names: dict[str, Said]
    choices: list[WhyBody]
    limits: list[WatchLimitBody]


def watch_body(looked: Looked, mode: str, logins: Mapping[str, str], *, sees_fraud: bool) -> WatchBody:
    """The page's body."""
    on = looked.on or looked.first_decision or date(2026, 1, 1)
    return WatchBody(
        mode="live" if mode == "live" else "test",
        first_decision=looked.first_decision,
        on=looked.on,
        numbers_from=looked.references_from,
        references=looked.references,
        latest=looked.latest,
        series=list(looked.series),
        months=list(looked.months),
        alarms=[AlarmBody.of(one, logins, sees_fraud=sees_fraud) for one in looked.alarms],
        names={code: Said.of(text) for code, text in _names(looked, on)},
        choices=[WhyBody(why=one, said=Said.of(Text(**words()["why"][one.value]))) for one in Why],
        limits=[WatchLimitBody.of(line) for line in limit_lines()],
    )


def _names(looked: Looked, on: date) -> Iterator[tuple[str, Text]]:
    """Every code that stands in the numbers; a segment's is `by:value`, a division outranks a figure."""
    latest = looked.latest or {}
    for one in (*latest.get("drift", ()), *latest.get("nulls", ()), *latest.get("calibration", ())):
        yield one["about"], figure_title(one["about"])
    for one in (*latest.get("reasons", ()), *latest.get("referrals", ())):
        yield one["code"], reason_title(one["code"])
    for one in latest.get("latency", ()):
        yield one["part"], part_title(one["part"])
    for month in looked.months:
        for one in month["segments"]:
            yield f"{one['by']}:{one['value']}", segment_title(one["by"], one["value"], on)
        for one in month["fairness"]:
            for group in one["groups"]:
                yield f"{one['by']}:{group['value']}", segment_title(one["by"], group["value"], on)
    for by in words()["by"]:
        yield by, by_title(by)


def _without_fraud(alarm: Alarm) -> Alarm:
    together = alarm.numbers.get("with")
    if not together:
        return alarm
    return replace(alarm, numbers={**alarm.numbers, "with": [one for one in together if not is_secret(one)]})
