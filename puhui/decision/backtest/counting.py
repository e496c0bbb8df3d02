"""How a backtest counts: a table of the house (`rules.yaml`), printed in every report."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_TABLE: Final = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True, slots=True)
class Counting:
    """Draws of the bootstrap, the least size of a group that is told, the ratio below which one is marked."""

    resamples: int
    least_group: int
    ratio_watched: float
    ratio_of: tuple[str, ...]


@cache
def counting() -> Counting:
    """The table in force.

    >>> counting().least_group
    10
    """
    table: dict[str, Any] = yaml.safe_load(_TABLE.read_text("utf-8"))
    return Counting(
        int(table["resamples"]),
        int(table["least_group"]),
        float(table["ratio_watched"]),
        tuple(table["ratio_of"]),
    )
