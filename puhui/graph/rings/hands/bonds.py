"""Two independent signs hold firms together: name and place, name and brand, place and rare brand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from puhui.graph.rings.hands.model import UNKNOWN, HandsRule, Register, hands_rule


@dataclass(frozen=True, slots=True)
class Bound:
    """The group of each firm, and the body (or −1) of each branch that has sisters."""

    group: NDArray[np.int32]
    chain: NDArray[np.int64]


def bound(register: Register, rule: HandsRule | None = None) -> Bound:
    """Firms joined wherever two signs agree; branches of one body are joined to each other only.

    >>> none = [-1, -1, -1, -1]
    >>> columns = ([7, 7, 7, 7], [1, 1, 2, 3], [5, 6, 5, 9], [5, 6, 5, 9], none, none, none)
    >>> bound(Register(*(np.array(it) for it in columns))).group.tolist()
    [0, 0, 0, 1]
    """
    by = rule or hands_rule()
    alone = register.body == UNKNOWN
    rare = _of_few(np.where(alone, register.brand, UNKNOWN), by.brand_at_address_most)
    begins = _of_few(np.where(alone, register.brand_begins, UNKNOWN), by.brand_with_person_most)
    trade = _of_few(np.where(alone, register.trade, UNKNOWN), by.trade_with_person_most)
    person = np.where(alone, register.representative, UNKNOWN)
    place = np.where(alone, register.address, UNKNOWN)
    pairs = [
        _joined(_both(person, place)),
        _joined(_both(person, begins)),
        _joined(_both(person, trade)),
        _joined(_both(place, rare)),
        _joined(np.concatenate([register.body, register.own])),
    ]
    many = len(register)
    one, other = (np.concatenate([pair[it] for pair in pairs]) % many for it in range(2))
    link = coo_array((np.ones(len(one), np.int8), (one, other)), (many, many))
    body = np.where(alone, register.own, register.body)
    chain = np.where(_many(body) > 1, body, UNKNOWN)
    return Bound(connected_components(link, directed=False)[1].astype(np.int32), chain)


def _many(key: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many firms have the same sign; none for one that is unknown."""
    counts = np.bincount(key[key != UNKNOWN], minlength=int(key.max(initial=0)) + 1)
    return np.where(key == UNKNOWN, 0, counts[key])


def _of_few(key: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """The sign where not too many have it."""
    return np.where(_many(key) <= most, key, UNKNOWN)


def _both(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """One sign of two, unknown where either is."""
    known = (one != UNKNOWN) & (other != UNKNOWN)
    return np.where(known, one * (int(other.max(initial=0)) + 1) + other, UNKNOWN)


def _joined(key: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Firms with the same sign as pairs, each with the next."""
    order = np.argsort(key, kind="stable")
    order = order[key[order] != UNKNOWN]
    same = key[order[1:]] == key[order[:-1]]
    return order[:-1][same], order[1:][same]
