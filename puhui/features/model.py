"""What a feature is: a number with a name, a meaning, a window, a unit, an owner, an expected direction."""

from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from puhui.kernel import Text


class Direction(StrEnum):
    """Which way experience expects the risk to move; training may not learn the opposite."""

    HIGHER_IS_SAFER = "higher_is_safer"
    LOWER_IS_SAFER = "lower_is_safer"
    EITHER = "either"


class Unit(StrEnum):
    """What one unit of the number is; it decides how the number is said."""

    SHARE = "share"
    CHANGE = "change"
    YUAN = "yuan"
    COUNT = "count"
    MONTHS = "months"
    DAYS = "days"
    RATIO = "ratio"


class Table(StrEnum):
    """Which table of `prepare` the expression aggregates."""

    CELLS = "cells"
    MONTHS = "months"
    PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class Feature:
    """One declared number. `expression` aggregates all rows of one firm in `table` to one value.

    `definition` is what a page shows; `window` counts whole months before the snapshot (see `prepare`);
    `owner` is who answers for the definition. A change of definition is a new name.
    """

    name: str
    group: str
    title: Text
    definition: Text
    window: str
    unit: Unit
    direction: Direction
    table: Table = field(repr=False)
    expression: pl.Expr = field(repr=False, compare=False, hash=False)
    owner: str = "risk-modelling"

    def say(self, value: float | None) -> Text:
        """The value in plain words, see `say.say_value`."""
        from puhui.features.say import say_value  # noqa: PLC0415 - a value is said long after it is declared

        return say_value(value, self.unit)
