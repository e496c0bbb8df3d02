"""Whether a picture is a licence at all, and whether enough of it can be read."""

from enum import Enum, auto
from typing import Final

from puhui.evidence.licence.layout import Laid
from puhui.evidence.licence.limits import HERE
from puhui.evidence.licence.lines import Line
from puhui.evidence.licence.model import FieldName, Quality
from puhui.evidence.reference import table
from puhui.kernel import Problem
from puhui.kernel.identifiers import parse_uscc

_ENOUGH: Final = 3
_DARK_BELOW: Final = 0.2
_SMEARED_BELOW: Final = 0.16
_LEGIBLE: Final = 0.8


class Evident(Enum):
    """What the letters say of the picture."""

    LICENCE = auto()
    TOO_POOR = auto()
    NO_LICENCE = auto()


def how_evident(lines: list[Line], laid: Laid, quality: Quality) -> Evident:
    """By the labels, the title and a whole code; a poor picture may still be of a licence."""
    signs = len(laid.labels) + 2 * _titled(lines) + 2 * _coded(laid)
    values = sum(field in laid.texts for field in FieldName)
    if signs >= _ENOUGH and values >= 2:
        return Evident.LICENCE
    legible = [line for line in lines if line.confidence >= _LEGIBLE and len(line.text) > 1]
    poor = quality.brightness < _DARK_BELOW or (lines and quality.sharpness < _SMEARED_BELOW)
    if signs >= 1 or (poor and len(legible) <= len(lines) / 2):
        return Evident.TOO_POOR
    return Evident.NO_LICENCE


def _titled(lines: list[Line]) -> bool:
    title: str = table(HERE, "labels")["title"]
    return any(title in line.text for line in lines)


def _coded(laid: Laid) -> bool:
    code = laid.texts.get(FieldName.USCC)
    return code is not None and not isinstance(parse_uscc(code.text), Problem)
