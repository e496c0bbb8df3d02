"""Small worlds for ring tests: nodes by name, edges by sentence."""

from dataclasses import dataclass, field

import numpy as np

from puhui.graph.edges import ALWAYS, STILL, Edges
from puhui.graph.rings import Applications, Finding, RingKind, search_rings

DAY = 20_000


@dataclass
class World:
    """Everything happens in days before `DAY`."""

    names: list[str] = field(default_factory=list)
    rows: list[tuple[int, int, str, float, int, int]] = field(default_factory=list)
    asked: list[tuple[int, int, int, float]] = field(default_factory=list)

    def node(self, name: str) -> int:
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)

    def tie(
        self,
        kind: str,
        origin: str,
        target: str,
        ago: int | None = None,
        *,
        ended_ago: int | None = None,
        weight: float = float("nan"),
    ) -> None:
        since = ALWAYS if ago is None else DAY - ago
        until = STILL if ended_ago is None else DAY - ended_ago
        self.rows.append((self.node(origin), self.node(target), kind, weight, since, until))

    def applies(self, person: str, firm: str, ago: int, yuan: float = 100_000) -> None:
        self.asked.append((self.node(person), self.node(firm), DAY - ago, yuan * 100))

    def found(self, kind: RingKind) -> list[set[str]]:
        """The members of each finding of a kind, by name."""
        return [{self.names[it] for it in finding.members} for finding in self.findings(kind)]

    def findings(self, kind: RingKind, day: int = DAY) -> list[Finding]:
        edges = Edges.of_rows(len(self.names), list(self.rows))
        columns = list(zip(*self.asked, strict=True)) or [(), (), (), ()]
        applications = Applications(
            np.array(columns[0], np.int32),
            np.array(columns[1], np.int32),
            np.array(columns[2], np.int32),
            np.array(columns[3], np.float64),
        )
        return [it for it in search_rings(edges, day, applications=applications).findings if it.kind is kind]


def with_shops(many: int) -> World:
    """`many` people, each with a shop of their own."""
    world = World()
    for number in range(many):
        world.tie("operates", f"person {number}", f"shop {number}", 900)
    return world
