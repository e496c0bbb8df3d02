"""The small picture of a loan running down: a bar an instalment, as high as what is then owed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 120
_GAP_SHARE: Final = 0.18


@dataclass(frozen=True, slots=True)
class Bar:
    """One instalment's bar, in the picture's own units; `is_paid` where it has been paid."""

    x: float
    y: float
    width: float
    height: float
    is_paid: bool


def rundown(owed_fen: Sequence[int], paid: int) -> tuple[Bar, ...]:
    """What is owed before each instalment, in order; the first `paid` of them are behind.

    >>> [(bar.y, bar.height) for bar in rundown((1000, 500), paid=1)]
    [(0.0, 120.0), (60.0, 60.0)]
    """
    if not owed_fen or max(owed_fen) <= 0:
        return ()
    each, most = WIDTH / len(owed_fen), max(owed_fen)
    return tuple(
        Bar(
            x=round(number * each + each * _GAP_SHARE / 2, 2),
            y=round(HEIGHT - HEIGHT * owed / most, 2),
            width=round(each * (1 - _GAP_SHARE), 2),
            height=round(HEIGHT * owed / most, 2),
            is_paid=number < paid,
        )
        for number, owed in enumerate(owed_fen)
    )
