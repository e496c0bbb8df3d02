"""Named streams of chance: what one part of the town draws never moves what another part draws."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Words = NDArray[np.str_]
Anything = NDArray[Any]
Numbers = float | NDArray[Any]


@dataclass(frozen=True, slots=True)
class Dice:
    """All chance of one town.

    >>> int(Dice(7).stream("people").integers(100)) == int(Dice(7).stream("people").integers(100))
    True
    """

    seed: int

    def stream(self, name: str) -> np.random.Generator:
        """The generator of this name, from its beginning."""
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, *name.encode()])))


def scattered(count: int, modulus: int, rng: np.random.Generator) -> Ints:
    """`count` different numbers below `modulus` in no order: identifiers that do not tell who came first."""
    step = int(rng.integers(modulus // 3, modulus // 2)) * 2 + 1
    while np.gcd(step, modulus) != 1:
        step += 2
    return (np.arange(count, dtype=np.int64) * step + int(rng.integers(modulus))) % modulus
