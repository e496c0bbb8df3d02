"""An alarm begins at one height, ends at a lower one and after quiet days in a row. Pure.

So a number that hovers about its limit calls once and not every other day. A level only rises; when it does,
whoever took note of the lower one has not seen it, and is asked again. A day without enough to say anything
changes nothing, nor does a day that was counted before.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from puhui.decision.watch.alarming.model import Alarm, Level, Noticed


def goes_on(standing: Alarm | None, noticed: Noticed, on: date, fresh_id: UUID) -> Alarm | None:
    """The alarm after this day; None where there is none."""
    if standing is None:
        return _raised(noticed, on, fresh_id) if noticed.level else None
    if noticed.level is not None:
        return _louder(standing, noticed, noticed.level, on)
    if on <= standing.seen_on:
        return standing
    if not noticed.is_calm:
        return replace(standing, seen_on=on, calm_days=0)
    calm = standing.calm_days + 1
    cleared_on = on if calm >= noticed.clear_after else None
    return replace(standing, seen_on=on, calm_days=calm, cleared_on=cleared_on)


def _raised(noticed: Noticed, on: date, fresh_id: UUID) -> Alarm:
    assert noticed.level is not None  # noqa: S101 - asked before
    return Alarm(fresh_id, noticed.rule, noticed.about, noticed.level, on, on, 0, None, dict(noticed.numbers))


def _louder(standing: Alarm, noticed: Noticed, level: Level, on: date) -> Alarm:
    rises = level is Level.ACT and standing.level is Level.WATCH
    louder = replace(
        standing,
        level=Level.ACT if rises else standing.level,
        seen_on=max(on, standing.seen_on),
        calm_days=0,
        numbers=dict(noticed.numbers),
    )
    if not rises:
        return louder
    return replace(louder, acknowledged_by=None, acknowledged_at=None, why=None, note=None)
