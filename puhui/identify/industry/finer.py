"""Below the division: the group or class that a firm's words name, among those of its likeliest division."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.classification import Classification
from puhui.identify.industry.combining import Floats
from puhui.identify.industry.judging import Judged
from puhui.identify.industry.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Finer:
    """The finest code of each row ("" where only the division is known) and its probability."""

    codes: list[str]
    probability: Floats


def finest(
    classification: Classification, lexicon: Lexicon, judged: Judged, first: NDArray[np.int64]
) -> Finer:
    """The code within the first division that was heard most, where the code table knows it."""
    rows = len(first)
    codes, probability = [""] * rows, np.zeros(rows, np.float32)
    if classification.has_classes:
        _heard(classification, lexicon, judged, first, codes, probability)
    for row, code in judged.registered.items():
        if len(code) > 2:
            codes[row], probability[row] = code, judged.divisions[row, first[row]]
    return Finer(codes, probability)


def _heard(
    classification: Classification, lexicon: Lexicon, judged: Judged, first: NDArray[np.int64],
    codes: list[str], probability: Floats,
) -> None:  # fmt: skip
    named = lexicon.meaning.codes
    known = np.array([len(code) > 2 and code in classification.industries for code in named])
    for division in np.unique(first):
        columns = np.flatnonzero(lexicon.to_division[:, division] > 0)
        fine = columns[known[columns]]
        rows = np.flatnonzero(first == division)
        if not len(fine):
            continue
        scores = judged.codes[np.ix_(rows, fine)]
        best = scores.argmax(axis=1)
        most = scores[np.arange(len(rows)), best]
        share = most / (judged.codes[np.ix_(rows, columns)].sum(axis=1) + 0.3)
        for row, at, part, mass in zip(rows, best, share, most, strict=True):
            if mass > 0:
                codes[row] = named[fine[at]]
                probability[row] = part * judged.divisions[row, division]
