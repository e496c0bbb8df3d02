"""The word list as arrays, for compiled loops: what each word is, and which code it means under each act."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.lexicon.words import Words

_COLUMNS: Final = ("own", "make", "wholesale", "retail", "repair")
NONE: Final = -1


class Sense(NamedTuple):
    """What the loops read. `code[word]`: own, make, wholesale, retail, repair (−1 none).

    `single`: words of one character. `unsaid`: shares of make, wholesale, retail for a firm and a shop,
    without and with a word of selling; then for a firm and a thing rather `traded` than made.
    `by_act`: codes of installing, renting and research.
    """

    kind: NDArray[np.int8]
    act: NDArray[np.int16]
    code: NDArray[np.int32]
    single: NDArray[np.bool_]
    traded: NDArray[np.bool_]
    unsaid: NDArray[np.float32]
    by_act: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Meaning:
    """`codes`: every code the list names, in order; the arrays speak of them by number."""

    codes: tuple[str, ...]
    sense: Sense


def meaning_of(words: Words) -> Meaning:
    """The arrays of a word list."""
    listed = list(words.entries.values())
    by_act = tuple(words.by_act.values())
    named = {getattr(entry, column) for entry in listed for column in _COLUMNS} | set(by_act)
    codes = tuple(sorted(named - {""}))
    number = {code: place for place, code in enumerate(codes)} | {"": NONE}
    unsaid = words.unsaid
    sense = Sense(
        np.array([entry.kind for entry in listed], np.int8),
        np.array([entry.act for entry in listed], np.int16),
        np.array([[number[getattr(entry, column)] for column in _COLUMNS] for entry in listed], np.int32),
        np.array([len(entry.word) == 1 for entry in listed], np.bool_),
        np.array([entry.traded for entry in listed], np.bool_),
        np.array([unsaid.firm, unsaid.shop, unsaid.sell_firm, unsaid.sell_shop, unsaid.traded], np.float32),
        np.array([number[code] for code in by_act], np.int32),
    )
    return Meaning(codes, sense)
