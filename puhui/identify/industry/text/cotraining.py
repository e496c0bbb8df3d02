"""Two views that teach each other: what a firm's name says is its scope's lesson, and the other way round.

Firms nobody labelled carry the teaching. Their soft label is the product of both opinions with the usual
shares taken off once, so that these are not counted twice; our own words have a part in it, and the teacher
of names keeps half a say beside the view of names, so that the views do not drift where nobody corrects them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from puhui.identify.industry.text.grams import Floats, Vocabulary
from puhui.identify.industry.text.ground import Ground, as_found
from puhui.identify.industry.text.softmax import Lesson, softmax
from puhui.identify.industry.text.teacher import Teacher, fit_teacher, silent_teacher
from puhui.identify.industry.text.tilting import set_tilt, tilted
from puhui.identify.industry.text.view import Learning, View, fit_view

_ROUNDS: Final = 2
_SURE_OF: Final = 0.8
"""Share of each opinion in a soft label; with less than one the two are allowed to agree by chance."""
_PRIOR_OFF: Final = 0.6
_TEACHER_KEEPS: Final = 0.5
_OWN_WORDS: Final = 0.3
"""Part of our own words in the soft label of a firm nobody labelled."""
_NAME_COUNTS: Final = 8.0
_SCOPE_COUNTS: Final = 5.0
"""How many unlabelled firms one label outweighs."""
_CODES_COUNT: Final = 2.0
_UNTAUGHT_COUNTS: Final = 0.01
"""A firm nobody labelled, before any labelled name has said something about it."""
_MOST_TAUGHT: Final = 4_000
"""Labelled names the first teacher sees: its work grows with the square. The views learn from all."""


@dataclass(frozen=True, slots=True)
class Class:
    """Who is who among the ground's rows: firms with a label, without one, and rows of the code table."""

    labelled: NDArray[np.int64]
    unlabelled: NDArray[np.int64]
    codes: NDArray[np.int64]
    truth: Floats
    """One row for each row of the ground; zeros where nothing is known."""
    prior: Floats
    own: Floats
    """What our own words say of each firm, labelled or not."""


class Taught(NamedTuple):
    """Who has learned: the teacher of names, both views; and how the labels make our own words lean."""

    teacher: Teacher
    name: View
    scope: View
    tilt: Floats


@dataclass(frozen=True, slots=True)
class _Side:
    texts: csr_matrix
    runs: Vocabulary
    label_counts: float


def teach(ground: Ground, pupils: Class, step: Callable[[], None]) -> Taught:
    """The teacher, and both views after two rounds of teaching each other."""
    prior = np.log(pupils.prior)
    has_names = bool((np.diff(ground.names.indptr)[pupils.labelled] > 0).any())
    teacher = _teacher(ground, pupils)
    first = named = teacher.logits(ground.lines(pupils.unlabelled))
    step()
    tilt = set_tilt(pupils.own[pupils.labelled], pupils.truth[pupils.labelled])
    own = tilted(pupils.own[pupils.unlabelled], tilt)
    soft = _with_words(softmax(named), own)
    by_name = _Side(ground.names, ground.name_runs, _NAME_COUNTS)
    by_scope = _Side(ground.scopes, ground.scope_runs, _SCOPE_COUNTS)
    names, scopes = ground.names[pupils.unlabelled], ground.scopes[pupils.unlabelled]
    keeps = _TEACHER_KEEPS if has_names else 0.0
    for k in range(_ROUNDS):
        counts = 1.0 if k or has_names else _UNTAUGHT_COUNTS
        scope = _lesson(by_scope, pupils, soft, k, counts)
        scoped = scope.said(as_found(scopes))
        step()
        name = _lesson(by_name, pupils, _with_words(_agreed(named, scoped, prior), own), k)
        named = (1 - keeps) * name.said(as_found(names)) + keeps * first
        soft = _with_words(_agreed(named, scoped, prior), own)
        step()
    return Taught(teacher, name, scope, tilt)


def _teacher(ground: Ground, pupils: Class) -> Teacher:
    known = pupils.labelled[np.diff(ground.names.indptr)[pupils.labelled] > 0]
    if not len(known):
        return silent_teacher(ground.lines(known), pupils.prior)
    if len(known) > _MOST_TAUGHT:
        known = np.random.default_rng(0).choice(known, _MOST_TAUGHT, replace=False)
    return fit_teacher(ground.lines(known), pupils.truth[known], pupils.prior)


def _lesson(side: _Side, pupils: Class, soft: Floats, seed: int, counts: float = 1.0) -> View:
    """Unlabelled firms with their soft labels, labelled ones with theirs, the code table's own words."""
    texts = side.texts
    told = pupils.labelled[np.diff(texts.indptr)[pupils.labelled] > 0]
    rows = vstack([texts[pupils.unlabelled], texts[told], texts[pupils.codes]]).tocsr()
    targets = np.concatenate([soft, pupils.truth[told], pupils.truth[pupils.codes]])
    weights = np.concatenate(
        [np.full(len(soft), counts), np.full(len(told), side.label_counts), _CODES_COUNT * _balance(pupils)]
    ).astype(np.float32)
    return fit_view(side.runs, as_found(rows), Lesson(targets, weights), Learning(seed=seed))


def _balance(pupils: Class) -> Floats:
    """A division's rows of the code table together weigh what the division usually does."""
    truth = pupils.truth[pupils.codes]
    each = pupils.prior / np.maximum(truth.sum(axis=0), 1)
    balanced: Floats = truth @ each * len(truth)
    return balanced


def _agreed(name: Floats, scope: Floats, prior: Floats) -> Floats:
    return softmax(_SURE_OF * (name + scope) - _PRIOR_OFF * prior)


def _with_words(soft: Floats, own: Floats) -> Floats:
    return ((1 - _OWN_WORDS) * soft + _OWN_WORDS * own).astype(np.float32)
