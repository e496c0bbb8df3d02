"""Days as licences print them: 2019年06月12日, 二〇一九年六月十二日, 2019-06-12."""

import re
from datetime import date
from typing import Final

_DAY: Final = re.compile(r"(\d{4})[年\-./]?(\d{1,2})[月\-./]?(\d{1,2})日?")
_DIGITS: Final = {
    **{sign: value for value, sign in enumerate("〇一二三四五六七八九")},
    "零": 0,
    "○": 0,
    "O": 0,
    "o": 0,
}
_CHINESE_DAY: Final = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日?"
)


def read_day(text: str) -> date | None:
    """The first day in a text; None where there is none or the calendar has no such day.

    >>> read_day("2019年06月12日"), read_day("二〇一九年六月十二日"), read_day("2019年02月30日")
    (datetime.date(2019, 6, 12), datetime.date(2019, 6, 12), None)
    """
    days = days_in(text)
    return days[0] if days else None


def days_in(text: str) -> list[date]:
    """Every day in a text, in order."""
    plain = _CHINESE_DAY.sub(_in_digits, text)
    found = (_day(*(int(part) for part in match.groups())) for match in _DAY.finditer(plain))
    return [day for day in found if day is not None]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_digits(match: re.Match[str]) -> str:
    year = "".join(str(_DIGITS[sign]) for sign in match[1])
    return f"{year}年{_below_hundred(match[2])}月{_below_hundred(match[3])}日"


def _below_hundred(written: str) -> int:
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS[written[-1]]
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
