"""The two tables of the trades' room: what trades are like, how characters differ."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_HERE: Final = Path(__file__).parent
KINDS: Final = ("company", "individual", "stall", "workshop", "part_time_seller", "farm")
REGISTERED: Final = ("company", "individual")


@dataclass(frozen=True, slots=True)
class Trade:
    """An ordinary small business of a trade; see the head of trades.yaml."""

    word: str
    industry: str
    side: str
    chances: dict[str, float]
    month_yuan: float
    cost: float
    margin: float
    tax: float
    credit: float
    season: float
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Character:
    """How a business really is; see the head of characters.yaml."""

    name: str
    title: str
    kinds: tuple[str, ...]
    ring: tuple[int, int]
    is_new: bool
    scale: float
    growth: float
    noise: float
    margin: float
    lift: float
    keeps: float
    asks: float

    @property
    def is_honest(self) -> bool:
        """Strong or weak, but nothing is made up."""
        return self.name.startswith("honest_")


@cache
def trades() -> tuple[Trade, ...]:
    """Every trade of the town."""
    return tuple(Trade(**{**row, "months": tuple(row["months"])}) for row in _rows("trades"))


@cache
def characters() -> dict[str, Character]:
    """Every character by name, the honest ones first."""
    rows = _rows("characters")
    return {
        row["name"]: Character(**{**row, "kinds": tuple(row["kinds"]), "ring": tuple(row["ring"])})
        for row in rows
    }


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((_HERE / f"{name}.yaml").read_text("utf-8"))
    return rows
