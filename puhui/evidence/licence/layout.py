"""Which letters belong to which field: to the right of its label and under one another, in either layout."""

import re
from dataclasses import dataclass
from statistics import median
from typing import Final

from puhui.evidence.licence.labels import Label, find_labels
from puhui.evidence.licence.lines import Line, joined
from puhui.evidence.licence.model import FieldName

_CODE: Final = re.compile(r"[0-9A-Z]{15,20}")
_DAY: Final = re.compile(r"[12]\d{3}年?\d{1,2}月?\d{1,2}日?")
_ISSUED_BELOW_SHARE: Final = 0.62
_ALIGNED_HEIGHTS: Final = 1.5
_APART_HEIGHTS: Final = 2.5
_BEHIND_LABEL_HEIGHTS: Final = 8
"""How far a value may begin behind its label; further away it is another column's, whose label is covered."""
_GAP_LINES: Final = 0.55
"""A further line of the same field follows within so many heights of a line; fields stand further apart."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The letters of each field, those of its lines joined, and the labels that were found."""

    texts: dict[FieldName, Line]
    parts: dict[FieldName, tuple[Line, ...]]
    labels: dict[FieldName, Label]


def lay_out(lines: list[Line], seal: Line | None = None) -> Laid:
    """Sort the lines of an upright licence into its fields; the authority is named by the seal."""
    labels, others = find_labels(lines)
    values: dict[FieldName, list[Line]] = {label.field: [label.rest] for label in labels if label.rest}
    code = _code(lines)
    if code is not None:
        values[FieldName.USCC] = [code]
    issued = _issued(others, labels)
    loose = [line for line in others if not _CODE.search(line.text) and line not in issued]
    loose = [line for line in loose if not _beside_a_day(line, issued)]
    for line in sorted(loose, key=lambda one: (one.middle, one.left)):
        label = _label_of(line, labels)
        if label is not None and _follows(line, label, values.get(label.field, [])):
            values.setdefault(label.field, []).append(line)
    if issued:
        values[FieldName.ISSUED_ON] = issued
    if seal is not None:
        values[FieldName.REGISTRATION_AUTHORITY] = [seal]
    authority = values.get(FieldName.REGISTRATION_AUTHORITY, [])
    if not any(_is_an_office(line.text) for line in authority):
        values.pop(FieldName.REGISTRATION_AUTHORITY, None)
    parts = {field: tuple(_in_order(found)) for field, found in values.items()}
    texts = {field: joined(list(found)) for field, found in parts.items()}
    return Laid(texts, parts, {label.field: label for label in labels})


def _code(lines: list[Line]) -> Line | None:
    """The line with the credit code: the one nearest to eighteen characters, of those that look like it."""
    found = [
        line.part(*match.span())
        for line in lines
        for match in _CODE.finditer(line.text)
        if any(character.isdigit() for character in match[0])
    ]
    return min(found, key=lambda line: abs(len(line.text) - 18), default=None)


def _label_of(line: Line, labels: list[Label]) -> Label | None:
    """The label it stands beside or under: of the nearest column to the left, the last one above it."""
    before = [
        label
        for label in labels
        if label.field is not FieldName.USCC
        and label.line.right <= line.left + line.height
        and label.line.middle <= line.middle + 0.6 * line.height
    ]
    if not before:
        return None
    column = max(label.line.left for label in before)
    in_column = [label for label in before if label.line.left > column - 4 * line.height]
    return max(in_column, key=lambda label: label.line.middle)


def _follows(line: Line, label: Label, before: list[Line]) -> bool:
    """Close under what the field has so far, and beginning where it began; or on a row of it."""
    same_row = [one for one in before if line.beside(one)]
    if same_row:
        return line.left - max(one.right for one in same_row) < _APART_HEIGHTS * line.height
    if line.beside(label.line):
        return line.left - label.line.right < _BEHIND_LABEL_HEIGHTS * line.height
    last = max(one.bottom for one in [*before, label.line])
    aligned = not before or abs(line.left - before[0].left) < _ALIGNED_HEIGHTS * line.height
    return aligned and line.top - last < _GAP_LINES * line.height


def _beside_a_day(line: Line, issued: list[Line]) -> bool:
    """A piece of the day of issue that the reader found apart."""
    return len(line.text) <= 6 and any(line.beside(one) for one in issued)


def _in_order(lines: list[Line]) -> list[Line]:
    """By rows, and along each of them."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.middle):
        if rows and rows[-1][0].beside(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.left)]


def _issued(lines: list[Line], labels: list[Label]) -> list[Line]:
    """The day under the seal: the lowest row with a whole date, below every other dated field."""
    dated = [
        label.line.middle for label in labels if label.field in {FieldName.ESTABLISHED_ON, FieldName.TERM}
    ]
    if not lines:
        return []
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    floor = max(dated, default=0.0) + 2.5 * median([line.height for line in lines])
    floor = max(floor, top + _ISSUED_BELOW_SHARE * (bottom - top))
    rows: list[list[Line]] = []
    for line in sorted((line for line in lines if line.middle > floor), key=lambda one: one.middle):
        row = next((row for row in rows if any(one.beside(line) for one in row)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    for row in reversed(rows):
        day = [line for line in sorted(row, key=lambda one: one.left) if _could_be_a_day(line.text)]
        if _DAY.search("".join(line.text for line in day)):
            return day
    return []


def _is_an_office(text: str) -> bool:
    return len(text) >= 4 and all("\u4e00" <= character <= "\u9fff" for character in text)


def _could_be_a_day(text: str) -> bool:
    return len(text) <= 14 and all(character.isdigit() or character in "年月日" for character in text)
