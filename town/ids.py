"""Identifiers that pass every check and belong to nobody: region 990000 has never been assigned (domain 7).

The check digits are computed here and not borrowed from `puhui.kernel`, so that the town and the platform
check each other.
"""

from datetime import date
from typing import Final

_USCC: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PERSON_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
REGION: Final = "990000"


def resident_id(born: date, sequence: int) -> str:
    """A resident number; an odd `sequence` is a man's.

    >>> resident_id(date(1990, 1, 1), 1)
    '990000199001010017'
    """
    stem = f"{REGION}{born:%Y%m%d}{sequence:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(_PERSON_WEIGHTS, stem, strict=True))
    return stem + "10X98765432"[total % 11]


def credit_code(category: str, number: int) -> str:
    """A unified social credit code; category 1 enterprise, 2 个体工商户, 3 farmers' cooperative.

    >>> credit_code("1", 0)
    '91990000MA00TE0030'
    """
    stem = f"9{category}{REGION}{_organisation_code(number)}"
    total = sum(pow(3, place, 31) * _USCC.index(sign) for place, sign in enumerate(stem))
    return stem + _USCC[(31 - total % 31) % 31]


def mobile(number: int) -> str:
    """Eleven digits in segment 160, which no operator has been given.

    >>> mobile(7)
    '16000000007'
    """
    return f"160{number:08d}"


def bank_card(number: int) -> str:
    """Sixteen digits that satisfy Luhn under a prefix that no bank has.

    >>> bank_card(1)
    '9999000000000012'
    """
    stem = f"9999{number:011d}"
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(stem))
    total = sum(value - 9 if value > 9 else value for value in doubled)
    return f"{stem}{-total % 10}"


def _organisation_code(number: int) -> str:
    stem = f"MA00TE{number:02d}" if number < 100 else f"MA0T{number:04d}"
    total = sum(
        weight * _ORGANISATION.index(sign) for weight, sign in zip(_ORGANISATION_WEIGHTS, stem, strict=True)
    )
    return stem + "0X987654321"[total % 11]
