"""All numbers of one day, as they are kept: plain values, aggregates only."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

from puhui.decision.watch.alarming.model import Noticed
from puhui.decision.watch.alarming.rules import of_calibrations, of_drifts, of_latency, of_nulls
from puhui.decision.watch.alarming.slow_rules import of_fairness, of_vintages
from puhui.decision.watch.measuring.calibration import Calibration, calibrations
from puhui.decision.watch.measuring.drift import Drift, drifts
from puhui.decision.watch.measuring.fairness import fairness, segments
from puhui.decision.watch.measuring.latency import latency
from puhui.decision.watch.measuring.mix import mix, reasons, referrals
from puhui.decision.watch.measuring.nulls import Nulls, nulls
from puhui.decision.watch.measuring.vintage import vintages
from puhui.decision.watch.reading.loans import day_number
from puhui.decision.watch.reading.watched import Watched

FORMAT: Final = 1
_PLACES: Final = 5
_REASONS: Final = 20
_REFERRAL_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Day:
    """A day's numbers and what is to be noticed in them."""

    numbers: dict[str, Any]
    noticed: tuple[Noticed, ...]


def day_of(watched: Watched, on: date) -> Day:
    """The numbers of a day that is over."""
    today, limits = day_number(on), watched.limits
    since = today - limits.window_days + 1
    moved, unknown = drifts(watched, today), nulls(watched, today)
    said, cohorts, took = calibrations(watched, today), vintages(watched, today), latency(watched, today)
    noticed = (
        *of_nulls(unknown, limits),
        *of_drifts(moved, limits),
        *of_calibrations(said, limits),
        *of_vintages(cohorts, limits),
        *of_latency(took, limits),
    )
    numbers = {
        "format": FORMAT,
        "day": asdict(mix(watched, today, today)),
        "window": {"since": (on - timedelta(days=limits.window_days - 1)).isoformat()}
        | asdict(mix(watched, since, today)),
        "latency": [asdict(one) for one in took],
        "drift": [_drift(one) for one in sorted(moved, key=_by_move)],
        "nulls": [_nulls(one) for one in unknown if one.window.hits or one.reference.hits],
        "calibration": [_calibration(one) for one in said],
        "vintages": [asdict(one) for one in cohorts],
        "reasons": [asdict(one) for one in reasons(watched, since, today)[:_REASONS]],
        "referrals": [asdict(one) for one in referrals(watched, today - _REFERRAL_DAYS + 1, today)],
    }
    return Day(_plain(numbers), noticed)


def month_of(watched: Watched, month: date) -> Day:
    """The numbers of a month that is over: segments of the month, groups over several complete ones."""
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    first = _months_before(month, watched.limits.fairness_months - 1)
    compared = fairness(watched, day_number(first), day_number(last))
    numbers = {
        "format": FORMAT,
        "since": first.isoformat(),
        "segments": [asdict(one) for one in segments(watched, day_number(month), day_number(last))],
        "fairness": [asdict(one) for one in compared],
    }
    return Day(_plain(numbers), tuple(of_fairness(compared, watched.limits)))


def _months_before(month: date, how_many: int) -> date:
    """The first day of a month so many before.

    >>> _months_before(date(2026, 2, 1), 5)
    datetime.date(2025, 9, 1)
    """
    months = month.year * 12 + month.month - 1 - how_many
    return date(months // 12, months % 12 + 1, 1)


def _by_move(one: Drift) -> tuple[float, float]:
    worst = one.worst
    return (0.0, 1.0) if worst is None else (-worst.corrected, worst.chance)


def _drift(one: Drift) -> dict[str, Any]:
    plain = asdict(one)
    bins = zip(plain.pop("labels"), plain.pop("reference_shares"), plain.pop("shares"), strict=True)
    return plain | {"bins": [{"bin": label, "then": then, "now": now} for label, then, now in bins]}


def _nulls(one: Nulls) -> dict[str, Any]:
    return {
        "about": one.about,
        "today": [one.today.hits, one.today.n],
        "window": [one.window.hits, one.window.n],
        "usual": one.reference.share,
    }


def _calibration(one: Calibration) -> dict[str, Any]:
    return asdict(one)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON has
    """Dates written, numbers short."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, _PLACES) if isinstance(value, float) else value


def noticed_today(watched: Watched, on: date) -> Iterator[Noticed]:
    """What cannot wait for the night: figures that are unknown everywhere since this morning."""
    found = of_nulls(nulls(watched, day_number(on)), watched.limits)
    yield from (one for one in found if one.level is not None and one.rule.value == "gone")
