"""The identifiers of `town.ids` for thousands at once; the two are tested against each other."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Anything, Ints, Words
from town.ids import REGION

_USCC: Final = np.array(list("0123456789ABCDEFGHJKLMNPQRTUWXY"))
_USCC_VALUE: Final = {sign: place for place, sign in enumerate(_USCC.tolist())}
_ORGANISATION: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PERSON_WEIGHTS: Final = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_ORGANISATION_WEIGHTS: Final = np.array([3, 7, 9, 10, 5, 8, 4, 2])
_STEM: Final = "MAT"
MOST_FIRMS: Final = 100_000


def resident_ids(born: pl.Series, is_man: Anything) -> Words:
    """A number each, all different, however many share a birthday and sex (below 500).

    >>> from datetime import date
    >>> resident_ids(pl.Series([date(1990, 1, 1)]), np.array([True])).tolist()
    ['990000199001010017']
    """
    days = born.dt.strftime("%Y%m%d")
    turn = (
        pl.DataFrame({"day": days, "is_man": is_man})
        .with_columns(turn=pl.int_range(pl.len()).over("day", "is_man"))["turn"]
        .to_numpy()
    )
    sequence = np.where(is_man, 2 * turn + 1, 2 * turn + 2)
    tails = np.char.zfill(sequence.astype(str), 3)
    stems = np.char.add(np.char.add(REGION, days.to_numpy().astype(str)), tails)
    total = _signs(stems).astype(np.int64) @ _PERSON_WEIGHTS
    return np.char.add(stems, np.array(list("10X98765432"))[total % 11])


def credit_codes(categories: Words, numbers: Ints) -> Words:
    """Unified social credit codes for numbers below 100,000; category 1 enterprise, 2 个体工商户.

    >>> credit_codes(np.array(["1"]), np.array([7])).tolist()
    ['91990000MAT0000776']
    """
    stems = np.char.add(_STEM, np.char.zfill(numbers.astype(str), 5))
    worth = np.vectorize(_ORGANISATION.index)(_signs(stems))
    organisations = np.char.add(stems, np.array(list("0X987654321"))[(worth @ _ORGANISATION_WEIGHTS) % 11])
    whole = np.char.add(np.char.add(np.char.add("9", categories), REGION), organisations)
    values = np.vectorize(_USCC_VALUE.__getitem__)(_signs(whole))
    weights = np.array([pow(3, place, 31) for place in range(17)])
    return np.char.add(whole, _USCC[(31 - (values @ weights) % 31) % 31])


def mobiles(numbers: Ints) -> Words:
    """Numbers in segment 160, which no operator has been given."""
    return np.char.add("160", np.char.zfill(numbers.astype(str), 8))


def coded(prefix: str, numbers: Ints, width: int = 6) -> Words:
    """`F000123`.

    >>> coded("F", np.array([123])).tolist()
    ['F000123']
    """
    return np.char.add(prefix, np.char.zfill(numbers.astype(str), width))


def picked(words: Words, index: Ints) -> pl.Series:
    """`words[index]` as a column, without laying millions of words beside each other first."""
    return pl.Series(words).gather(index)


def networks(number: Ints) -> Words:
    """Addresses of the private range 10.0.0.0/8, which nobody on the internet has.

    >>> networks(np.array([258])).tolist()
    ['10.0.1.2']
    """
    parts = [(number >> shift & 255).astype(str) for shift in (16, 8, 0)]
    whole = np.char.add("10.", parts[0])
    return np.char.add(np.char.add(np.char.add(np.char.add(whole, "."), parts[1]), "."), parts[2])


def _signs(words: Words) -> Words:
    return words.astype(f"<U{words.dtype.itemsize // 4}").view("<U1").reshape(len(words), -1)
