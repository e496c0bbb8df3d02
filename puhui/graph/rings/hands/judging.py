"""Of an address or a name: one chain, one hand, strangers, or unsure."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.rings.hands.bonds import Bound
from puhui.graph.rings.hands.model import UNKNOWN, HandsRule, Judged, Register, Sign, Verdict, hands_rule

_VERDICTS: Final = (Verdict.CHAIN, Verdict.HANDS, Verdict.STRANGERS, Verdict.UNSURE)


def judged(register: Register, sign: Sign, bonds: Bound, rule: HandsRule | None = None) -> Judged:
    """The verdict on every address, or every representative's name, that enough firms have.

    A chain is told by its branches, one hand by the largest bound group, strangers by the absence of one.
    """
    by = rule or hands_rule()
    key = register.address if sign is Sign.ADDRESS else register.representative
    least = by.strangers_at_address_least if sign is Sign.ADDRESS else by.strangers_of_name_least
    firms = np.flatnonzero(key != UNKNOWN)
    values, place, many = np.unique(key[firms], return_inverse=True, return_counts=True)
    largest = _largest(place, bonds.group[firms].astype(np.int64), len(values)) / many
    chained = bonds.chain[firms] != UNKNOWN
    chain = _largest(place[chained], bonds.chain[firms][chained], len(values)) / many
    kept = many >= by.firms_least
    verdict = np.select(
        [
            chain >= by.chain_share_least,
            largest >= by.hands_share_least,
            (many >= least) & (largest <= by.strangers_share_most),
        ],
        [0, 1, 2],
        3,
    )
    verdicts = tuple(_VERDICTS[it] for it in verdict[kept].tolist())
    return Judged(values[kept], many[kept], largest[kept], chain[kept], verdicts)


def _largest(place: NDArray[np.int64], group: NDArray[np.int64], places: int) -> NDArray[np.int64]:
    """How many firms the largest group has at each place."""
    most = np.zeros(places, np.int64)
    if len(place):
        both, counts = np.unique(place * (int(group.max()) + 1) + group, return_counts=True)
        np.maximum.at(most, both // (int(group.max()) + 1), counts)
    return most
