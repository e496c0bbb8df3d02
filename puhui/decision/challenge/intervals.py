"""Shares and means with how sure we are of them. Pure.

Wilson's interval for one share and Newcombe's for the difference of two (1998), both right for few cases and
for shares near nothing or all; Welch's for means, by the normal at our numbers.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, variance

_Z = NormalDist().inv_cdf(0.975)
_FEWEST = 10


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and the interval that would cover the truth 95 times in 100."""

    value: float
    low: float
    high: float


def share(hits: int, n: int) -> Estimate | None:
    """A share of `n`; None of nobody.

    >>> share(0, 10)
    Estimate(value=0.0, low=0.0, high=0.2775)
    """
    if n == 0:
        return None
    p, z2 = hits / n, _Z * _Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return _rounded(p, max(0.0, middle - half), min(1.0, middle + half))


def share_difference(hits: int, n: int, other_hits: int, other_n: int) -> Estimate | None:
    """How much larger the other share is.

    >>> share_difference(10, 100, 30, 100)
    Estimate(value=0.2, low=0.0899, high=0.3058)
    """
    one, other = share(hits, n), share(other_hits, other_n)
    if one is None or other is None:
        return None
    gap = other.value - one.value
    low = gap - math.hypot(other.value - other.low, one.high - one.value)
    high = gap + math.hypot(other.high - other.value, one.value - one.low)
    return _rounded(gap, low, high)


def mean(values: Sequence[float]) -> Estimate | None:
    """A mean; None of fewer than ten values, of which no interval could be trusted."""
    if len(values) < _FEWEST:
        return None
    middle = fmean(values)
    half = _Z * math.sqrt(variance(values) / len(values))
    return Estimate(middle, middle - half, middle + half)


def mean_difference(values: Sequence[float], others: Sequence[float]) -> Estimate | None:
    """How much larger the other mean is."""
    if min(len(values), len(others)) < _FEWEST:
        return None
    gap = fmean(others) - fmean(values)
    half = _Z * math.sqrt(variance(values) / len(values) + variance(others) / len(others))
    return Estimate(gap, gap - half, gap + half)


def _rounded(value: float, low: float, high: float) -> Estimate:
    return Estimate(round(value, 4), round(low, 4), round(high, 4))
