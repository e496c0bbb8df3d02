"""Below the division: how likely its classes and groups are, and the finest code to be answered for.

Two voices are heard: runs of characters that a firm's text shares with the code table's own words, and our
word list's codes. Within a division both count alike, sharpened so that probabilities hold (measured on
firms whose first scope item is a class's very name, judged without that item).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.combining import Floats
from puhui.identify.industry.finer.notes import Notes, speak
from puhui.identify.industry.judging import Judged
from puhui.identify.industry.lexicon import Lexicon

_SHARPNESS: Final = 5.0
_SCOPE: Final = 0.4
"""A scope's part beside a name's: it lists what a firm may do, its name what it does."""
_FAINT_NOTES: Final = 4.0
_FAINT_WORDS: Final = 0.5
"""What is heard below these, in all, moves little: a run of two characters may be met by chance."""


@dataclass(frozen=True, slots=True)
class Finer:
    """The finest code of each row ("" where only the division is known) and its probability."""

    codes: list[str]
    probability: Floats


def finest(
    notes: Notes, lexicon: Lexicon, judged: Judged, first: NDArray[np.int64], threshold: float
) -> Finer:
    """Of each row's likeliest division, the class that is likely enough, else the group, else nothing."""
    rows = len(first)
    codes, probability = [""] * rows, np.zeros(rows, np.float32)
    if notes.codes:
        within = _within(notes, lexicon, judged, first)
        for division in np.unique(first):
            low, high = notes.bounds.get(lexicon.classes[division], (0, 0))
            there = np.flatnonzero(first == division)
            if high > low:
                shares = within[there, : high - low] * judged.divisions[there, division][:, None]
                for row, (code, likely) in zip(
                    there.tolist(), _named(notes.codes[low:high], shares, threshold), strict=True
                ):
                    codes[row], probability[row] = code, likely
    for row, code in judged.registered.items():
        if len(code) > 2:
            codes[row], probability[row] = code, judged.divisions[row, first[row]]
    return Finer(codes, probability)


def _within(notes: Notes, lexicon: Lexicon, judged: Judged, first: NDArray[np.int64]) -> Floats:
    """Probabilities of the classes of each row's division, given that division."""
    bounds = np.array([notes.bounds.get(code, (0, 0)) for code in lexicon.classes], np.int32)
    low, high = bounds[first, 0], bounds[first, 1]
    heard = judged.heard
    told = _damped(speak(notes, heard.name_texts, low, high), _FAINT_NOTES)
    by_scope = _damped(speak(notes, heard.scope_texts, low, high), _FAINT_NOTES)
    scoped = by_scope.any(axis=1, keepdims=True)
    told = np.where(scoped, (told + _SCOPE * by_scope) / (1 + _SCOPE), told)
    own = _by_own_words(notes, lexicon, judged, first, told.shape[1])
    sharpened = np.exp(_SHARPNESS * (told + own))
    sharpened[np.arange(told.shape[1])[None, :] >= (high - low)[:, None]] = 0
    return _damped(sharpened, 0.0)


def _by_own_words(
    notes: Notes, lexicon: Lexicon, judged: Judged, first: NDArray[np.int64], width: int
) -> Floats:
    """The lexicon's scores, each code spread evenly over the classes it stands for."""
    own = np.zeros((len(first), width), np.float32)
    for division in np.unique(first):
        columns = np.flatnonzero(lexicon.to_division[:, division] > 0)
        low, high = notes.bounds.get(lexicon.classes[division], (0, 0))
        spread = np.zeros((len(columns), high - low), np.float32)
        for at, column in enumerate(columns):
            code = lexicon.meaning.codes[column]
            fitting = [place for place in range(high - low) if notes.codes[low + place].startswith(code)]
            if len(code) > 2 and fitting:
                spread[at, fitting] = 1 / len(fitting)
        there = np.flatnonzero(first == division)
        own[there, : high - low] = judged.codes[np.ix_(there, columns)] @ spread
    return _damped(own, _FAINT_WORDS)


def _named(classes: tuple[str, ...], shares: Floats, threshold: float) -> Iterator[tuple[str, float]]:
    groups = sorted({code[:3] for code in classes})
    member = np.array([[code[:3] == group for group in groups] for code in classes], np.float32)
    by_group = shares @ member
    best, likeliest = shares.argmax(axis=1).tolist(), by_group.argmax(axis=1).tolist()
    for at in range(len(shares)):
        alone, together = float(shares[at, best[at]]), float(by_group[at, likeliest[at]])
        if alone >= threshold:
            yield classes[best[at]], alone
        else:
            yield (groups[likeliest[at]], together) if together >= threshold else ("", 0.0)


def _damped(scores: Floats, faint: float) -> Floats:
    """Shares of what was heard; they sum to less than one where little was."""
    result: Floats = (scores / (scores.sum(axis=1, keepdims=True) + faint + 1e-9)).astype(np.float32)
    return result
