"""What a number about an account's movements is, and which prepared table it aggregates."""

from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from puhui.features.model import Direction, Unit
from puhui.features.say import say_value
from puhui.kernel import Text


class FlowTable(StrEnum):
    """Which table of `prepare` an expression aggregates."""

    MOVEMENTS = "movements"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class FlowFeature:
    """One declared number of one account before a day; null means *not known*, never zero.

    `expression` aggregates the rows of one account in `table`. `topic` groups numbers that say the same
    thing. Words, unit and expected direction are the line of that name in `titles.yaml`.
    """

    name: str
    topic: str
    title: Text
    definition: Text
    window: str
    unit: Unit
    direction: Direction
    table: FlowTable = field(repr=False)
    expression: pl.Expr = field(repr=False, compare=False, hash=False)
    owner: str = "risk-modelling"

    def say(self, value: float | None) -> Text:
        """The value in plain words."""
        return say_value(value, self.unit)
