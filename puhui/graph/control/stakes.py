"""Who holds how much of one firm: rows as they were told become stakes that may be reckoned with.

Shares are read to the millionth and never as a float again. Where what was told cannot all be true, a stake
has a `least` and a `most`: unknown shares take what the known leave, holders above the whole are scaled to
it at least and taken as told at most, the same holding told twice counts once at least and both at most.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from puhui.graph.control.model import Flaw, Remark, Stake

MILLIONTHS: Final = 1_000_000
_WHOLE: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class Held:
    """A firm's holders, what nobody is known for (`open_share`), and what could not be true."""

    stakes: tuple[Stake, ...]
    open_share: Fraction
    remarks: tuple[Remark, ...]


@dataclass(slots=True)
class _Told:
    least: Fraction
    most: Fraction | None
    edges: list[int]


def exact_share(weight: float) -> Fraction:
    """A share to the millionth.

    >>> exact_share(0.3) * exact_share(0.5), exact_share(float("0.333333333"))
    (Fraction(3, 20), Fraction(333333, 1000000))
    """
    return Fraction(round(weight * MILLIONTHS), MILLIONTHS)


def read_stakes(firm: int, rows: Iterable[tuple[int, float, int]], rounding: Fraction) -> Held:
    """From (holder, share, edge number): every holder once, bounded by the whole.

    >>> held = read_stakes(9, [(1, 0.6, 0), (2, float("nan"), 1)], Fraction(1, 1000))
    >>> [(it.holder, it.least, it.most) for it in held.stakes]
    [(1, Fraction(3, 5), Fraction(3, 5)), (2, Fraction(0, 1), Fraction(2, 5))]
    """
    told: dict[int, _Told] = {}
    remarks: list[Remark] = []
    for holder, weight, edge in rows:
        share = _told_share(firm, holder, weight, edge, remarks)
        if holder in told:
            remarks.append(Remark(Flaw.TOLD_TWICE, firm, (*told[holder].edges, edge), share))
            _add(told[holder], share, edge)
        else:
            told[holder] = _Told(share or Fraction(0), share, [edge])
    whole = sum((it.least for it in told.values()), Fraction(0))
    if whole > _WHOLE + rounding:
        remarks.append(Remark(Flaw.ABOVE_WHOLE, firm, _edges(told), whole))
        stakes = (
            _stake(firm, holder, it, it.least / whole, _WHOLE - it.least / whole)
            for holder, it in told.items()
        )
    else:
        rest = max(Fraction(0), _WHOLE - whole)
        stakes = (_stake(firm, holder, it, it.least, rest) for holder, it in told.items())
    return Held(tuple(it for it in stakes if it.most), max(Fraction(0), _WHOLE - whole), tuple(remarks))


def _told_share(firm: int, holder: int, weight: float, edge: int, remarks: list[Remark]) -> Fraction | None:
    """The share, or None where it is unknown or cannot be one."""
    flaw = None
    if math.isnan(weight):
        flaw = Flaw.UNKNOWN_SHARE
    elif weight < 0:
        flaw = Flaw.NEGATIVE
    elif weight > 1:
        flaw = Flaw.NO_SHARE_OF_ONE
    if holder == firm:
        remarks.append(Remark(Flaw.OWN_SHARES, firm, (edge,), None if flaw else exact_share(weight)))
    if flaw:
        remarks.append(Remark(flaw, firm, (edge,)))
        return None
    return exact_share(weight)


def _add(told: _Told, share: Fraction | None, edge: int) -> None:
    told.least = max(told.least, share or Fraction(0))
    told.most = None if told.most is None or share is None else told.most + share
    told.edges.append(edge)


def _stake(firm: int, holder: int, told: _Told, least: Fraction, rest: Fraction) -> Stake:
    """`rest` is what the holder may have beyond `least` without exceeding the whole."""
    if told.most is least:
        most = least
    else:
        most = least + rest if told.most is None else max(least, min(told.most, least + rest))
    return Stake(holder, firm, least, most, tuple(told.edges))


def _edges(told: dict[int, _Told]) -> tuple[int, ...]:
    return tuple(edge for it in told.values() for edge in it.edges)
