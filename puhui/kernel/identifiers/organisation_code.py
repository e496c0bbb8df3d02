"""组织机构代码, the organisation code of GB 11714-1997: eight characters and a check, inside every USCC."""

import re
from dataclasses import dataclass
from typing import Final

from puhui.kernel.identifiers.written import tidy
from puhui.kernel.problem import Problem
from puhui.kernel.text import Text

_SHAPE: Final = re.compile(r"[0-9A-Z]{8}[0-9X]", re.ASCII)
_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "0X987654321"

_WRONG_SHAPE = Problem(
    "organisation_code.shape",
    Text("组织机构代码应为9位。", "An organisation code has nine characters."),
    Text("请对照证照重新输入。", "Compare it with the certificate and enter it again."),
)
_WRONG_CHECK = Problem(
    "organisation_code.check",
    Text("组织机构代码校验位不符。", "The check character of the organisation code does not fit."),
    Text("请对照证照重新输入。", "Compare it with the certificate and enter it again."),
)


@dataclass(frozen=True, slots=True)
class OrganisationCode:
    """A code whose check character holds."""

    value: str

    def __str__(self) -> str:
        return f"{self.value[:8]}-{self.value[8]}"


def parse_organisation_code(written: str) -> OrganisationCode | Problem:
    """Check a code, written with or without its dash.

    >>> str(parse_organisation_code("D2143569X"))
    'D2143569-X'
    """
    value = tidy(written)
    if not _SHAPE.fullmatch(value):
        return _WRONG_SHAPE
    if value[8] != _check_character(value):
        return _WRONG_CHECK
    return OrganisationCode(value)


def _check_character(value: str) -> str:
    total = sum(weight * int(character, 36) for weight, character in zip(_WEIGHTS, value[:8], strict=True))
    return _CHECK[total % 11]
