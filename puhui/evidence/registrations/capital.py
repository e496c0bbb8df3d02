"""Registered capital as registers write it: `101.2000(万元人民币)`, `60万人民币`, `27,850(万)`, `30(万美元)`.

What is registered is subscribed, not paid (company law of 2013), and foreign sums are not converted: neither
is a measure of what a firm has.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from puhui.evidence.reference import sentence, table
from puhui.kernel import Problem, round_fen

_HERE: Final = "puhui.evidence.registrations"
_MISSING: Final = frozenset({"", "N/A", "NA", "-", "无", "NULL"})
_SHAPE: Final = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?(?:E[+-]?\d+)?)\s*(?P<unit>[^\d]*)")
_MOST: Final = Decimal(10) ** 16


@dataclass(frozen=True, slots=True)
class Capital:
    """`amount_fen` is in hundredths of `currency` (ISO 4217), which are fen only when it is CNY."""

    amount_fen: int
    currency: str


def parse_capital(written: str) -> Capital | Problem | None:
    """Read it; None where nothing is said.

    >>> parse_capital("101.2000(万元人民币)")
    Capital(amount_fen=101200000, currency='CNY')
    >>> parse_capital("30(万美元)").currency
    'USD'
    >>> parse_capital("N/A") is None
    True
    """
    text = unicodedata.normalize("NFKC", written).strip()
    if text.upper() in _MISSING:
        return None
    found = _SHAPE.fullmatch(text.upper())
    if found is None:
        return sentence(_HERE, "registration.capital_invalid")
    unit = re.sub(r"[()\s]", "", found["unit"])
    if not unit:
        return sentence(_HERE, "registration.capital_unit")
    return _amount(found["number"].replace(",", ""), unit)


def _amount(number: str, unit: str) -> Capital | Problem:
    wan, rest = unit.startswith("万"), unit.removeprefix("万").removeprefix("元")
    currency = currencies().get(rest or "元")
    if currency is None:
        return sentence(_HERE, "registration.capital_invalid")
    amount = Decimal(number) * (10_000 if wan else 1) * 100
    if amount > _MOST:
        return sentence(_HERE, "registration.capital_invalid")
    return Capital(round_fen(amount), currency)


@cache
def currencies() -> dict[str, str]:
    """Written word → currency code, with `元` behind the words that carry it twice."""
    read = table(_HERE, "currencies")
    return {**read, "人民币元": "CNY"}
