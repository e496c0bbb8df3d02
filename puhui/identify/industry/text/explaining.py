"""Why: the runs of letters whose weights decided, exactly as they were added up."""

from dataclasses import dataclass

import numpy as np

from puhui.identify.industry.text.grams import find_grams, place_of
from puhui.identify.industry.text.prepared import GAP, Prepared
from puhui.identify.industry.text.view import View


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


def _by_sign(view: View, text: Prepared, column: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    added = np.zeros(len(text.signs))
    scale = _length(view, text)
    for first in range(len(text.signs)):
        for last in range(first, min(first + view.longest, len(text.signs))):
            if text.signs[last] == GAP:
                break
            row = _row(view, text, first, last)
            if row >= 0:
                said = view.table[row, column] - view.table[row].mean()
                added[first : last + 1] += said * text.weights[first] * scale / (last + 1 - first)
    return added


def _length(view: View, text: Prepared) -> float:
    _, values, _ = find_grams(text, view.longest, view.index)
    return float(values[0] / text.weights[_first_known(view, text)]) if len(values) else 0.0


def _first_known(view: View, text: Prepared) -> int:
    for first in range(len(text.signs)):
        for last in range(first, min(first + view.longest, len(text.signs))):
            if text.signs[last] == GAP:
                break
            if _row(view, text, first, last) >= 0:
                return first
    return 0


def _row(view: View, text: Prepared, first: int, last: int) -> int:
    return int(view.index[place_of("".join(map(chr, text.signs[first : last + 1].tolist())))])


def _stretches(text: Prepared, added: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[tuple[int, int]]:
    """First and last sign of each word: between gaps, and on one side of zero."""
    found: list[tuple[int, int]] = []
    begin = 0
    for at in range(len(added) + 1):
        ends = at == len(added) or text.signs[at] in (GAP, ord("$"))
        if ends or (at > begin and (added[at] > 0) != (added[begin] > 0)):
            if at > begin:
                found.append((begin, at - 1))
            begin = at + 1 if ends else at
    return found


def _told(
    text: Prepared, added: np.ndarray[tuple[int], np.dtype[np.float64]], first: int, last: int, where: str
) -> Weighed:
    words = "".join(chr(sign) for sign in text.signs[first : last + 1].tolist())
    return Weighed(words, float(added[first : last + 1].sum()), where)
