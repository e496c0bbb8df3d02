"""Numbers that tell sibling firms apart: 第二建筑, 塑料一厂, 3号店. A brand like 三一 is left alone."""

import re
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_NUMBER: Final = r"[零一二三四五六七八九十百]+|\d+"
_UNITS: Final = (
    "分?(?:厂|店|部|队|社|站|矿|场|所|处|号|期|公司|门市|建筑|建工|建设|中学|小学|车间|纺织|机床|砖)"
)
_NUMBERED: Final = re.compile(rf"第({_NUMBER})(?=\D|$)|({_NUMBER})(?={_UNITS})|(\d+)")


def split_number(text: str) -> tuple[str, str]:
    """What is left without its numbers, and the numbers as digits, in order.

    >>> split_number("塑料二厂"), split_number("第十一建筑工程"), split_number("三一重工")
    (('塑料厂', '2'), ('建筑工程', '11'), ('三一重工', ''))
    """
    found: list[str] = []

    def taken(match: re.Match[str]) -> str:
        if len(match[0]) == len(text):
            return match[0]
        found.append(_digits(match[1] or match[2] or match[3]))
        return ""

    rest = _NUMBERED.sub(taken, text)
    return rest, " ".join(found)


def _digits(written: str) -> str:
    if written.isdigit() and written.isascii():
        return str(int(written))
    total, unit = 0, 0
    for character in written:
        if character in _DIGITS:
            unit = _DIGITS.index(character)
        else:
            total += (unit or 1) * (10 if character == "十" else 100)
            unit = 0
    return str(total + unit)
