"""手机号, a mainland mobile number. Operator segments change too often to be checked here."""

import re
from dataclasses import dataclass
from typing import Final

from puhui.kernel.identifiers.written import mask, tidy
from puhui.kernel.problem import Problem
from puhui.kernel.text import Text

_SHAPE: Final = re.compile(r"(?:\+?86)?(1[3-9]\d{9})", re.ASCII)

_WRONG_SHAPE = Problem(
    "mobile.shape",
    Text("手机号应为11位，以1开头。", "A mobile number has eleven digits and begins with 1."),
    Text("请重新输入。", "Please enter it again."),
)


@dataclass(frozen=True, slots=True)
class Mobile:
    """A number of the right shape; whose it is, the three-factor check says."""

    value: str

    def __str__(self) -> str:
        return mask(self.value, 3, 4)

    def __repr__(self) -> str:
        return f"Mobile({self})"


def parse_mobile(written: str) -> Mobile | Problem:
    """Check a number, with or without the country code.

    >>> str(parse_mobile("+86 138 0000 0000"))
    '138****0000'
    """
    match = _SHAPE.fullmatch(tidy(written))
    return Mobile(match.group(1)) if match else _WRONG_SHAPE
