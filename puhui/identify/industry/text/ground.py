"""What every lesson stands on, made from all texts and no label: vocabularies, rows of runs, meanings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from puhui.identify.industry.text.firm import Firm
from puhui.identify.industry.text.grams import Floats, Found, Vocabulary, vocabulary_of
from puhui.identify.industry.text.meeting import meeting_of, scaled_by_rarity
from puhui.identify.industry.text.naming import prepare_names
from puhui.identify.industry.text.prepared import Prepared
from puhui.identify.industry.text.scoping import prepare_scopes
from puhui.identify.industry.text.softmax import sums
from puhui.identify.industry.text.teacher import Lines
from puhui.identify.industry.text.wording import words_in

_LONGEST: Final = 4
_MOST_ROWS: Final = 150_000
_WIDTH: Final = 200
_MEET_AT_MOST: Final = 80_000
"""Firms from which the meeting of names and scopes is learned; more add time and little else."""


@dataclass(frozen=True, slots=True)
class Ground:
    """`names` and `scopes`: rows of known runs, one a firm in the order given.

    `meanings` and `words` go with names; `space` gives a run of a name its place among meanings.
    """

    places: frozenset[str]
    name_runs: Vocabulary
    scope_runs: Vocabulary
    names: csr_matrix
    scopes: csr_matrix
    space: Floats
    meanings: Floats
    words: csr_matrix

    def lines(self, rows: NDArray[np.int64]) -> Lines:
        """The names of these rows, as a teacher reads them."""
        return Lines(self.names[rows], self.meanings[rows], self.words[rows])


def lay_ground(firms: Sequence[Firm]) -> Ground:
    """From labelled, unlabelled and code-table rows alike: only their texts are looked at."""
    places = _places(firms)
    names, scopes = (
        prepare_names([each.name for each in firms], places),
        prepare_scopes([f.scope for f in firms]),
    )
    often = len(firms) > 20_000
    name_runs = vocabulary_of(names, _LONGEST, 4 if often else 1, _MOST_ROWS, rare_tells_more=True)
    scope_runs = vocabulary_of(scopes, _LONGEST, 8 if often else 1, _MOST_ROWS, rare_tells_more=False)
    by_name, by_scope = _rows(names, name_runs), _rows(scopes, scope_runs)
    space = _space(by_name, by_scope)
    words = words_in([each.name for each in firms])
    meanings = meanings_in(as_found(by_name), space)
    return Ground(places, name_runs, scope_runs, by_name, by_scope, space, meanings, words)


def as_found(rows: csr_matrix) -> Found:
    """A sparse matrix as what the loops read."""
    return Found(
        rows.indices.astype(np.int32, copy=False),
        rows.data.astype(np.float32, copy=False),
        rows.indptr.astype(np.int64),
    )


def meanings_in(names: Found, space: Floats) -> Floats:
    """Where each name lies among meanings, at distance one from nothing; nothing stays nothing."""
    placed = sums(names, space, np.zeros(space.shape[1], np.float32))
    length = np.linalg.norm(placed, axis=1, keepdims=True)
    return np.asarray(placed / np.where(length > 0, length, 1), np.float32)


def _rows(texts: Prepared, known: Vocabulary) -> csr_matrix:
    found = known.find(texts)
    return csr_matrix((found.values, found.rows, found.begins), shape=(len(texts), len(known.scale)))


def _space(names: csr_matrix, scopes: csr_matrix) -> Floats:
    both = np.flatnonzero((np.diff(names.indptr) > 0) & (np.diff(scopes.indptr) > 0))
    some = _some(both, _MEET_AT_MOST)
    width = min(_WIDTH, len(some) - 1, names.shape[1] - 20, scopes.shape[1] - 20)
    if width < 2:
        return np.zeros((names.shape[1], 1), np.float32)
    return meeting_of(names[some], scaled_by_rarity(scopes[some]), width)


def _some(all_rows: NDArray[np.int64], at_most: int) -> NDArray[np.int64]:
    if len(all_rows) <= at_most:
        return all_rows
    return np.sort(np.random.default_rng(0).choice(all_rows, at_most, replace=False))


def _places(firms: Sequence[Firm]) -> frozenset[str]:
    seen = Counter(each.place.rstrip("省市县区") for each in firms if each.place)
    return frozenset(place for place, times in seen.items() if times >= 3 and 2 <= len(place) <= 4)
