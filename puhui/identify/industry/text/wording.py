"""What our own words hear in names and scopes, as something to learn from.

A word that the list knows stands for a trade wherever it is written; labels then say what a house's files
make of it (科技 is one trade's word in one register and another's in the next).
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numba
import numpy as np
from scipy.sparse import csr_matrix, vstack

from puhui.identify.industry.lexicon import open_lexicon
from puhui.identify.industry.text.firm import Firm
from puhui.identify.industry.text.grams import Floats
from puhui.identify.industry.text.meeting import of_length_one

_AT_ONCE: Final = 16_384


def words_in(names: Sequence[str]) -> csr_matrix:
    """One row a name over `word_codes()`: what its words say, of length one; empty where none is known."""
    heard = [csr_matrix(heard_in(some)) for some in _pieces(names)]
    rows = vstack(heard) if heard else csr_matrix((0, len(word_codes())), dtype=np.float32)
    return of_length_one(rows.tocsr()).astype(np.float32)


def heard_in(names: Sequence[str]) -> Floats:
    """The same before it is brought to length one, as the word list scores it."""
    return np.asarray(open_lexicon().hear(names, [""] * len(names)).names.scores, np.float32)


def said_by_words(heard: Floats, table: Floats) -> Floats:
    """What the words of each name say by `table`, which has a row for each of `word_codes()`."""
    said = np.zeros((len(heard), table.shape[1]), np.float32)
    _add(heard, table, said)
    return said


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


@numba.njit(cache=True, nogil=True, fastmath=True)
def _add(heard: Floats, table: Floats, said: Floats) -> None:
    """Few codes of a row are not zero: only their rows of the table are read."""
    for row in range(len(heard)):
        squares = np.float32(0)
        for code in range(heard.shape[1]):
            score = heard[row, code]
            if score != 0:
                squares += score * score
                for c in range(table.shape[1]):
                    said[row, c] += score * table[code, c]
        if squares > 0:
            said[row] /= np.sqrt(squares)
