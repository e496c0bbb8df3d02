"""Why: the runs of letters whose weights decided, exactly as they were added up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.text.grams import place_of
from puhui.identify.industry.text.prepared import GAP, Prepared
from puhui.identify.industry.text.view import View

_MARKS: Final = (ord("$"), ord("@"))


@dataclass(frozen=True, slots=True)
class Weighed:
    """`words` as they stand in the tidied text, in `where` (`name` or `scope`).

    `weight`: what they added for the division over the mean of all divisions, in logits; below zero: against.
    """

    words: str
    weight: float
    where: str


def weigh(view: View, text: Prepared, column: int, where: str, share: float) -> list[Weighed]:
    """Each word (signs between gaps, cut where weights change side) with the sum of what its letters added.

    A run's weight is spread evenly over its signs; neighbours on the same side are told as one word, so the
    weights of all words add up to what the view said.
    """
    if not len(text.signs) or not share:
        return []
    added = _by_sign(view, text, column) * share
    return [_told(text, added, first, last, where) for first, last in _stretches(text, added)]


def _by_sign(view: View, text: Prepared, column: int) -> NDArray[np.float64]:
    found = view.vocabulary.find(text)
    said = (view.table[found.rows, column] - view.table[found.rows].mean(axis=1)) * found.values
    added = np.zeros(len(text.signs))
    for (first, last), weight in zip(_known_runs(view, text), said.tolist(), strict=True):
        letters = _letters(text, first, last)
        added[letters] += weight / len(letters)
    return added


def _letters(text: Prepared, first: int, last: int) -> list[int]:
    """The signs of a run that were written; marks of an end and of a place pass on to their neighbour."""
    letters = [at for at in range(first, last + 1) if text.signs[at] not in _MARKS]
    return letters or [first - 1 if text.signs[first] == ord("$") else min(first + 1, len(text.signs) - 1)]


def _known_runs(view: View, text: Prepared) -> Iterator[tuple[int, int]]:
    """First and last sign of each known run, in the order in which the vocabulary finds them."""
    for first in range(len(text.signs)):
        for last in range(first, min(first + view.vocabulary.longest, len(text.signs))):
            if text.signs[last] == GAP:
                break
            if _row(view, text, first, last) >= 0:
                yield first, last


def _row(view: View, text: Prepared, first: int, last: int) -> int:
    return int(view.vocabulary.index[place_of("".join(map(chr, text.signs[first : last + 1].tolist())))])


def _stretches(text: Prepared, added: NDArray[np.float64]) -> list[tuple[int, int]]:
    """First and last sign of each word: between gaps, and on one side of zero."""
    found: list[tuple[int, int]] = []
    begin = 0
    for at in range(len(added) + 1):
        ends = at == len(added) or text.signs[at] in (GAP, *_MARKS)
        if ends or (at > begin and (added[at] > 0) != (added[begin] > 0)):
            if at > begin:
                found.append((begin, at - 1))
            begin = at + 1 if ends else at
    return found


def _told(text: Prepared, added: NDArray[np.float64], first: int, last: int, where: str) -> Weighed:
    words = "".join(chr(sign) for sign in text.signs[first : last + 1].tolist())
    return Weighed(words, float(added[first : last + 1].sum()), where)
