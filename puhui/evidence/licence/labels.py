"""Finds the labels of a licence (名称, 类型, 住所…) among its lines, also where a letter was misread."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from puhui.evidence.licence.limits import HERE
from puhui.evidence.licence.lines import Line, joined
from puhui.evidence.licence.model import FieldName
from puhui.evidence.reference import table

_MISREAD_FROM_LETTERS: Final = 4
"""Labels this long are still recognised with one letter wrong."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label and where it stands; `rest` is what follows it in the same line."""

    field: FieldName
    line: Line
    rest: Line | None
    sureness: float


def find_labels(lines: list[Line]) -> tuple[list[Label], list[Line]]:
    """The best label of each field, and the lines that are left. Furniture of the form is dropped."""
    found: dict[FieldName, tuple[Label, tuple[Line, ...]]] = {}
    for label, used in sorted(_candidates(lines), key=lambda one: -one[0].sureness):
        if label.field not in found:
            found[label.field] = (label, used)
    taken = {id(line) for _, used in found.values() for line in used}
    others = [line for line in lines if id(line) not in taken and not is_furniture(line.text)]
    return [label for label, _ in found.values()], others


@cache
def is_furniture(text: str) -> bool:
    """Whether a line is printed on every licence.

    >>> is_furniture("国家市场监督管理总局监制")
    True
    """
    return any(word in text.lower() for word in table(HERE, "labels")["furniture"])


def _candidates(lines: list[Line]) -> Iterable[tuple[Label, tuple[Line, ...]]]:
    for line in lines:
        whole = _at_start(line)
        if whole is not None:
            yield whole, (line,)
        yield from _nearly(line)
    yield from _halves(lines)


def _at_start(line: Line) -> Label | None:
    for rank, (written, field) in enumerate(_labels()):
        length = len(written)
        misread = sum(a != b for a, b in zip(line.text, written, strict=False))
        if len(line.text) < length or misread > (length >= _MISREAD_FROM_LETTERS):
            continue
        rest = line.part(length, len(line.text))
        while rest.text[:1] in {":", "：", "，", "."} and rest.text:
            rest = rest.part(1, len(rest.text))
        sureness = (1.0 if not misread else 0.9) - (0.02 if rest.text else 0) - rank * 1e-4
        return Label(field, line.part(0, length), rest if rest.text else None, sureness)
    return None


def _nearly(line: Line) -> Iterable[tuple[Label, tuple[Line, ...]]]:
    """A long label of which one letter was lost or put in."""
    for written, field in _labels():
        if (
            len(written) > _MISREAD_FROM_LETTERS
            and Levenshtein.distance(line.text, written, score_cutoff=1) == 1
        ):
            yield Label(field, line, None, 0.85), (line,)


def _halves(lines: list[Line]) -> Iterable[tuple[Label, tuple[Line, ...]]]:
    """名 and 称 printed apart: both on a row, or one of them alone (with the value perhaps run into it)."""
    known: dict[str, str] = table(HERE, "labels")["halves"]
    halves = [line for line in lines if line.text in known]
    for line in halves:
        same = [other for other in halves if known[other.text] == known[line.text] and other.beside(line)]
        whole = joined(sorted(same, key=lambda one: one.left))
        sureness = 0.95 if len(same) == 2 else 0.8
        yield Label(FieldName(known[line.text]), whole, None, sureness), tuple(same)


@cache
def _labels() -> tuple[tuple[str, FieldName], ...]:
    """Every label with its field: the first named of each field first, so that 类型 wins over 组成形式."""
    written: dict[str, list[str]] = table(HERE, "labels")["labels"]
    return tuple((word, FieldName(field)) for field, words in written.items() for word in words)
