"""Boosted trees as plain arrays, and the sums they give."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Sums = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over `features`, one after the other in flat arrays.

    Node `i` sends a row left when `row[feature[i]] <= threshold[i]`, or, where the value is not known,
    when `unknown_left[i]`. A child below zero is a leaf: `~child` is its place in `value`. Tree `t` begins
    at node `roots[t]` (a root below zero is a leaf) and adds to the sum of class `t % classes`.
    `cover` and `leaf_cover` count the rows of training that came by: exact reasons need them.
    """

    features: tuple[str, ...]
    classes: int
    roots: Ints
    feature: Ints
    threshold: Floats
    unknown_left: NDArray[np.bool_]
    left: Ints
    right: Ints
    cover: Sums
    value: Sums
    leaf_cover: Sums
    depth: int

    @property
    def trees(self) -> int:
        """How many trees, all classes together."""
        return len(self.roots)
