"""Which roles everybody in a walk has: one pass over the half-edges the walk met, compiled.

The walk meets half-edges level by level, so when a neighbour's own are read, all that lead to it from a
centre have been.
"""

# Numba compiles this file; mypy says nothing useful about a kernel's inner loop.
# mypy: ignore-errors

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.columns import Old, Young

_ZERO = np.uint64(0)


@numba.njit(cache=True, nogil=True)
def match_roles(  # noqa: PLR0917
    old: Old,
    young: Young,
    ids: NDArray[np.int32],
    centres: NDArray[np.int32],
    met: NDArray[np.int64],
    met_from: NDArray[np.int32],
    place: NDArray[np.int32],
    table: tuple,
) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Of each reached node its roles as bits, for each centre; and, of each half-edge, its other end's place.

    `place` is a node → place + 1 scratch of zeros, left as it was found. The place is −1 where the bound kept
    the other end out.
    """
    first, second, short, role, whose = table
    roles = np.zeros((len(ids), len(centres)), np.uint32)
    half = np.zeros((len(ids), len(centres)), np.uint64)
    ends = np.empty(len(met), np.int32)
    snapshot = len(old.neighbour)
    for number in range(len(ids)):
        place[ids[number]] = number + 1
    for number in range(len(met)):
        position = met[number]
        if position < snapshot:
            code, neighbour = old.kind[position], old.neighbour[position]
        else:
            code, neighbour = young.kind[position - snapshot], young.neighbour[position - snapshot]
        here, there = place[met_from[number]] - 1, place[neighbour] - 1
        ends[number] = there
        if there < 0:
            continue
        for centre in range(len(centres)):
            if met_from[number] == centres[centre]:
                hit = first[code]
                half[there, centre] |= hit & ~short
                _tell(roles, there, centre, hit & short, role, whose)
            hit = half[here, centre] & second[code]
            if hit:
                _tell(roles, there, centre, hit, role, whose)
    for number in range(len(ids)):
        place[ids[number]] = 0
    for centre in range(len(centres)):
        for number in range(len(ids)):
            if ids[number] == centres[centre]:
                roles[number, :] = 0
    return roles, ends


@numba.njit(cache=True, nogil=True)
def _tell(  # noqa: PLR0917
    roles: NDArray[np.uint32],
    there: int,
    centre: int,
    hits: np.uint64,
    role: NDArray[np.uint32],
    whose: NDArray[np.uint8],
) -> None:
    at = 0
    while hits != _ZERO:
        if hits & np.uint64(1) and (whose[at] >> centre) & 1:
            roles[there, centre] |= role[at]
        hits >>= np.uint64(1)
        at += 1
