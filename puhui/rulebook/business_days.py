"""Business days in China: the State Council's own calendar where it is known, a documented guess after it.

For the years chinesecalendar knows, its table is right, exchanged workdays included. Past them a day is
judged by weekends, by the holidays of fixed date (全国年节及纪念日放假办法) and by 清明, which is a solar
term; 春节, 端午 and 中秋 follow the moon and exchanged days follow a yearly notice, so the answer says
`unconfirmed`, and `unknown` inside the weeks where a lunar holiday may fall.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import chinese_calendar

from puhui.kernel import Text
from puhui.rulebook.model import Confidence
from puhui.rulebook.yaml_file import read_yaml

_ONE_DAY: Final = timedelta(days=1)
_KNOWN_YEARS: Final = frozenset(day.year for day in chinese_calendar.constants.holidays)
_SOLAR_YEARS: Final = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Holidays:
    """What may be said about any year: holidays by month and day, and windows of lunar ones."""

    fixed: Mapping[tuple[int, int], tuple[date, Text]]
    windows: tuple[tuple[tuple[int, int], tuple[int, int], Text], ...]


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """Whether banks work on a day, how sure that is, and the holiday's name where there is one."""

    day: date
    is_business: bool
    confidence: Confidence
    holiday: Text | None = None


def business_day(day: date, holidays: Holidays) -> BusinessDay:
    """Judge one day.

    >>> business_day(date(2026, 10, 1), load_holidays(_DATA)).is_business
    False
    """
    if day.year in _KNOWN_YEARS:
        return BusinessDay(day, bool(chinese_calendar.is_workday(day)), Confidence.VERIFIED)
    named = _fixed_holiday(day, holidays)
    if named:
        return BusinessDay(day, False, Confidence.UNCONFIRMED, named)
    if day.weekday() >= 5:
        return BusinessDay(day, False, Confidence.UNCONFIRMED)
    lunar = next((name for first, last, name in holidays.windows if first <= _month_day(day) <= last), None)
    return BusinessDay(day, True, Confidence.UNKNOWN if lunar else Confidence.UNCONFIRMED, lunar)


def next_business_day(day: date, holidays: Holidays) -> date:
    """The day itself when banks work, otherwise the first one after it on which they do."""
    while not business_day(day, holidays).is_business:
        day += _ONE_DAY
    return day


def load_holidays(path: Path) -> Holidays:
    """The holidays of fixed date and the windows of lunar ones, from their file."""
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise ValueError(f"{path.name}: needs fixed and lunar_windows")
    fixed = {_pair(row["day"]): (row["effective"], Text(row["zh"], row["en"])) for row in content["fixed"]}
    windows = tuple(
        (_pair(row["first"]), _pair(row["last"]), Text(row["zh"], row["en"]))
        for row in content["lunar_windows"]
    )
    return Holidays(fixed, windows)


def _fixed_holiday(day: date, holidays: Holidays) -> Text | None:
    if day in _qingming_days(day.year):
        return Text("清明节", "Tomb-Sweeping Day")
    effective, name = holidays.fixed.get(_month_day(day), (date.max, None))
    return name if day >= effective else None


@cache
def _qingming_days(year: int) -> frozenset[date]:
    if year not in _SOLAR_YEARS:
        return frozenset()
    around = chinese_calendar.get_solar_terms(date(year, 4, 3), date(year, 4, 7))
    return frozenset(day for day, name in around if name == "清明")


def _month_day(day: date) -> tuple[int, int]:
    return day.month, day.day


def _pair(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)


_DATA: Final = Path(__file__).parent / "data" / "holidays.yaml"
