"""How far one answer looks, and what it is made of."""

from dataclasses import dataclass

from puhui.graph.circle.model import DualCentre
from puhui.graph.circle.subgraph import Part
from puhui.graph.control import Control


@dataclass(frozen=True, slots=True)
class Limits:
    """How far and how wide one answer looks; `looks_most` bounds the edges that are looked at in vain."""

    hops: int = 4
    cap: int = 200
    nodes_most: int = 20_000
    looks_most: int = 300_000
    control_hops: int = 8
    control_nodes_most: int = 300
    guarantee_hops: int = 6
    guarantee_nodes_most: int = 2_000
    group_nodes_most: int = 2_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands behind the enterprise; node numbers of the view, `control` those of `part`."""

    control: Control
    part: Part

    @property
    def is_sure(self) -> bool:
        """Whether nothing told was wrong and no bound was met on the way up."""
        return self.control.is_sure and self.part.complete

    @property
    def owners(self) -> tuple[int, ...]:
        """The beneficial owners."""
        return tuple(int(self.part.ids[it]) for owner in self.control.owners for it in owner.nodes)

    @property
    def controller(self) -> tuple[int, ...]:
        """The actual controller, alone or jointly; empty where nobody is."""
        found = self.control.controller
        return tuple(int(self.part.ids[it]) for it in found.nodes) if found else ()


@dataclass(frozen=True, slots=True)
class Commanded:
    """A group's members, its heads among them. Not `complete`: there may be more."""

    members: tuple[int, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is told about one application: its circles, who stands behind it, circles of guarantees.

    `guarantee_cycles` are rows of edges (`View.edge_ids` gives the caller's own numbers).
    """

    circle: DualCentre
    standing: Standing | None
    guarantee_cycles: tuple[tuple[int, ...], ...]
