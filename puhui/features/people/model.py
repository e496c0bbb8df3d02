"""What a number about a person is, and from which source it may be reckoned."""

from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from puhui.features.model import Unit
from puhui.features.say import say_value
from puhui.kernel import Text

_MANY = 10


class PersonSource(StrEnum):
    """What a platform may see of a person, each with a consent of its own."""

    REGISTERS = "registers"
    MONTHS = "months"
    BALANCES = "balances"
    TEXTS = "texts"
    RELATIONS = "relations"


SOURCE_TITLES = {
    PersonSource.REGISTERS: Text("工商登记", "business registers"),
    PersonSource.MONTHS: Text("账户收付", "payments of the account"),
    PersonSource.BALANCES: Text("余额与负债", "balances and debts"),
    PersonSource.TEXTS: Text("收货与转账附言", "delivery and payment texts"),
    PersonSource.RELATIONS: Text("家庭与往来关系", "family and relations"),
}


@dataclass(frozen=True, slots=True)
class PersonFeature:
    """One declared number of one person over the last twelve months.

    Null means *not known*: its source was not seen, or there was nothing to reckon it from. `topic` groups
    features that say the same thing, so that a person is told three things and not one thing three times.
    `expression` aggregates the rows of one person in the prepared table of its source.
    """

    name: str
    source: PersonSource
    topic: str
    title: Text
    unit: Unit
    expression: pl.Expr = field(repr=False, compare=False, hash=False)

    def say(self, value: float | None) -> Text:
        """The value in plain words."""
        if value is not None and self.unit is Unit.COUNT and value < _MANY and value % 1:
            return Text(f"{value:.1f}", f"{value:.1f}")
        return say_value(value, self.unit)
