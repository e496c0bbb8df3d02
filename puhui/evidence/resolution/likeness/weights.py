"""How much each way of agreeing speaks, as `data/comparisons.yaml` says it."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from puhui.evidence.reference import table
from puhui.kernel import Text

COMMON_BITS: Final = 10.0
"""A word that one record in a thousand bears; what is rarer speaks louder."""
_HERE: Final = "puhui.evidence.resolution.likeness"


@dataclass(frozen=True, slots=True)
class Weight:
    """One level: bits for one firm, the share of rarity that is added, and how it is said."""

    bits: float
    rarity: float
    said: Text


@cache
def weights() -> dict[str, dict[str, Weight]]:
    """Comparison → level → weight, levels in the order in which they are tried."""
    return {
        comparison: {level: _weight(entry) for level, entry in levels.items()}
        for comparison, levels in told()["comparisons"].items()
    }


def told() -> dict[str, Any]:
    """The whole table."""
    return table(_HERE, "comparisons")


@cache
def branch_said(relation: str) -> Text:
    """How a relation between branches is said."""
    return Text(**told()["branch"][relation])


def _weight(entry: dict[str, Any]) -> Weight:
    return Weight(float(entry["bits"]), float(entry["rarity"]), Text(entry["zh"], entry["en"]))
