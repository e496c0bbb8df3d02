"""What is declared of facts: their kinds (the catalogue of facts), their bounds, which must be known."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_FIGURES: Final = Path(__file__).with_name("figures.yaml")
_FACTS: Final = Path(__file__).parents[1] / "publishing" / "facts.yaml"
_COUNTS: Final = ("velocity_", "fraud_ring_", "neighbours_")
_OF_NUMBERS: Final = ("_yuan", "_share", "_days", "_ratio", "_months", "_count")


@dataclass(frozen=True, slots=True)
class Declared:
    """`kinds` by name; `within` least and most; `needed` of every approval; `asked`: null is no answer;
    `engine_only`: facts that come out of tables and arithmetic and never from outside."""

    kinds: Mapping[str, str]
    within: Mapping[str, tuple[float | None, float | None]]
    needed: tuple[str, ...]
    asked: tuple[str, ...]
    engine_only: frozenset[str]

    def kind_of(self, name: str) -> str | None:
        """`number`, `text` or `boolean`; None where nobody said. What ends in a unit, or begins as counts do,
        is a number."""
        known = self.kinds.get(name)
        is_number = name.endswith(_OF_NUMBERS) or name.startswith(_COUNTS)
        return known if known is not None else "number" if is_number else None

    def within_of(self, name: str) -> tuple[float | None, float | None]:
        """Least and most; a count is never below zero."""
        return self.within.get(name, (0 if name.startswith(_COUNTS) else None, None))


@cache
def declared() -> Declared:
    """As the two files say."""
    figures: dict[str, Any] = yaml.safe_load(_FIGURES.read_text("utf-8"))
    facts: dict[str, Any] = yaml.safe_load(_FACTS.read_text("utf-8"))
    said = {name for answers in facts["said"].values() for name in answers}
    later = {name for name, row in facts["facts"].items() if "since" in row}
    return Declared(
        kinds=dict.fromkeys(figures["within"], "number")
        | {name: row["type"] for name, row in facts["facts"].items()},
        within={name: (bounds[0], bounds[1]) for name, bounds in figures["within"].items()},
        needed=tuple(figures["needed"]),
        asked=tuple(figures["asked"]),
        engine_only=frozenset((said | later | {"probability"}) - {"outcome", "reason"}),
    )
