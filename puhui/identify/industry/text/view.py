"""One way of seeing a firm (its name, or its scope): a table of weights over runs of letters."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.text.grams import Floats, count_grams, find_grams, index_of
from puhui.identify.industry.text.prepared import Prepared
from puhui.identify.industry.text.softmax import Learned, Lesson, learn, sums


@dataclass(frozen=True, slots=True)
class View:
    """`index` finds the row of a run of letters, `table[row]` is what it says for each division."""

    longest: int
    index: NDArray[np.int32]
    table: Floats
    start: Floats

    def logits(self, texts: Prepared) -> Floats:
        """What this view says of each text; a text that says nothing gets `start`."""
        return sums(find_grams(texts, self.longest, self.index), self.table, self.start)


@dataclass(frozen=True, slots=True)
class Learning:
    """How a view learns: passes over the texts, the pace of AdaGrad, how rare a run of letters may be."""

    passes: int = 5
    pace: float = 0.5
    at_least: int = 2
    at_most_rows: int = 150_000
    longest: int = 4
    seed: int = 0


def fit_view(texts: Prepared, targets: Floats, weights: Floats, how: Learning) -> View:
    """A view that gives `targets` (soft labels, one row a text) as well as it can."""
    index = index_of(count_grams(texts, how.longest), how.at_least, how.at_most_rows)
    found = find_grams(texts, how.longest, index)
    width = targets.shape[1]
    start = np.log(np.average(targets, axis=0, weights=weights) + 1e-4).astype(np.float32)
    rows = int(index.max()) + 1
    learned = Learned(
        np.zeros((rows, width), np.float32),
        start,
        np.full(rows, 1e-2, np.float32),
        np.full(width, 1e2, np.float32),
    )
    chance = np.random.default_rng(how.seed)
    for k in range(how.passes):
        order = chance.permutation(len(texts))
        learn(found, Lesson(targets, weights), learned, order, how.pace * (1 - k / how.passes))
    return View(how.longest, index, learned.table, learned.start)
