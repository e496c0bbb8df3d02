"""Exact reasons: how much each feature added to a sum. Shapley values of trees, as TreeSHAP defines them.

What a leaf adds for each feature depends only on *which* features of its path a row agrees with. There are
few such cases (at most 2 to the features on a path), so they are all reckoned once, when a forest is made
ready, and a row only looks up its cases (the idea of Fast TreeSHAP v2, Yang 2021). For every row the parts
and the base add up to the sum of the trees, to rounding; a test holds them to LightGBM's own `pred_contrib`.
"""

from dataclasses import dataclass
from math import factorial

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.identify.owner.forest.model import Floats, Forest, Ints, Sums
from puhui.identify.owner.forest.paths import Path, paths_of

_Long = NDArray[np.int64]
_Bits = NDArray[np.uint64]
_Nodes = tuple[Ints, Ints, Floats, NDArray[np.bool_]]
_Slots = tuple[_Long, _Long, Ints, _Bits, _Bits, _Long, Sums]


@dataclass(frozen=True, slots=True)
class Explained:
    """A forest with every case of every leaf reckoned. Slots of leaf `l` are `first_slot[l]` … next.

    A row agrees with a slot when it goes left at all nodes of `lefts` and right at all of `rights` (bits of
    the tree's nodes). `cases[first_case[l] + agreeing * slots + slot]` is what the slot's feature is given.
    """

    forest: Forest
    base: float
    first_leaf: _Long
    first_slot: _Long
    slot_feature: Ints
    lefts: _Bits
    rights: _Bits
    first_case: _Long
    cases: Sums

    def parts(self, rows: Floats) -> Sums:
        """One row a row, one column a feature; with `base` they add up to the trees' sum."""
        forest = self.forest
        out = np.zeros((len(rows), len(forest.features)))
        nodes = (forest.roots, forest.feature, forest.threshold, forest.unknown_left)
        slots = (self.first_leaf, self.first_slot, self.slot_feature, self.lefts, self.rights)
        _add_parts(rows, nodes, (*slots, self.first_case, self.cases), out)
        return out


def made_ready(forest: Forest) -> Explained:
    """All cases of a forest of one class; megabytes for hundreds of trees."""
    if forest.classes != 1:
        raise ValueError("reasons are told for one class")
    paths = [paths_of(forest, tree) for tree in range(forest.trees)]
    leaves = [leaf for tree in paths for leaf in tree]
    cases = _all_cases(leaves)
    return Explained(
        forest=forest,
        base=sum(leaf.value * leaf.reach for leaf in leaves),
        first_leaf=_starts([len(tree) for tree in paths]),
        first_slot=_starts([len(leaf.features) for leaf in leaves]),
        slot_feature=np.array([feature for leaf in leaves for feature in leaf.features], np.int32),
        lefts=np.array([bits for leaf in leaves for bits in leaf.lefts], np.uint64),
        rights=np.array([bits for leaf in leaves for bits in leaf.rights], np.uint64),
        first_case=_starts([case.size for case in cases]),
        cases=np.concatenate([case.ravel() for case in cases]) if cases else np.zeros(0),
    )


def _starts(sizes: list[int]) -> _Long:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def _all_cases(leaves: list[Path]) -> list[Sums]:
    """The cases of every leaf, reckoned together for all leaves with paths of one length."""
    found: list[Sums] = [np.zeros((1, 0))] * len(leaves)
    for count in {len(leaf.features) for leaf in leaves} - {0}:
        same = [place for place, leaf in enumerate(leaves) if len(leaf.features) == count]
        shares = np.array([leaves[place].shares for place in same])
        values = np.array([leaves[place].value for place in same])
        for place, case in zip(same, _cases(shares, values), strict=True):
            found[place] = case
    return found


def _cases(shares: Sums, values: Sums) -> Sums:
    """By leaf, set of features that a row agrees with, and slot: what the slot's feature is given.

    φⱼ = (oⱼ - zⱼ) · v · Σₖ k!(d-1-k)!/d! · [xᵏ] ∏_{i≠j} (zᵢ + oᵢ·x), with oᵢ 1 where the row agrees and
    zᵢ the share of training rows that did.
    """
    leaves, count = shares.shape
    agreeing = ((np.arange(2**count)[:, None] >> np.arange(count)) & 1).astype(np.float64)
    orders = np.array([factorial(k) * factorial(count - 1 - k) for k in range(count)]) / factorial(count)
    found = np.empty((leaves, 2**count, count))
    for slot in range(count):
        chosen = np.zeros((leaves, 2**count, count))
        chosen[:, :, 0] = 1.0
        for other in (place for place in range(count) if place != slot):
            shifted = np.roll(chosen, 1, axis=2)
            shifted[:, :, 0] = 0.0
            chosen = chosen * shares[:, other, None, None] + shifted * agreeing[:, other, None]
        stake = agreeing[:, slot] - shares[:, slot, None]
        found[:, :, slot] = stake * values[:, None] * (chosen @ orders)
    return found


@numba.njit(cache=True, nogil=True)
def _add_parts(rows: Floats, nodes: _Nodes, slots: _Slots, out: Sums) -> None:
    """Every leaf of every tree, for every row."""
    roots, feature, threshold, unknown_left = nodes
    first_leaf, first_slot, slot_feature, lefts, rights, first_case, cases = slots
    one = np.uint64(1)
    for tree in range(len(roots)):
        root = roots[tree]
        if root < 0:
            continue
        inner = first_leaf[tree + 1] - first_leaf[tree] - 1
        for row in range(len(rows)):
            bits = np.uint64(0)
            for place in range(inner):
                node = root + place
                found = rows[row, feature[node]]
                if unknown_left[node] if np.isnan(found) else found <= threshold[node]:
                    bits |= one << np.uint64(place)
            for leaf in range(first_leaf[tree], first_leaf[tree + 1]):
                start, count, agreeing = first_slot[leaf], first_slot[leaf + 1] - first_slot[leaf], 0
                for slot in range(count):
                    left, right = lefts[start + slot], rights[start + slot]
                    if (bits & left) == left and (bits & right) == 0:
                        agreeing |= 1 << slot
                case = first_case[leaf] + agreeing * count
                for slot in range(count):
                    out[row, slot_feature[start + slot]] += cases[case + slot]
