"""One figure of the town beside the same figure of a real set."""

from dataclasses import dataclass
from typing import Final

_NEAR_FACTOR: Final = 1.35
_FAIR_FACTOR: Final = 2.0

Measured = dict[str, float]
"""Code of a margin → its value; what could not be measured is absent."""


@dataclass(frozen=True, slots=True)
class Margin:
    """`target` says whether settings were fitted to it; other margins are told for honesty only.

    `why_off` is said where a margin is off and meant to be.
    """

    code: str
    what: str
    unit: str
    source: str
    is_target: bool = True
    why_off: str = ""


def verdict(margin: Margin, real: float, town: float) -> str:
    """`near` within a factor of 1.35, `fair` within 2, else `off`.

    Of a share above one half the rest is judged, of an AUC what it is above chance, so that 0.93 and 0.80 or
    0.85 and 0.55 are not called near.

    >>> count = Margin("x", "", "rows", "")
    >>> verdict(count, 10, 13), verdict(count, 10, 18), verdict(count, 10, 50)
    ('near', 'fair', 'off')
    """
    low, high = sorted((_judged(margin, real, real), _judged(margin, town, real)))
    if low == high:
        return "near"
    if low <= 0:
        return "off"
    return "near" if high / low <= _NEAR_FACTOR else "fair" if high / low <= _FAIR_FACTOR else "off"


def _judged(margin: Margin, value: float, real: float) -> float:
    if margin.unit == "AUC":
        return value - 0.5
    return 1 - value if margin.unit == "share" and real > 0.5 else value
