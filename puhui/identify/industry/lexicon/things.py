"""A thing and what is done with it: which codes it speaks for, and how much for each (compiled)."""

import numba
import numpy as np


@numba.njit(cache=True, nogil=True)
def give_thing(scores, sense, word, acts, shop, share):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, PLR0917
    """Add a thing's share to `scores`; gives the code that got most of it, and how much."""
    codes = sense.code[word]
    deals = acts & 15
    if acts & 16 and not deals and codes[4] >= 0:
        scores[codes[4]] += share
        return codes[4], share
    if acts & 96 and not deals:
        target = sense.by_act[0] if acts & 32 else sense.by_act[1]
        scores[target] += share
        return target, share
    if acts & 128 and not deals:
        share = np.float32(0.5) * share
        scores[sense.by_act[2]] += share
    make, wholesale, retail = _shares(acts, shop, sense.traded[word], sense.unsaid)
    scores[codes[1]] += make * share
    scores[codes[2]] += wholesale * share
    scores[codes[3]] += retail * share
    if make >= wholesale and make >= retail:
        return codes[1], make * share
    return (codes[2], wholesale * share) if wholesale >= retail else (codes[3], retail * share)


@numba.njit(cache=True, nogil=True)
def give_act(scores, sense, acts):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    """A name that says only what is done, not with what: installing, renting, research."""
    if acts & 32:
        scores[sense.by_act[0]] += np.float32(0.5)
    if acts & 64:
        scores[sense.by_act[1]] += np.float32(0.5)
    if acts & 128:
        scores[sense.by_act[2]] += np.float32(0.3)


@numba.njit(cache=True, nogil=True)
def _shares(acts, shop, traded, unsaid):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """Make, wholesale, retail. Who makes a thing and also sells it makes it, first of all."""
    zero, row = np.float32(0.0), (2 if acts & 8 else 0) + (1 if shop else 0)
    row = 4 if traded and row == 0 else row
    shares = (unsaid[row, 0], unsaid[row, 1], unsaid[row, 2])
    if acts & 1:
        sells = (np.float32(0.8), np.float32(0.13), np.float32(0.07))
        shares = sells if acts & 14 else (np.float32(1.0), zero, zero)
    elif acts & 2 and acts & 4:
        shares = (zero, np.float32(0.55), np.float32(0.45))
    elif acts & 2:
        shares = (zero, np.float32(1.0), zero)
    elif acts & 4:
        shares = (zero, np.float32(0.08), np.float32(0.92))
    return shares
