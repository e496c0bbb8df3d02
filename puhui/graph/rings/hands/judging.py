"""Of an address or a name: one chain, one hand, strangers, or unsure."""

import numpy as np
from numpy.typing import NDArray

from puhui.graph.rings.hands.bonds import Bound
from puhui.graph.rings.hands.model import UNKNOWN, HandsRule, Judged, Verdict, hands_rule


def judged(key: NDArray[np.int64], bonds: Bound, rule: HandsRule | None = None) -> Judged:
    """The verdict on every value of `key` (addresses, or names) that has enough firms.

    A chain is told by its branches, one hand by the largest bound group, strangers by the absence of one.
    """
    by = rule or hands_rule()
    firms = np.flatnonzero(key != UNKNOWN)
    values, place, many = np.unique(key[firms], return_inverse=True, return_counts=True)
    largest = _largest(place, bonds.group[firms].astype(np.int64), len(values)) / many
    chained = bonds.chain[firms] != UNKNOWN
    chain = _largest(place[chained], bonds.chain[firms][chained], len(values)) / many
    kept = many >= by.firms_least
    verdicts = tuple(
        _verdict(*row, by)
        for row in zip(many[kept].tolist(), largest[kept].tolist(), chain[kept].tolist(), strict=True)
    )
    return Judged(values[kept], many[kept], largest[kept], chain[kept], verdicts)


def _verdict(firms: int, largest_share: float, chain_share: float, by: HandsRule) -> Verdict:
    if chain_share >= by.chain_share_least:
        return Verdict.CHAIN
    if largest_share >= by.hands_share_least:
        return Verdict.HANDS
    if firms >= by.strangers_firms_least and largest_share <= by.strangers_share_most:
        return Verdict.STRANGERS
    return Verdict.UNSURE


def _largest(place: NDArray[np.int64], group: NDArray[np.int64], places: int) -> NDArray[np.int64]:
    """How many firms the largest group has at each place."""
    most = np.zeros(places, np.int64)
    if len(place):
        both, counts = np.unique(place * (int(group.max()) + 1) + group, return_counts=True)
        np.maximum.at(most, both // (int(group.max()) + 1), counts)
    return most
