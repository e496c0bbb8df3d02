"""统一社会信用代码, the unified social credit code of GB 32100-2015.

Registration authority (1), category (1), region (6), organisation code (9), check (1), from an alphabet of
31 characters that leaves out I, O, S, V and Z. Authority 9 is the market regulator, whose categories tell
an enterprise from a 个体工商户 and a farmers' cooperative.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from puhui.kernel.identifiers.written import tidy
from puhui.kernel.problem import Problem
from puhui.kernel.text import Text

_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE_OF: Final = {character: value for value, character in enumerate(_ALPHABET)}
_SHAPE: Final = re.compile(rf"[{_ALPHABET}]{{2}}\d{{6}}[{_ALPHABET}]{{10}}", re.ASCII)
_WEIGHTS: Final = tuple(pow(3, position, 31) for position in range(17))

_WRONG_SHAPE = Problem(
    "uscc.shape",
    Text(
        "统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）。",
        "A unified social credit code has 18 digits or capitals, without I, O, S, V and Z.",
    ),
    Text("请对照营业执照重新输入。", "Compare it with the business licence and enter it again."),
)
_WRONG_CHECK = Problem(
    "uscc.check",
    Text(
        "统一社会信用代码校验位不符，可能有一位输错。",
        "The check character does not fit: one is probably wrong.",
    ),
    Text("请对照营业执照重新输入。", "Compare it with the business licence and enter it again."),
)


class RegisteredAs(StrEnum):
    """What the first two characters say the holder is registered as."""

    ENTERPRISE = "enterprise"
    INDIVIDUAL_BUSINESS = "individual_business"
    COOPERATIVE = "cooperative"
    OTHER = "other"


_REGISTERED_AS: Final = {
    "91": RegisteredAs.ENTERPRISE,
    "92": RegisteredAs.INDIVIDUAL_BUSINESS,
    "93": RegisteredAs.COOPERATIVE,
}


@dataclass(frozen=True, slots=True)
class Uscc:
    """A code whose shape and check character hold. It does not say that the firm still exists."""

    value: str

    @property
    def registered_as(self) -> RegisteredAs:
        """Enterprise, 个体工商户, cooperative, or something else (an institution, an association)."""
        return _REGISTERED_AS.get(self.value[:2], RegisteredAs.OTHER)

    @property
    def region(self) -> str:
        """The registration authority's region code (GB/T 2260)."""
        return self.value[2:8]

    def __str__(self) -> str:
        return self.value


def parse_uscc(written: str) -> Uscc | Problem:
    """Check a code.

    >>> parse_uscc("91350100M000100Y43")
    Uscc(value='91350100M000100Y43')
    """
    value = tidy(written)
    if not _SHAPE.fullmatch(value):
        return _WRONG_SHAPE
    if value[17] != _check_character(value):
        return _WRONG_CHECK
    return Uscc(value)


def _check_character(value: str) -> str:
    total = sum(weight * _VALUE_OF[character] for weight, character in zip(_WEIGHTS, value[:17], strict=True))
    return _ALPHABET[(31 - total % 31) % 31]
