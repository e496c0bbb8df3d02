"""Which roles everybody in a walk has: two passes over the half-edges the walk met, compiled.

First those of the centres, then those of whom a first step led to; in whichever order they were met.
"""

# Numba compiles this file; mypy says nothing useful about a kernel's inner loop.
# mypy: ignore-errors

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.columns import Old, Young

_ZERO = np.uint64(0)


@numba.njit(cache=True, nogil=True)
def match_roles(  # noqa: PLR0912, PLR0917
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
    codes = np.empty(len(met), np.uint8)
    snapshot = len(old.neighbour)
    for number in range(len(ids)):
        place[ids[number]] = number + 1
    for number in range(len(met)):
        position = met[number]
        if position < snapshot:
            codes[number], neighbour = old.kind[position], old.neighbour[position]
        else:
            codes[number] = young.kind[position - snapshot]
            neighbour = young.neighbour[position - snapshot]
        ends[number] = place[neighbour] - 1
        if ends[number] < 0:
            continue
        for centre in range(len(centres)):
            if met_from[number] == centres[centre]:
                hit = first[codes[number]]
                half[ends[number], centre] |= hit & ~short
                _tell(roles, ends[number], centre, hit & short, role, whose)
    for number in range(len(met)):
        here = place[met_from[number]] - 1
        for centre in range(len(centres)):
            hit = half[here, centre] & second[codes[number]]
            if hit and ends[number] >= 0:
                _tell(roles, ends[number], centre, hit, role, whose)
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
