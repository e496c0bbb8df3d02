"""The word list as a reader of names and scopes: probabilities of divisions, and the words that decided.

It has the shape of a trained text model (`classes`, `probabilities`, `words`), so that the cascade and the
benchmarks treat both alike. Its probabilities come from shares and weights that people wrote down; how well
they hold is measured, not assumed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.lexicon.finding import Found, Table, Texts, find, folded, table_of
from puhui.identify.industry.lexicon.meaning import Meaning, meaning_of
from puhui.identify.industry.lexicon.weighing import (
    Weighed,
    shops,
    weigh_names,
    weigh_scopes,
)
from puhui.identify.industry.lexicon.words import Words, load_words
from puhui.rulebook import rulebook

NAME_CHARACTERS: Final = 60
SCOPE_CHARACTERS: Final = 400
"""A scope says its trade early: what stands after so many characters is not read."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the words of many firms said: scores of codes by source, and the found words for evidence."""

    codes: tuple[str, ...]
    names: Weighed
    scopes: Weighed
    in_names: Found
    in_scopes: Found
    name_texts: Texts
    scope_texts: Texts


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word list, opened."""

    words_list: Words
    classes: tuple[str, ...]
    table: Table
    meaning: Meaning
    to_division: NDArray[np.float32]
    stretches: tuple[NDArray[np.int64], NDArray[np.int64]]
    prior: NDArray[np.float32]

    @property
    def version(self) -> str:
        """Which list, as an answer names it."""
        return f"words-{self.words_list.version}"

    def hear(self, names: Sequence[str], scopes: Sequence[str]) -> Heard:
        """Find the words of every name and scope and weigh them."""
        weights = self.words_list.weights
        in_names, name_texts = self._find(names, NAME_CHARACTERS)
        in_scopes, scope_texts = self._find(scopes, SCOPE_CHARACTERS)
        shop = shops(self.meaning, len(name_texts), in_names)
        shop &= np.diff(name_texts.starts) > 0
        named = weigh_names(self.meaning, name_texts, in_names, weights["name_earlier"])
        scoped = weigh_scopes(self.meaning, scope_texts, in_scopes, weights["scope_later"], shop)
        return Heard(self.meaning.codes, named, scoped, in_names, in_scopes, name_texts, scope_texts)

    def divisions(self, heard: Heard) -> NDArray[np.float32]:
        """Probabilities of `classes`, a row a firm; where no word was found, the prior."""
        weights = self.words_list.weights
        named, scoped = _parts(self.summed(heard.names.scores)), _parts(self.summed(heard.scopes.scores))
        share = np.where(scoped[1] > 0, np.where(named[1] > 0, weights["scope_share"], 1.0), 0.0)[:, None]
        mixed = share * scoped[0] + (1 - share) * named[0]
        mass = np.maximum(named[1], scoped[1])
        unheard = (weights["unheard"] / (weights["unheard"] + mass))[:, None]
        likely = (1 - unheard) * mixed + unheard * self.prior
        both = (scoped[1] > 0) & (named[1] > 0)
        likely = np.where(both[:, None], likely ** np.float32(weights["agreeing"]), likely)
        result: NDArray[np.float32] = (likely / likely.sum(axis=1, keepdims=True)).astype(np.float32)
        return result

    def summed(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """Scores of codes as scores of `classes`: codes are in order, a division is one stretch of them."""
        divisions = np.zeros((len(scores), len(self.classes)), np.float32)
        divisions[:, self.stretches[0]] = np.add.reduceat(scores, self.stretches[1], axis=1)
        return divisions

    def probabilities(self, names: Sequence[str], scopes: Sequence[str]) -> NDArray[np.float32]:
        """Division probabilities of many firms at once; an empty text says nothing."""
        return self.divisions(self.hear(names, scopes))

    def _find(self, texts: Sequence[str], at_most: int) -> tuple[Found, Texts]:
        points = folded(texts, at_most)
        return find(self.table, points), points


@cache
def open_lexicon() -> Lexicon:
    """The list that ships, over the divisions of the rulebook.

    >>> lexicon = open_lexicon()
    >>> likely = lexicon.probabilities(["测试理发店"], [""])[0]
    >>> lexicon.classes[likely.argmax()]
    '80'
    """
    words = load_words()
    classes = divisions()
    meaning = meaning_of(words)
    number = {code: place for place, code in enumerate(classes)}
    to_division = np.zeros((len(meaning.codes), len(classes)), np.float32)
    for place, code in enumerate(meaning.codes):
        to_division[place, number[code[:2]]] = 1
    first = np.array([number[code[:2]] for code in meaning.codes])
    stretches = (np.unique(first), np.unique(first, return_index=True)[1])
    rest = (1 - sum(words.prior.values())) / (len(classes) - len(words.prior))
    prior = np.array([words.prior.get(code, rest) for code in classes], np.float32)
    return Lexicon(words, classes, table_of(list(words.entries)), meaning, to_division, stretches, prior)


def divisions() -> tuple[str, ...]:
    """The division codes of the classification, in order."""
    listed = rulebook().industries.values()
    return tuple(sorted(one.code for one in listed if one.level == 2))


def _parts(scores: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Shares that sum to one where anything was said, and how much was said at all."""
    mass = scores.sum(axis=1)
    return scores / np.maximum(mass, 1e-9)[:, None], mass
