"""银行卡号, a bank card number: 13–19 digits with a Luhn check (ISO/IEC 7812-1).

Corporate *accounts* carry no Luhn digit and are not cards; they are never checked with this.
"""

import re
from dataclasses import dataclass
from typing import Final

from stdnum import luhn

from puhui.kernel.identifiers.written import mask, tidy
from puhui.kernel.problem import Problem
from puhui.kernel.text import Text

_SHAPE: Final = re.compile(r"\d{13,19}", re.ASCII)

_WRONG_SHAPE = Problem(
    "bank_card.shape",
    Text("银行卡号应为13至19位数字。", "A card number has 13 to 19 digits."),
    Text("请对照卡面重新输入。", "Compare it with the card and enter it again."),
)
_WRONG_CHECK = Problem(
    "bank_card.check",
    Text(
        "银行卡号校验位不符，可能有一位输错。", "The check digit does not fit: one digit is probably wrong."
    ),
    Text("请对照卡面重新输入。", "Compare it with the card and enter it again."),
)


@dataclass(frozen=True, slots=True)
class BankCard:
    """A card number whose check digit holds; whose it is, the four-factor check says."""

    value: str

    def __str__(self) -> str:
        return mask(self.value, 4, 4)

    def __repr__(self) -> str:
        return f"BankCard({self})"


def parse_bank_card(written: str) -> BankCard | Problem:
    """Check a number.

    >>> str(parse_bank_card("9999 0000 0000 0012"))
    '9999********0012'
    """
    value = tidy(written)
    if not _SHAPE.fullmatch(value):
        return _WRONG_SHAPE
    return BankCard(value) if luhn.is_valid(value) else _WRONG_CHECK
