"""By what decisions are told apart when they are counted: band, trade, amount, door. No person."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from puhui.decision.model import Inputs
from puhui.decision.what_if.glance import Glance

_STEPS_YUAN: Final = (0, 50_000, 100_000, 200_000, 500_000, 1_000_000)
_FEN_PER_YUAN: Final = 100
UNKNOWN: Final = "–"


def segments_of(inputs: Inputs, seen: Glance) -> Mapping[str, str]:
    """The segments that one decision belongs to, as it was seen before."""
    return {
        "band": seen.band.value if seen.band else UNKNOWN,
        "trade": str(inputs.evidence.get("trade") or UNKNOWN),
        "amount": amount_step(inputs.amount_fen),
        "path": inputs.path.value,
    }


def amount_step(amount_fen: int | None) -> str:
    """Which step of amounts, in yuan.

    >>> amount_step(12_000_000), amount_step(None), amount_step(300_000_000)
    ('100000-200000', '–', '1000000-')
    """
    if amount_fen is None:
        return UNKNOWN
    yuan = amount_fen / _FEN_PER_YUAN
    found = next((f"{least}-{most}" for least, most in pairwise(_STEPS_YUAN) if yuan < most), None)
    return found or f"{_STEPS_YUAN[-1]}-"
