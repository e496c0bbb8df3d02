"""What is typical of a word: how common it is, and means of other columns over its rows; no outcome.

Who lends, where and in which trade says much before anything is known of how such loans ended: a lender of
small lines to strangers far away is one kind, a savings bank at the corner another. A learner's own row is
left out of its word's mean, so that rows to come, which are in none, look alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.learn.arrays import Floats


@dataclass(frozen=True, slots=True)
class Typical:
    """Of one column's words: rows of each, and rows and sum of each number where it is known.

    `averages` are over all rows; `smoothing_rows` of them are added to every word's own.
    """

    word: str
    columns: tuple[str, ...]
    averages: tuple[float, ...]
    smoothing_rows: float
    levels: dict[str, tuple[float, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns this makes, in order."""
        return names_of_typical(self.word, self.columns)

    def encode(self, words: pl.Series, numbers: Floats) -> Floats:
        """Rows to judge: `numbers` are their own values, one column for each of `columns`."""
        return self._columns(self._sums(words), numbers)

    def encode_learners(self, words: pl.Series, numbers: Floats) -> Floats:
        """Rows that this was learnt from, each without itself."""
        known = ~np.isnan(numbers)
        own = [np.ones(len(words)), *_alternating(known * 1.0, np.where(known, numbers, 0.0))]
        without = self._sums(words) - np.column_stack(own)
        return self._columns(np.where(words.is_null().to_numpy()[:, None], 0.0, without), numbers)

    def _sums(self, words: pl.Series) -> Floats:
        never = (0.0,) * (1 + 2 * len(self.columns))
        found = [self.levels.get(word, never) if word is not None else never for word in words.to_list()]
        return np.array(found, dtype=np.float64).reshape(len(found), len(never))

    def _columns(self, sums: Floats, numbers: Floats) -> Floats:
        made = [np.log1p(np.maximum(sums[:, 0], 0.0))]
        for place, average in enumerate(self.averages):
            rows, total = np.maximum(sums[:, 1 + 2 * place], 0.0), sums[:, 2 + 2 * place]
            mean = (total + self.smoothing_rows * average) / (rows + self.smoothing_rows)
            made += [mean, numbers[:, place] - mean]
        return np.column_stack(made)


def learn_typical(
    word: str, columns: Sequence[str], words: pl.Series, numbers: Floats, smoothing_rows: float
) -> Typical:
    """What is typical of each word, from every row given."""
    known = ~np.isnan(numbers)
    values = np.where(known, numbers, 0.0)
    parts = [np.ones(len(words)), *_alternating(known * 1.0, values)]
    table = pl.DataFrame({"word": words, **{str(place): part for place, part in enumerate(parts)}})
    summed = table.drop_nulls("word").group_by("word", maintain_order=True).sum()
    averages = values.sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return Typical(
        word,
        tuple(columns),
        tuple(float(one) for one in averages),
        smoothing_rows,
        {row[0]: tuple(row[1:]) for row in summed.iter_rows()},
    )


def learn_typicals(
    wanted: Mapping[str, Sequence[str]],
    words: Mapping[str, pl.Series],
    names: Sequence[str],
    values: Floats,
    smoothing_rows: float,
) -> tuple[Typical, ...]:
    """What is typical of the words of every column asked for; `values` has one column for each of `names`."""
    return tuple(
        learn_typical(word, columns, words[word], values[:, places(names, columns)], smoothing_rows)
        for word, columns in wanted.items()
    )


def names_of_typical(word: str, columns: Sequence[str]) -> tuple[str, ...]:
    """How common the word is, and of each column the word's mean and how far the row's own lies from it."""
    pairs = ((f"{column}, typical of {word}", f"{column}, against {word}") for column in columns)
    return (f"{word}, how common", *(name for pair in pairs for name in pair))


def places(names: Sequence[str], columns: Sequence[str]) -> list[int]:
    """Where these columns stand among all numbers."""
    return [list(names).index(column) for column in columns]


def _alternating(rows: Floats, sums: Floats) -> list[Floats]:
    return [one for pair in zip(rows.T, sums.T, strict=True) for one in pair]
