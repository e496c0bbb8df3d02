"""How far a figure's distribution has moved from its reference, and how sure that is.

PSI (domain 8) is never negative, so over few decisions it is large by chance alone: with ten bins and fifty
decisions about 0.2. Where nothing moved `PSI ÷ (1/n + 1/N)` follows a χ² of `bins − 1` degrees (Yurdakul and
Naranjo 2020), and where something did a non-central one. So the part that chance explains is taken off, and
the interval is that of the non-centrality. Half a decision is added to every bin, so that an empty one is
rare and not infinite; bins that would hold too few are put together before. Where less was seen than chance
brings on average, the upper end is that of the average: an interval is never empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtr, chdtrc, chndtrinc

Counts = NDArray[np.int64]
Shares = Sequence[float] | NDArray[np.float64]
_HALF: Final = 0.5
_TAIL: Final = 0.025


@dataclass(frozen=True, slots=True)
class Stability:
    """`psi` as measured; `corrected` without what chance explains; 95 % interval of the true one; `chance`
    that nothing moved."""

    n: int
    reference_n: int
    bins: int
    psi: float
    corrected: float
    low: float
    high: float
    chance: float


def psi(expected: Shares, actual: Shares, floor: float = 1e-4) -> float:
    """The population stability index of two lists of shares, as domain 8 defines it.

    >>> round(psi((.10, .20, .30, .25, .15), (.20, .25, .28, .17, .10)), 6)
    0.132978
    """
    e, a = np.maximum(expected, floor), np.maximum(actual, floor)
    return float(((a - e) * np.log(a / e)).sum())


def stability(reference: Counts, now: Counts, least_expected: float = 5.0) -> Stability | None:
    """Compare counts by bin, ordered; None where there is nobody on one side."""
    n, reference_n = int(now.sum()), int(reference.sum())
    if not n or not reference_n:
        return None
    groups = _grouped(reference, now, least_expected)
    e, a = (np.bincount(groups, weights=counts) for counts in (reference, now))
    measured = _smoothed_psi(e, a)
    scale, degrees = 1 / n + 1 / reference_n, len(e) - 1
    if degrees == 0:
        return Stability(n, reference_n, 1, 0.0, 0.0, 0.0, 0.0, 1.0)
    seen = measured / scale
    return Stability(
        n,
        reference_n,
        len(e),
        measured,
        max(0.0, measured - degrees * scale),
        scale * _shift(seen, degrees, 1 - _TAIL),
        scale * _shift(max(seen, degrees), degrees, _TAIL),
        float(chdtrc(degrees, seen)),
    )


def moved_by(reference: NDArray[Any], now: NDArray[Any]) -> NDArray[np.float64]:
    """What each segment adds to a PSI, from counts by segment and bin; the parts add up to it exactly.

    `PSI = Σᵢ (aᵢ − eᵢ) ln(aᵢ/eᵢ)` and every `aᵢ − eᵢ` is a sum over segments.
    """
    e, a = reference.sum(0), now.sum(0)
    k = len(e)
    log_ratio = np.log(((a + _HALF) / (a.sum() + _HALF * k)) / ((e + _HALF) / (e.sum() + _HALF * k)))
    parts = now / max(now.sum(), 1) - reference / max(reference.sum(), 1)
    return np.asarray(parts @ log_ratio, dtype=np.float64)


def _smoothed_psi(e: NDArray[Any], a: NDArray[Any]) -> float:
    k = len(e)
    shares_e = (e + _HALF) / (e.sum() + _HALF * k)
    shares_a = (a + _HALF) / (a.sum() + _HALF * k)
    return float(((shares_a - shares_e) * np.log(shares_a / shares_e)).sum())


def _shift(seen: float, degrees: int, tail: float) -> float:
    """The non-centrality at which so large a value or a smaller has the probability `tail`; else 0."""
    if chdtr(degrees, seen) <= tail:
        return 0.0
    found = float(chndtrinc(seen, degrees, tail))
    return found if np.isfinite(found) else 0.0


def _grouped(reference: Counts, now: Counts, least: float) -> NDArray[np.intp]:
    """Which bins are taken together: neighbours, until each would hold `least` on both sides were nothing
    moved. By both sides' sum, so that it does not matter which is the reference."""
    both = (reference + now).astype(np.float64)
    smaller = min(reference.sum(), now.sum())
    usual = both / both.sum() * smaller
    groups, held, group = np.zeros(len(both), dtype=np.intp), 0.0, 0
    for place, one in enumerate(usual):
        if held >= least:
            group, held = group + 1, 0.0
        groups[place] = group
        held += one
    if held < least and group > 0:
        groups[groups == group] = group - 1
    return groups
