"""Shares through chains: multiplied along every path, summed over all, circles solved. Exact.

With A[i, j] the share that i has of j, what i has of the target through anybody is
`x = A·(e + x)`, `e` being one at the target: the column of (I−A)⁻¹−I at the target, the limit of
A + A² + A³ + … . Outside circles that is one sum a node; a circle is solved by elimination in fractions. All
pivots positive is exactly when the series converges; where it does not (firms that own each other wholly)
the answer is what one round gives, and at most the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from puhui.graph.control.circles import Shares, circles

_ZERO: Final = Fraction(0)
_ONE: Final = Fraction(1)
_ROUNDS: Final = 400
_STILL: Final = Fraction(1, 10**12)
_SLACK: Final = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Solved:
    """What every holder has of the target; `endless` are circles without a limit (one node of each).

    Exact unless a circle was endless or too large to eliminate (`is_exact`).
    """

    shares: dict[int, Fraction]
    is_exact: bool
    endless: tuple[int, ...]


def solve(shares: Shares, target: int, exact_most: int, *, at_most: bool = False) -> Solved:
    """What every holder has of `target`, directly and through others.

    `at_most` says to which side an answer leans that is not exact.

    >>> shares = {1: {2: Fraction("0.6"), 3: Fraction("0.02")}, 2: {3: Fraction("0.4")}}
    >>> solve(shares, 3, 24).shares[1]
    Fraction(13, 50)
    """
    known: dict[int, Fraction] = {}
    endless: list[int] = []
    largest = 1
    for circle in circles(shares, target):
        inside = set(circle)
        base = {it: _from_outside(shares.get(it, {}), known, inside, target) for it in circle}
        found = _closed(shares, circle, base, exact_most)
        largest = max(largest, len(circle))
        if found is None:
            endless.append(min(circle))
            found = dict.fromkeys(circle, _ONE) if at_most else base
        elif at_most and len(circle) > exact_most:
            found = {it: value + _SLACK for it, value in found.items()}
        known.update({it: min(value, _ONE) for it, value in found.items()})
    return Solved(known, not endless and largest <= exact_most, tuple(endless))


def _from_outside(
    firms: Mapping[int, Fraction], known: Mapping[int, Fraction], inside: set[int], target: int
) -> Fraction:
    """What comes directly, and through firms that are solved already."""
    through = (
        share * ((_ONE if firm == target else _ZERO) + (_ZERO if firm in inside else known.get(firm, _ZERO)))
        for firm, share in firms.items()
    )
    return sum(through, _ZERO)


def _closed(
    shares: Shares, circle: Sequence[int], base: Mapping[int, Fraction], exact_most: int
) -> dict[int, Fraction] | None:
    """x = base + A·x within one circle; None where the series has no limit."""
    if len(circle) == 1 and circle[0] not in shares.get(circle[0], {}):
        return dict(base)
    if len(circle) > exact_most:
        return _by_rounds(shares, circle, base)
    return _by_elimination(shares, circle, base)


def _by_elimination(
    shares: Shares, circle: Sequence[int], base: Mapping[int, Fraction]
) -> dict[int, Fraction] | None:
    rows = [
        [
            *((_ONE if i == j else _ZERO) - shares.get(i, {}).get(j, _ZERO) for j in circle),
            base[i],
        ]
        for i in circle
    ]
    size = len(circle)
    for pivot in range(size):
        if rows[pivot][pivot] <= 0:
            return None
        for below in range(pivot + 1, size):
            factor = rows[below][pivot] / rows[pivot][pivot]
            if factor:
                rows[below] = [a - factor * b for a, b in zip(rows[below], rows[pivot], strict=True)]
    found = [_ZERO] * size
    for i in reversed(range(size)):
        rest = sum((rows[i][j] * found[j] for j in range(i + 1, size)), _ZERO)
        found[i] = (rows[i][size] - rest) / rows[i][i]
    return dict(zip(circle, found, strict=True))


def _by_rounds(
    shares: Shares, circle: Sequence[int], base: Mapping[int, Fraction]
) -> dict[int, Fraction] | None:
    """Large circles: the series itself, in whole numbers of 1e-18, rounded down so that it stays a least."""
    scale = 10**18
    inside = set(circle)
    own = {
        i: [(j, int(share * scale)) for j, share in shares.get(i, {}).items() if j in inside] for i in circle
    }
    start = {i: int(base[i] * scale) for i in circle}
    now = start
    for _ in range(_ROUNDS):
        after = {i: start[i] + sum(share * now[j] // scale for j, share in own[i]) for i in circle}
        if max(after[i] - now[i] for i in circle) <= _STILL * scale:
            return {i: Fraction(value, scale) for i, value in after.items()}
        now = after
    return None
