"""One way of seeing a firm (its name, or its scope): a table of weights over runs of letters."""

from dataclasses import dataclass

import numpy as np

from puhui.identify.industry.text.grams import Floats, Found, Vocabulary
from puhui.identify.industry.text.prepared import Prepared
from puhui.identify.industry.text.softmax import Learned, Lesson, learn, sums


@dataclass(frozen=True, slots=True)
class View:
    """`table[row]` is what a known run of letters says for each division, `start` what nothing says."""

    vocabulary: Vocabulary
    table: Floats
    start: Floats

    def logits(self, texts: Prepared) -> Floats:
        """What this view says of each text; a text that says nothing gets `start`."""
        return self.said(self.vocabulary.find(texts))

    def said(self, found: Found) -> Floats:
        """The same, of texts whose known runs were found before."""
        return sums(found, self.table, self.start)


@dataclass(frozen=True, slots=True)
class Learning:
    """How a view learns: passes over the texts, and the pace of AdaGrad, falling to nothing."""

    passes: int = 2
    pace: float = 0.5
    seed: int = 0


def fit_view(vocabulary: Vocabulary, found: Found, lesson: Lesson, how: Learning) -> View:
    """A view that says the lesson's soft labels as well as it can."""
    width, rows = lesson.targets.shape[1], len(vocabulary.scale)
    usual = (lesson.weights @ lesson.targets) / max(float(lesson.weights.sum()), 1e-9)
    learned = Learned(
        np.zeros((rows, width), np.float32),
        np.log(usual + 1e-3).astype(np.float32),
        np.full(rows, 1e-2, np.float32),
        np.full(width, 1e2, np.float32),
    )
    chance = np.random.default_rng(how.seed)
    for k in range(how.passes):
        order = chance.permutation(len(found.begins) - 1)
        learn(found, lesson, learned, order, how.pace * (1 - k / how.passes))
    return View(vocabulary, learned.table, learned.start)
