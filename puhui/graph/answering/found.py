"""Rings that an application itself is part of, searched in what was met around it."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.graph.circle import Part
from puhui.graph.rings import find_rings
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Found:
    """A finding over the view's own numbers."""

    kind: str
    nodes: tuple[int, ...]
    rows: NDArray[np.uint32]
    strength: float
    said: Text


def findings_in(part: Part, centres: Collection[int], day: int) -> list[Found]:
    """Findings that name a centre, the strongest first."""
    own = set(centres) - {-1}
    found = []
    for it in find_rings(part.edges, day):
        nodes = tuple(int(part.ids[node]) for node in (*it.members, *it.shared))
        if own & set(nodes):
            found.append(Found(it.kind.value, nodes, part.rows[list(it.evidence)], it.strength, it.said))
    return sorted(found, key=lambda it: -it.strength)
