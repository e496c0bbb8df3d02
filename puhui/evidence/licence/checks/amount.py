"""Registered capital as licences print it: 壹佰万元整, 人民币伍拾万圆整, 508万元整, 100.5万元人民币."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from puhui.kernel import round_fen

_WRITTEN: Final = ("零〇○", "壹一弌", "贰二貳", "叁三參", "肆四", "伍五", "陆六陸", "柒七", "捌八", "玖九")
_DIGITS: Final = {sign: value for value, signs in enumerate(_WRITTEN) for sign in signs}
_UNITS: Final = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_LARGE: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_FOREIGN: Final = ("美元", "港", "欧元", "日元", "英镑", "澳", "新加坡", "加元", "法郎", "马克")
_AMOUNT: Final = re.compile(r"(\d[\d,，]{0,19}(?:\.\d{1,8})?)(?!\d)(亿|万)?")
_MOST_FEN: Final = 10**16


def amount_fen(text: str) -> int | None:
    """Fen; None for what is no amount and for another currency, which is not converted.

    >>> amount_fen("人民币壹佰贰拾万元整"), amount_fen("30万元人民币"), amount_fen("叁佰万美元")
    (120000000, 30000000, None)
    """
    if any(word in text for word in _FOREIGN):
        return None
    plain = text.removeprefix("人民币").removesuffix("人民币")
    found = _AMOUNT.match(plain)
    fen = _in_digits(found) if found else _in_words(plain)
    return fen if fen is not None and 0 < fen <= _MOST_FEN else None


def _in_digits(found: re.Match[str]) -> int | None:
    try:
        number = Decimal(re.sub("[,，]", "", found[1]))
    except InvalidOperation:
        return None
    return round_fen(number * _LARGE.get(found[2] or "", 1) * 100)


def _in_words(text: str) -> int | None:
    """Words up to 元 or 圆; None if any of them is not part of a number."""
    total, part, digit, seen = 0, 0, 0, False
    for sign in re.split("[元圆圓]", text, maxsplit=1)[0]:
        if sign in _DIGITS:
            digit, seen = _DIGITS[sign], True
        elif sign in _UNITS:
            part, digit, seen = part + (digit or 1) * _UNITS[sign], 0, True
        elif sign in _LARGE:
            total, part, digit = total + (part + digit) * _LARGE[sign], 0, 0
        else:
            return None
    return (total + part + digit) * 100 if seen else None
