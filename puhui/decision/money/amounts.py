"""Facts in yuan as exact fen."""

from decimal import Decimal
from typing import Final

from puhui.decision.jdm import Value

FEN_PER_YUAN: Final = 100


def fen_of(yuan: Value) -> int | None:
    """Fen of a fact in yuan; what is no number is not known.

    >>> fen_of(1234.565), fen_of("1234"), fen_of(True)
    (123456, None, None)
    """
    known = isinstance(yuan, int | float) and not isinstance(yuan, bool)
    return round(as_decimal(yuan) * FEN_PER_YUAN) if known else None


def not_below_zero_fen(yuan: Value) -> int:
    """Fen of what is owed or owned: unknown counts as nothing, and a negative amount never as a gift."""
    return max(fen_of(yuan) or 0, 0)


def as_decimal(value: Value) -> Decimal:
    """A fact or a table's number, exactly as it is written."""
    return Decimal(str(value))
