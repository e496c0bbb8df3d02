"""The text model: a name and a scope → how likely each division is, and the words that decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from puhui.identify.industry.text.explaining import Weighed, weigh
from puhui.identify.industry.text.grams import Floats
from puhui.identify.industry.text.naming import prepare_names
from puhui.identify.industry.text.scoping import prepare_scopes
from puhui.identify.industry.text.softmax import softmax
from puhui.identify.industry.text.view import View

_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Mixing:
    """How much each view's sums count, alone and beside the other; set on firms not seen in training."""

    name_alone: float = 1.0
    scope_alone: float = 1.0
    name_beside: float = 0.5
    scope_beside: float = 0.5


@dataclass(frozen=True, slots=True)
class TextModel:
    """`classes` are division codes; `about` says the version, the data and the measured figures."""

    classes: tuple[str, ...]
    prior: Floats
    name: View
    scope: View
    mixing: Mixing
    places: frozenset[str] = frozenset()
    about: dict[str, object] = field(default_factory=dict)

    def probabilities(self, names: Sequence[str], scopes: Sequence[str]) -> Floats:
        """(rows, classes), each row adds up to one. An empty word: nothing given; both empty: the prior."""
        parts = [
            self._some(names[k : k + _AT_ONCE], scopes[k : k + _AT_ONCE])
            for k in range(0, len(names), _AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.empty((0, len(self.classes)), np.float32)

    def words(self, name: str, scope: str, division: str, at_most: int = 5) -> tuple[Weighed, ...]:
        """The words whose weights decided for (or against) `division`, the heaviest first."""
        if division not in self.classes:
            return ()
        column = self.classes.index(division)
        by_name, by_scope = self._shares(bool(name.strip()), bool(scope.strip()))
        found = weigh(self.name, prepare_names([name], self.places), column, "name", by_name)
        found += weigh(self.scope, prepare_scopes([scope]), column, "scope", by_scope)
        return tuple(sorted(found, key=lambda each: -abs(each.weight))[:at_most])

    def _some(self, names: Sequence[str], scopes: Sequence[str]) -> Floats:
        by_name, by_scope = prepare_names(names, self.places), prepare_scopes(scopes)
        named, scoped = np.diff(by_name.starts) > 0, np.diff(by_scope.starts) > 0
        shares = np.array(
            [self._shares(bool(n), bool(s)) for n, s in zip(named, scoped, strict=True)], np.float32
        )
        logits = self.name.logits(by_name) * shares[:, :1] + self.scope.logits(by_scope) * shares[:, 1:]
        said = softmax(logits)
        said[~named & ~scoped] = self.prior
        return said

    def _shares(self, named: bool, scoped: bool) -> tuple[float, float]:
        if named and scoped:
            return self.mixing.name_beside, self.mixing.scope_beside
        return self.mixing.name_alone * named, self.mixing.scope_alone * scoped
