"""The text model: a name and a scope → how likely each division is, and the words that decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.text.explaining import Weighed, weigh
from puhui.identify.industry.text.grams import Floats, Found
from puhui.identify.industry.text.ground import meanings_in
from puhui.identify.industry.text.mixing import Mixing, Said
from puhui.identify.industry.text.naming import prepare_names
from puhui.identify.industry.text.prepared import Prepared
from puhui.identify.industry.text.scoping import prepare_scopes
from puhui.identify.industry.text.softmax import sums
from puhui.identify.industry.text.teacher import Teacher
from puhui.identify.industry.text.view import View
from puhui.identify.industry.text.wording import heard_in, said_by_words

_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class TextModel:
    """`classes` are division codes; `about` says the version, the data and the measured figures.

    `space` gives runs of names their place among meanings, for the teacher. `tilt`: how the house's labels
    make our own words lean, for whoever hears those beside this model.
    """

    classes: tuple[str, ...]
    prior: Floats
    name: View
    scope: View
    teacher: Teacher
    space: Floats
    mixing: Mixing
    tilt: Floats
    places: frozenset[str] = frozenset()
    about: dict[str, object] = field(default_factory=dict)

    def probabilities(
        self, names: Sequence[str], scopes: Sequence[str], heard: Floats | None = None
    ) -> Floats:
        """(rows, classes), each row adds up to one. An empty word: nothing given; both empty: the prior.

        `heard`: what the word list scored in the names, from whoever has listened already.
        """
        parts = [
            self._some(
                names[k : k + _AT_ONCE],
                scopes[k : k + _AT_ONCE],
                None if heard is None else heard[k : k + _AT_ONCE],
            )
            for k in range(0, len(names), _AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.empty((0, len(self.classes)), np.float32)

    def words(self, name: str, scope: str, division: str, at_most: int = 5) -> tuple[Weighed, ...]:
        """The words whose weights decided for (or against) `division` in the views, the heaviest first."""
        if division not in self.classes:
            return ()
        column = self.classes.index(division)
        by_name, by_scope = prepare_names([name], self.places), prepare_scopes([scope])
        counts = self.mixing.rows(_given(by_name), _given(by_scope))[0]
        found = weigh(self.name, by_name, column, "name", float(counts[0]))
        found += weigh(self.scope, by_scope, column, "scope", float(counts[1]))
        return tuple(sorted(found, key=lambda each: -abs(each.weight))[:at_most])

    def _some(self, names: Sequence[str], scopes: Sequence[str], heard: Floats | None) -> Floats:
        by_name, by_scope = prepare_names(names, self.places), prepare_scopes(scopes)
        found = self.name.vocabulary.find(by_name)
        taught = self._taught(found, heard_in(names) if heard is None else heard)
        said = Said(self.name.said(found), self.scope.logits(by_scope), taught)
        return self.mixing.probabilities(said, self.prior, _given(by_name), _given(by_scope))

    def _taught(self, found: Found, heard: Floats) -> Floats:
        teacher = self.teacher
        said = sums(found, teacher.by_letters, teacher.start)
        said += meanings_in(found, self.space) @ teacher.by_meaning
        said += said_by_words(heard, teacher.by_words)
        return said


def _given(texts: Prepared) -> NDArray[np.bool_]:
    given: NDArray[np.bool_] = np.diff(texts.starts) > 0
    return given
