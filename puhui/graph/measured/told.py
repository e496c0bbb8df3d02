"""Features from what neighbours came to, and from attributes of theirs that somebody asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.graph.measured.around import Around
from puhui.graph.measured.beside import Values, sums
from puhui.graph.measured.catalogue import Measured, average_features, outcome_features
from puhui.graph.measured.row import Bounds

_NEVER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Outcomes:
    """When it first was known what became of a node, and when that it went bad; NEVER where it was not."""

    known_on: NDArray[np.int32]
    bad_on: NDArray[np.int32]

    @classmethod
    def of_rows(
        cls, nodes: int, node: NDArray[np.int64], known_on: NDArray[np.int32], bad: NDArray[np.bool_]
    ) -> "Outcomes":
        """From (node, day, bad) of any order.

        >>> day, bad = np.array([9, 5], np.int32), np.array([True, False])
        >>> Outcomes.of_rows(2, np.array([1, 1]), day, bad).bad_on.tolist()
        [2147483647, 9]
        """
        known, gone = np.full(nodes, _NEVER, np.int32), np.full(nodes, _NEVER, np.int32)
        np.minimum.at(known, node, known_on)
        np.minimum.at(gone, node[bad], known_on[bad])
        return cls(known, gone)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of nodes apart from relations; `averaged` is a row a column asked for, NaN unknown."""

    outcomes: Outcomes | None = None
    columns: Sequence[str] = ()
    averaged: NDArray[np.float64] | None = None

    @property
    def features(self) -> tuple[Measured, ...]:
        """The features that come of it."""
        return (*(outcome_features() if self.outcomes else ()), *average_features(self.columns))

    def measured(
        self, around: Around, nodes: NDArray[np.int64], days: NDArray[np.int64], bounds: Bounds
    ) -> NDArray[np.float64]:
        """A row a node, a column a feature."""
        values = self._values(len(around.offsets) - 1)
        out = np.empty((len(nodes), 4 * len(values.value)))
        sums(around, nodes, days, bounds, values, out)
        columns: list[NDArray[np.float64]] = []
        if self.outcomes:
            known, bad = out[:, :4], out[:, 4:8]
            for hop in (0, 2):
                columns += [bad[:, hop], known[:, hop], _share(bad[:, hop], known[:, hop])]
        columns += [
            _share(out[:, at], out[:, at + 1]) for at in range(8 if self.outcomes else 0, out.shape[1], 4)
        ]
        return np.stack(columns, axis=1) if columns else np.empty((len(nodes), 0))

    def _values(self, nodes: int) -> Values:
        value, known = [], []
        if self.outcomes:
            value += [np.ones(nodes)] * 2
            known += [self.outcomes.known_on, self.outcomes.bad_on]
        if self.averaged is not None:
            value += list(self.averaged)
            known += [np.full(nodes, -_NEVER, np.int32)] * len(self.averaged)
        if not value:
            return Values(np.empty((0, nodes)), np.empty((0, nodes), np.int32))
        return Values(np.stack(value), np.stack(known))


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0))
