"""How far an experiment may go: a table of the house (`bounds.yaml`)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

_TABLE: Final = Path(__file__).with_name("bounds.yaml")
_FEN_PER_YUAN: Final = 100


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most of each: share of subjects, one limit, days."""

    share: float
    limit_fen: int
    days: int


@cache
def bounds() -> Bounds:
    """The table in force.

    >>> bounds().share
    0.3
    """
    table = yaml.safe_load(_TABLE.read_text("utf-8"))
    return Bounds(
        float(table["most_share"]), int(table["most_limit_yuan"]) * _FEN_PER_YUAN, int(table["most_days"])
    )
