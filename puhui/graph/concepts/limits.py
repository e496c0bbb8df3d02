"""How far and how wide a walk may go."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from puhui.graph.concepts.reading import read_table


@dataclass(frozen=True, slots=True)
class WalkLimits:
    """Hops, neighbours of a node, nodes of one answer and one drawing."""

    hops_most: int
    fan_out_most: int
    draw_nodes_most: int
    draw_fan_out_most: int
    around_hops_most: int
    around_nodes_most: int
    """How many nodes an expansion around two centres looks at."""
    shown_nodes_most: int
    """How many of them one answer shows."""
    snapshot_from: int
    """Fewer relations than that are answered from the tables."""
    snapshot_young_share: float
    """Of so many younger than the snapshot, it is written anew."""
    snapshot_days: int


@cache
def walk_limits() -> WalkLimits:
    """The limits in force."""
    path = Path(__file__).with_name("limits.yaml")
    row = read_table(path)
    try:
        return WalkLimits(**{name: row[name] for name in WalkLimits.__slots__})
    except KeyError as error:
        raise ValueError(f"limits.yaml: {error!r}") from error
