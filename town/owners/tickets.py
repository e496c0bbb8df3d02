"""The table of what each trade's money looks like on a person's account."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from town.dice import Floats, Ints
from town.trade.tables import trades


@dataclass(frozen=True, slots=True)
class Money:
    """See the head of money.yaml."""

    word: str
    ticket: float
    firms: float
    platform: float
    people: float
    evening: float
    weekend: float
    market: float


def of_trades(field: str, trade: Ints) -> Floats:
    """A figure of each one's trade.

    >>> of_trades("ticket", np.array([0])).tolist()
    [19.0]
    """
    return np.array([getattr(row, field) for row in _rows()], dtype=np.float64)[trade]


@cache
def _rows() -> tuple[Money, ...]:
    """In the order of trades.yaml."""
    said = yaml.safe_load((Path(__file__).parent / "money.yaml").read_text("utf-8"))
    known = {row["word"]: row for row in said}
    names = [field.name for field in fields(Money)]
    return tuple(Money(**{name: known[trade.word][name] for name in names}) for trade in trades())
