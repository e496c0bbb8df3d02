"""Shares with intervals, differences and ratios of two shares, and how likely a count is by chance.

Small counts are the rule here, so no interval is the plain normal one: Wilson (1927) for a share, Newcombe
(1998, method 10) for a difference, Katz (1978) on the logarithm with half a case added for a ratio.
"""

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Final

from scipy.special import bdtrc, ndtr, ndtri

_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`, with a 95 % interval. Of nobody it is anything between 0 and 1."""

    hits: int
    n: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Between:
    """A number that compares two groups, with its interval."""

    value: float
    low: float
    high: float


def share(hits: int, n: int, confidence: float = 0.95) -> Share:
    """A share with Wilson's interval.

    >>> found = share(0, 10)
    >>> found.share, found.low, round(found.high, 4)
    (0.0, 0.0, 0.2775)
    """
    if n == 0:
        return Share(0, 0, None, 0.0, 1.0)
    z = float(ndtri(1 - (1 - confidence) / 2))
    rate, z2 = hits / n, z * z
    middle = (rate + z2 / (2 * n)) / (1 + z2 / n)
    reach = z / (1 + z2 / n) * sqrt(rate * (1 - rate) / n + z2 / (4 * n * n))
    low = 0.0 if hits == 0 else max(0.0, middle - reach)
    high = 1.0 if hits == n else min(1.0, middle + reach)
    return Share(hits, n, rate, low, high)


def difference(one: Share, other: Share) -> Between | None:
    """`one − other`, Newcombe's interval; None where a group has nobody.

    >>> gap = difference(share(56, 70), share(48, 80))
    >>> round(gap.value, 4), round(gap.low, 4), round(gap.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    if one.share is None or other.share is None:
        return None
    gap = one.share - other.share
    down = sqrt((one.share - one.low) ** 2 + (other.high - other.share) ** 2)
    up = sqrt((one.high - one.share) ** 2 + (other.share - other.low) ** 2)
    return Between(gap, gap - down, gap + up)


def ratio(one: Share, other: Share, confidence: float = 0.95) -> Between | None:
    """`one ÷ other`; None where a group has nobody or nobody of `other` was hit."""
    if one.share is None or not other.share:
        return None
    z = float(ndtri(1 - (1 - confidence) / 2))
    a, b = (one.hits + _HALF) / (one.n + _HALF), (other.hits + _HALF) / (other.n + _HALF)
    spread = 1 / (one.hits + _HALF) - 1 / (one.n + _HALF) + 1 / (other.hits + _HALF) - 1 / (other.n + _HALF)
    reach = z * sqrt(max(spread, 0.0))
    middle = log(a / b)
    return Between(one.share / other.share, exp(middle - reach), exp(middle + reach))


def chance_of_so_many(hits: int, n: int, usual: float) -> float:
    """The chance of at least `hits` of `n` where `usual` is the share; exact.

    >>> chance_of_so_many(3, 3, 0.1) < 0.0011, chance_of_so_many(0, 5, 0.1)
    (True, 1.0)
    """
    return 1.0 if hits <= 0 else float(bdtrc(hits - 1, n, min(max(usual, 0.0), 1.0)))


def chance_of_gap(one: Share, other: Share) -> float:
    """The two-sided chance of so large a difference between two shares that are the same (pooled, with Yates'
    correction, so that small groups are not called different too soon)."""
    if not one.n or not other.n:
        return 1.0
    pooled = (one.hits + other.hits) / (one.n + other.n)
    error = sqrt(pooled * (1 - pooled) * (1 / one.n + 1 / other.n))
    gap = abs(one.hits / one.n - other.hits / other.n) - (1 / one.n + 1 / other.n) / 2
    return 1.0 if error == 0 or gap <= 0 else float(2 * ndtr(-gap / error))
