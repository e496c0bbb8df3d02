"""Measures of each node that need the whole graph, on the eve of one day."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import Edges
from puhui.graph.measured.limits import Limits
from puhui.graph.whole import (
    EdgeBlock,
    components,
    core_numbers,
    edge_blocks,
    layers,
    node_blocks,
    propagate,
    sizes,
)

_FEW: Final = 20_000
"""Edges that a day takes about as long as, however few there are."""


def overall(edges: Edges, day: int, limits: Limits) -> NDArray[np.float64]:
    """A row a node: `whole_features`, from what had begun before `day` and not ended on its eve."""
    now = edges.at(day - 1)
    nodes = edges.nodes
    blocks = node_blocks(now)
    over = edges.where((edges.since < day) & (edges.until < day))
    ended = np.bincount(over.origin, minlength=nodes) + np.bincount(over.target, minlength=nodes)
    holding = now.of(*limits.holding)
    columns = [
        ended,
        sizes(components(nodes, edge_blocks(now))),
        sizes(components(nodes, edge_blocks(_without_super(now, limits.near_edges)))),
        core_numbers(blocks),
        propagate(blocks, np.ones(nodes, np.float32)),
        layers(nodes, holding.origin, holding.target, limits.layers),
        layers(nodes, holding.target, holding.origin, limits.layers),
        *(_of_kind(now, kind) for kind in range(len(edges.kinds))),
    ]
    return np.stack(columns, axis=1).astype(np.float64) if nodes else np.zeros((0, len(columns)))


def _without_super(now: Edges, most: int) -> Edges:
    """What is left without agents' addresses, markets and platforms, which hang everybody together."""
    degree = np.bincount(now.origin, minlength=now.nodes) + np.bincount(now.target, minlength=now.nodes)
    plain = degree < most
    return now.where(plain[now.origin] & plain[now.target])


def _of_kind(now: Edges, kind: int) -> NDArray[np.int64]:
    these = now.kind == kind
    return sizes(components(now.nodes, [EdgeBlock(now.origin[these], now.target[these])]))


def whole_day(days: NDArray[np.int64], edges: int, limits: Limits) -> NDArray[np.int64]:
    """The day each as-of day takes whole-graph measures of: itself, or where there are too many, the day on
    which its month, quarter or year began. Never a later one, so nothing of the future comes in.
    """
    different = np.unique(days)
    most = max(limits.whole_days, limits.whole_work // max(edges, _FEW))
    if len(different) <= most:
        return days
    dates = days.astype("datetime64[D]")
    for months in (1, 3, 12):
        began = (dates.astype("datetime64[M]").astype(np.int64) // months * months).astype("datetime64[M]")
        found = began.astype("datetime64[D]").astype(np.int64)
        if len(np.unique(found)) <= most:
            return found
    kept = different[np.linspace(0, len(different) - 1, most).astype(np.int64)]
    return kept[np.searchsorted(kept, days, side="right") - 1]
