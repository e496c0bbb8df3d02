"""What our own words hear in names and scopes, as something to learn from.

A word that the list knows stands for a trade wherever it is written; labels then say what a house's files
make of it (科技 is one trade's word in one register and another's in the next).
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix, vstack  # type: ignore[import-untyped]

from puhui.identify.industry.lexicon import open_lexicon
from puhui.identify.industry.text.firm import Firm
from puhui.identify.industry.text.grams import Floats
from puhui.identify.industry.text.meeting import of_length_one

_AT_ONCE: Final = 16_384


def words_in(names: Sequence[str]) -> csr_matrix:
    """One row a name over `word_codes()`: what its words say, of length one; empty where none is known."""
    lexicon = open_lexicon()
    parts = [
        csr_matrix(lexicon.hear(some, [""] * len(some)).names.scores.astype(np.float32))
        for some in _pieces(names)
    ]
    heard = vstack(parts) if parts else csr_matrix((0, len(word_codes())), dtype=np.float32)
    return of_length_one(heard.tocsr()).astype(np.float32)


def word_codes() -> tuple[str, ...]:
    """The codes our words stand for, in the order of the columns."""
    return open_lexicon().meaning.codes


def own_opinions(firms: Sequence[Firm], classes: Sequence[str]) -> Floats:
    """What our words alone say of each firm, over `classes`, each row adding up to one."""
    lexicon = open_lexicon()
    column = {code: k for k, code in enumerate(lexicon.classes)}
    wanted = [column[code] for code in classes]
    said = np.empty((len(firms), len(classes)), np.float32)
    for k in range(0, len(firms), _AT_ONCE):
        some = firms[k : k + _AT_ONCE]
        whole = lexicon.probabilities([each.name for each in some], [each.scope for each in some])
        said[k : k + _AT_ONCE] = whole[:, wanted] + 1e-9
    return np.asarray(said / said.sum(axis=1, keepdims=True), np.float32)


def _pieces(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[k : k + _AT_ONCE] for k in range(0, len(texts), _AT_ONCE))
