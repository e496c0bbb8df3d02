"""How many relations of each kind a firm has: the plain baseline's only look at the graph."""

from benchmarks.smesd.reading import Floats, World
from benchmarks.smesd.ties import Ties


def counts(world: World, ties: Ties) -> dict[str, Floats]:
    """Edges by kind, and all of them."""
    by_kind = {f"edges_{number}": ties.counts[:, number] for number in range(ties.counts.shape[1])}
    return {**by_kind, "edges": ties.counts.sum(1)}
