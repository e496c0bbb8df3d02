"""How often a rule may decline: `limits.yaml`, and what follows from it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import floor
from pathlib import Path
from typing import Any, Final

import yaml

_FILE: Final = Path(__file__).with_name("limits.yaml")


@dataclass(frozen=True, slots=True)
class Limit:
    """For one rule and one rolling window."""

    window: str
    span: timedelta
    share: float
    least: int
    most: int

    def allowed(self, decided: int) -> int:
        """How many declines so many decisions allow.

        >>> Limit("day", timedelta(days=1), 0.005, 3, 30).allowed(1_000)
        5
        """
        return min(self.most, max(self.least, floor(self.share * decided)))


@dataclass(frozen=True, slots=True)
class Used:
    """What a rule has declined within a window, and what it may."""

    limit: Limit
    declined: int
    decided: int

    @property
    def is_reached(self) -> bool:
        """Whether one more decline would pass the limit."""
        return self.declined >= self.limit.allowed(self.decided)

    def plain(self) -> str:
        """As it is kept among a decision's inputs.

        >>> Used(Limit("day", timedelta(days=1), 0.005, 3, 30), 2, 100).plain()
        'day 2/3'
        """
        return f"{self.limit.window} {self.declined}/{self.limit.allowed(self.decided)}"


def limits_of(rule: str, file: Path = _FILE) -> tuple[Limit, ...]:
    """The limits of one rule, one a window. Raises ValueError for a table that makes no sense."""
    told = _told(file)
    return _limits(told["rules"].get(rule, told["every"]), told["windows"])


def is_past(used: Sequence[Used]) -> bool:
    """Whether any window's limit is reached."""
    return any(it.is_reached for it in used)


def _limits(rows: Mapping[str, Any], windows: Mapping[str, int]) -> tuple[Limit, ...]:
    found = tuple(Limit(name, timedelta(seconds=seconds), **rows[name]) for name, seconds in windows.items())
    for it in found:
        if not 0 <= it.share <= 1 or not 0 <= it.least <= it.most:
            raise ValueError(f"limits.yaml, {it.window}: a share of 0 to 1, and least no more than most")
    return found


@cache
def _told(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return told
