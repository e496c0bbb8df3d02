"""Which of those who were reached are shown: first who has a role, with whoever leads to them, then the
nearest. Pure."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from puhui.graph.circle import DualCentre


def chosen(circles: DualCentre, must: Iterable[int], at_most: int) -> list[int]:
    """Node numbers, each with the chain that leads to it from a centre, as long as there is room.

    `must` are shown whatever else there is (who controls, who is part of a finding), the centres too.
    """
    leads = _leads(circles)
    roles = np.flatnonzero(circles.role_bits.any(axis=1))
    hops = circles.hops.min(axis=1)
    wanted = [*roles[np.argsort(hops[roles], kind="stable")].tolist(), *range(len(circles.ids))]
    shown = dict.fromkeys(must)
    shown |= dict.fromkeys(circles.ids[hops == 0].tolist())
    for place in wanted:
        if len(shown) >= at_most:
            break
        shown |= dict.fromkeys(_chain(circles.ids, leads, place))
    return list(shown)


def _leads(circles: DualCentre) -> NDArray[np.int64]:
    """Of each reached node the place of the one it was first met from; −1 at a centre."""
    order = np.argsort(circles.ids, kind="stable")
    met_from = order[np.searchsorted(circles.ids[order], circles.met_from)] if len(order) else order
    leads = np.full(len(circles.ids), -1, np.int64)
    there, first = np.unique(circles.met_to, return_index=True)
    leads[there[there >= 0]] = met_from[first[there >= 0]]
    leads[circles.hops.min(axis=1) == 0] = -1
    return leads


def _chain(ids: NDArray[np.int32], leads: NDArray[np.int64], place: int) -> list[int]:
    chain: list[int] = []
    while place >= 0 and len(chain) <= len(ids):
        chain.append(int(ids[place]))
        place = int(leads[place])
    return chain[::-1]
