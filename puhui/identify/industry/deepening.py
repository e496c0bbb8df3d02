"""The costly steps for unsure rows: likeness of meaning, and last a language model where one is set."""

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.combining import moved
from puhui.identify.industry.deeper import opinion_of
from puhui.identify.industry.judging import STAGES, Judged
from puhui.identify.industry.model import Columns, Stage

if TYPE_CHECKING:
    from puhui.identify.industry.cascade import Cascade

_FEW: Final = 1_300
"""So many unsure rows at once are all compared by meaning (twenty seconds); of more, the house's share."""
_FEW_ASKED: Final = 20
"""So many may be put to a language model at a time, whatever the share."""
_LIKELY: Final = 12


def read_meaning(cascade: "Cascade", judged: Judged, columns: Columns) -> Judged:
    """Unsure rows with a business scope, compared by meaning. (Bare names gain nothing: measured.)"""
    deciding, by_meaning = cascade.deciding, cascade.by_meaning
    if by_meaning is None:
        return judged
    scoped = np.array([bool(scope) for scope in columns.scopes], np.bool_)
    unsure = deciding.embed_below if cascade.reader is None else deciding.embed_below_trained
    top = judged.divisions.max(axis=1)
    rows = _least_sure(
        judged,
        columns,
        scoped & (top < unsure),
        max(_FEW, ceil(deciding.embed_share * len(columns))),
    )
    if not len(rows):
        return judged
    names, scopes = [columns.names[row] for row in rows], [columns.scopes[row] for row in rows]
    divisions = judged.divisions.copy()
    other = by_meaning.divisions(names, scopes)
    divisions[rows] = moved(divisions[rows], other, deciding.embed_trust)
    return judged.staged(_flags(rows, len(columns)), divisions, Stage.EMBEDDINGS)


def read_model(cascade: "Cascade", judged: Judged, columns: Columns) -> Judged:
    """What is still unsure, put to the language model. Its word is marked and weighed, never simply taken."""
    deciding, language_model = cascade.deciding, cascade.language_model
    if language_model is None:
        return judged
    unsure = judged.divisions.max(axis=1) < deciding.llm_below
    rows = _least_sure(judged, columns, unsure, max(_FEW_ASKED, ceil(deciding.llm_share * len(columns))))
    divisions, opinions = judged.divisions.copy(), dict(judged.opinions)
    classes = cascade.lexicon.classes
    for row in rows.tolist():
        likely = [classes[at] for at in np.argsort(-divisions[row])[:_LIKELY]]
        opinion = opinion_of(language_model, cascade.classification, columns, row, likely)
        if opinion is not None:
            other = np.zeros((1, len(classes)), np.float32)
            other[0, classes.index(opinion.division)] = 1
            divisions[row] = moved(divisions[row : row + 1], other, deciding.llm_trust)[0]
            opinions[row] = opinion
    said = _flags(np.array(list(opinions), np.int64), len(columns))
    return replace(judged, opinions=opinions).staged(said, divisions, Stage.LLM)


def _least_sure(judged: Judged, columns: Columns, fit: NDArray[np.bool_], most: int) -> NDArray[np.int64]:
    """Of the rows that fit and that no code answers, so many, the least sure first."""
    coded = np.array([bool(code) for code in columns.codes], np.bool_)
    given = judged.stages != STAGES.index(Stage.NONE)
    rows = np.flatnonzero(fit & given & ~coded)
    top = judged.divisions[rows].max(axis=1, initial=0)
    return rows[np.argsort(top, kind="stable")[:most]]


def _flags(rows: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    flags = np.zeros(count, np.bool_)
    flags[rows] = True
    return flags
