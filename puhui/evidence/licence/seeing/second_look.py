"""A second look where something must stand: labels without a value behind them, values without a label."""

from statistics import median
from typing import Final

import numpy as np

from puhui.evidence.licence.labels import find_labels
from puhui.evidence.licence.lines import Line, folded
from puhui.evidence.licence.model import FieldName
from puhui.evidence.licence.seeing.colour import Grey
from puhui.evidence.licence.seeing.letters import Letters

_LABEL_WIDE_HEIGHTS: Final = 6.0
_VALUE_WIDE_HEIGHTS: Final = 14.0
_ALONE_HEIGHTS: Final = 8.0
_INK_BELOW: Final = 128
_INK_SHARE: Final = 0.004
_MOST: Final = 8
_SURE: Final = 0.5
_TOO_TALL: Final = 1.6
"""A label found so much taller than the usual line is two rows in one."""
_ELSEWHERE: Final = frozenset({FieldName.USCC, FieldName.REGISTRATION_AUTHORITY})
"""Their values stand below, or in the seal."""


def look_again(grey: Grey, lines: list[Line], letters: Letters) -> list[Line]:
    """Lines that were missed: letters that stand apart (住　所) are read more easily than found."""
    labels, others = find_labels(lines)
    usual = median(line.height for line in lines) if lines else 0.0
    labels = [label for label in labels if label.line.height < _TOO_TALL * usual]
    places = [
        _right_of(label.line, lines)
        for label in labels
        if label.rest is None and label.field not in _ELSEWHERE and not _followed(label.line, lines)
    ]
    places += [
        _left_of(line) for line in others if _in_value_column(line, others) and not _preceded(line, lines)
    ]
    empty = [place for place in places if not any(_lies_in(line, place) for line in lines)]
    written = [place for place in empty if _has_ink(grey, place)][:_MOST]
    read = letters.read([_cut(grey, place) for place in written])
    return [
        Line(folded(one.text), one.confidence, place.left, place.top, place.right, place.bottom)
        for one, place in zip(read, written, strict=True)
        if folded(one.text) and one.confidence >= _SURE
    ]


def _lies_in(line: Line, place: Line) -> bool:
    """Whether letters that were found stand there already."""
    centre = (line.left + line.right) / 2
    return place.left < centre < place.right and place.top < line.middle < place.bottom


def _right_of(label: Line, lines: list[Line]) -> Line:
    left = label.right + 0.3 * label.height
    stops = [line.left for line in lines if line.beside(label) and line.left > label.right]
    right = min([left + _VALUE_WIDE_HEIGHTS * label.height, *(stop - 0.3 * label.height for stop in stops)])
    return Line("", 0.0, left, label.top, right, label.bottom)


def _left_of(line: Line) -> Line:
    right = line.left - 0.3 * line.height
    return Line("", 0.0, right - _LABEL_WIDE_HEIGHTS * line.height, line.top, right, line.bottom)


def _followed(label: Line, lines: list[Line]) -> bool:
    """Whether something stands behind it, near enough to be its value."""
    near = _ALONE_HEIGHTS * label.height
    return any(
        line.beside(label) and 0 < line.left - label.right < near for line in lines if line is not label
    )


def _preceded(value: Line, lines: list[Line]) -> bool:
    near = _ALONE_HEIGHTS * value.height
    return any(
        line.beside(value) and 0 < value.left - line.left < near for line in lines if line is not value
    )


def _in_value_column(line: Line, others: list[Line]) -> bool:
    return sum(abs(line.left - other.left) < line.height for other in others if other is not line) >= 2


def _has_ink(grey: Grey, place: Line) -> bool:
    part = _cut(grey, place)
    return min(part.shape) > 4 and float((part < _INK_BELOW).mean()) > _INK_SHARE


def _cut(grey: Grey, place: Line) -> Grey:
    rows = slice(max(0, round(place.top)), max(0, round(place.bottom)))
    return np.ascontiguousarray(grey[rows, max(0, round(place.left)) : max(0, round(place.right))])
