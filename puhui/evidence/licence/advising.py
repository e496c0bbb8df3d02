"""How to take a better photo, said only where a better one is needed, and the one cause that matters most."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from puhui.evidence.licence.fields import FIELD_NAMES, NEEDED
from puhui.evidence.licence.limits import advice, limit, problem
from puhui.evidence.licence.model import Checked, Field, FieldName, Quality, is_unsure
from puhui.kernel import Problem, Text

_DARK_BELOW: Final = 0.35
_SMEARED_BELOW: Final = 0.22
_GLARE_ABOVE: Final = 0.02
_HIDDEN_ABOVE: Final = 0.01
_ANY_SURENESS: Final = 0.7
_WORTH_SHOWING: Final = 2


def advise(fields: Mapping[FieldName, Field], quality: Quality) -> Text | None:
    """None where every field that a licence always has was read surely."""
    missing = [name for name in NEEDED if not fields[name].found]
    unsure = [name for name in NEEDED if is_unsure(fields[name])]
    if not missing and not unsure:
        return None
    cause = _cause(quality)
    if cause:
        return advice(cause)
    if missing:
        return advice("covered", fields=_named(missing))
    return advice("compare", fields=_named(unsure))


def too_little(fields: Mapping[FieldName, Field]) -> bool:
    """Whether so little was read with any sureness that showing it would only be in the way."""
    read = [name for name in NEEDED if fields[name].confidence >= _ANY_SURENESS]
    return sum(fields[name].checked is not Checked.WRONG for name in read) < _WORTH_SHOWING


def unclear(quality: Quality) -> Problem:
    """It may be a licence, but it cannot be read: what to do about it."""
    cause = _cause(quality) or ("whole" if quality.hidden_share > _HIDDEN_ABOVE else "closer")
    return replace(problem("unclear"), fix=advice(cause))


def _cause(quality: Quality) -> str | None:
    if quality.brightness < _DARK_BELOW:
        return "light"
    if 0 < quality.text_height_px < limit("letter_height_least_px"):
        return "closer"
    if quality.sharpness < _SMEARED_BELOW:
        return "still"
    return "glare" if quality.glare_share > _GLARE_ABOVE else None


def _named(fields: list[FieldName]) -> Text:
    names = [FIELD_NAMES[field] for field in fields]
    return Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))
