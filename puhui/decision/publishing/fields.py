"""What a cell may speak about: facts that a table can read where it stands, answers that it has to give.

The engine's own facts and the values of the rulebook are declared in `facts.yaml`; the features of the
invoices come from their catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from puhui.decision.fraud import fraud_words
from puhui.decision.model import Step
from puhui.decision.ruling import named_rules
from puhui.features import catalogue
from puhui.kernel import Text

FieldType = Literal["number", "text", "boolean"]
_FACTS: Final = Path(__file__).with_name("facts.yaml")
_READING: Final = (
    "rating",
    "cash_flow",
    "knock_out",
    "fraud",
    "eligibility",
    "affordability",
    "limit",
    "price",
)
"""In the order in which the engine asks them: a table reads what those before it have said."""


@dataclass(frozen=True, slots=True)
class Field:
    """A fact, or an answer. `values` where only these are ever said; of an answer also its bounds, whether it
    is `needed` in every row, whether null is an answer, the group said `together` or not at all, and whether
    its column is `optional`, so that tables written before it was known stay whole."""

    name: str
    label: Text
    type: FieldType
    is_output: bool = False
    values: tuple[str, ...] | None = None
    least: float | None = None
    most: float | None = None
    whole: bool = False
    needed: bool = False
    nullable: bool = False
    together: str | None = None
    optional: bool = False


def readable(table: str) -> Mapping[str, Field]:
    """Every fact that this table can read, by name. What was seen before is the fraud table's alone, so that
    no reason of another table can tell it."""
    declared = _declared()
    if table in declared["only"]:
        return {name: _fact(name, declared["facts"][name]) for name in declared["only"][table]}
    stands = _READING.index(table)
    own = {
        name: _fact(name, row)
        for name, row in declared["facts"].items()
        if _READING.index(row.get("since", "rating")) <= stands
    }
    seen = fraud_words() if table == Step.FRAUD else {}
    rules = {name: Field(name, it.label, "number") for name, it in named_rules().items()}
    return (
        own
        | rules
        | {it.name: Field(it.name, it.title, "number") for it in catalogue()}
        | {name: Field(name, label, "number") for name, label in seen.items()}
    )


def sayable(table: str) -> Mapping[str, Field]:
    """Every answer that this table gives, by name."""
    return {name: _answer(name, row) for name, row in _declared()["said"][table].items()}


@cache
def _declared() -> dict[str, Any]:
    declared: dict[str, Any] = yaml.safe_load(_FACTS.read_text("utf-8"))
    return declared


def _fact(name: str, row: Mapping[str, Any]) -> Field:
    values = row.get("values")
    return Field(name, Text(row["zh"], row["en"]), row["type"], values=tuple(values) if values else None)


def _answer(name: str, row: Mapping[str, Any]) -> Field:
    values = row.get("values")
    return Field(
        name,
        Text(row["zh"], row["en"]),
        row["type"],
        is_output=True,
        values=tuple(values) if values else None,
        least=row.get("least"),
        most=row.get("most"),
        whole=bool(row.get("whole")),
        needed=bool(row.get("needed")),
        nullable=bool(row.get("nullable")),
        together=row.get("together"),
        optional=bool(row.get("optional")),
    )
