"""Contagion: how much of somebody's distress reaches whom, relation by relation, with decay."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray

from puhui.graph.edges import Edges

_FILE: Final = Path(__file__).parent / "data" / "spread.yaml"
_NOWHERE: Final = -1
_SURE: Final = 1 - 1e-12


@dataclass(frozen=True, slots=True)
class Spread:
    """What reached each node: `distress` from 0 to 1, in how many steps at least, over which edge most.

    `over` is a position in the edges that were given, −1 where the distress is a node's own or none came.
    """

    distress: NDArray[np.float64]
    steps: NDArray[np.int32]
    over: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Passing:
    """What one kind of relation passes on, with and against its direction, scaled by which share."""

    along: float
    against: float
    by: str


@dataclass(frozen=True, slots=True)
class Arcs:
    """The directions in which distress may pass; `reverse` is the place of the way back, or −1."""

    origin: NDArray[np.int32]
    target: NDArray[np.int32]
    part: NDArray[np.float64]
    position: NDArray[np.int64]
    reverse: NDArray[np.int64]


def spread(
    edges: Edges, distressed: Mapping[int, float], day: int, decay: float = 1.0, rounds: int | None = None
) -> Spread:
    """Distress of each node after it has passed along the relations that are true on `day`.

    Each relation passes on a chance: what reached its one end (from elsewhere, so that nothing echoes between
    two neighbours), times what its kind passes on, times its share where amounts are known, times `decay`.
    What arrives from several sides adds up as independent chances do, 1 − ∏(1 − part): on a tree this is the
    exact chance of an independent cascade, on circles an upper bound. Nobody's own distress falls, and
    nothing passes through a node with very many neighbours.

    >>> edges = Edges.of_rows(3, [(0, 1, "guarantee", 1e8), (1, 2, "guarantee", 1e8)])
    >>> spread(edges, {2: 1.0}, 20_000).distress.tolist()
    [0.25, 0.5, 1.0]
    """
    passing, limits = _table()
    arcs = _arcs(edges, day, passing, int(limits["users_most"]))
    own = np.zeros(edges.nodes)
    for node, level in distressed.items():
        own[node] = min(max(level, 0.0), _SURE)
    sent = np.zeros(len(arcs.origin))
    steps = np.where(own > 0, 0, _NOWHERE).astype(np.int32)
    for step in range(1, (rounds or int(limits["rounds_most"])) + 1):
        safe = _safe(own, arcs, sent)
        back = np.where(arcs.reverse >= 0, 1 - sent[arcs.reverse], 1.0)
        now = arcs.part * decay * (1 - safe[arcs.origin] / back)
        now[now < limits["least"]] = 0.0
        steps[(steps == _NOWHERE) & (_safe(own, arcs, now) < 1)] = step
        if np.allclose(now, sent, rtol=0, atol=1e-12):
            break
        sent = now
    return Spread(_told(own, 1 - _safe(own, arcs, sent)), steps, _over(edges.nodes, arcs, sent, own))


def _safe(own: NDArray[np.float64], arcs: Arcs, sent: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance that nothing reaches each node."""
    safe = 1 - own
    np.multiply.at(safe, arcs.target, 1 - sent)
    return safe


def _told(own: NDArray[np.float64], distress: NDArray[np.float64]) -> NDArray[np.float64]:
    told: NDArray[np.float64] = np.where(own >= _SURE, 1.0, np.round(distress, 9))
    return told


def _over(nodes: int, arcs: Arcs, sent: NDArray[np.float64], own: NDArray[np.float64]) -> NDArray[np.int64]:
    """The relation over which most came to each node, the first such of equal ones."""
    over = np.full(nodes, _NOWHERE, np.int64)
    order = np.lexsort((-arcs.position, sent))
    order = order[sent[order] > 0]
    over[arcs.target[order]] = arcs.position[order]
    over[own > 0] = _NOWHERE
    return over


def _arcs(edges: Edges, day: int, passing: Mapping[str, Passing], users_most: int) -> Arcs:
    """Every relation twice, along and against."""
    true = np.flatnonzero((edges.since <= day) & (day < edges.until) & (edges.origin != edges.target))
    near = np.bincount(edges.origin[true], minlength=edges.nodes)
    near += np.bincount(edges.target[true], minlength=edges.nodes)
    along, against = np.zeros(len(true)), np.zeros(len(true))
    for number, kind in enumerate(edges.kinds):
        if rule := passing.get(kind):
            mine = edges.kind[true] == number
            shares = _shares(edges, true[mine], rule.by)
            along[mine], against[mine] = rule.along * shares[0], rule.against * shares[1]
    origin = np.concatenate([edges.origin[true], edges.target[true]])
    target = np.concatenate([edges.target[true], edges.origin[true]])
    part = np.minimum(np.concatenate([along, against]), _SURE)
    kept = (near[origin] <= users_most) & (part > 0)
    place = np.where(kept, np.cumsum(kept) - 1, _NOWHERE)
    reverse = np.concatenate([place[len(true) :], place[: len(true)]])
    return Arcs(origin[kept], target[kept], part[kept], np.tile(true, 2)[kept], reverse[kept])


def _shares(edges: Edges, at: NDArray[np.int64], by: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The relation's share as the receiver sees it, along and against."""
    one = np.ones(len(at))
    weight = np.nan_to_num(edges.weight[at], nan=0.0)
    if by == "weight":
        share = np.where(np.isnan(edges.weight[at]), 1.0, np.clip(weight, 0, 1))
        return share, share
    if by in {"share_of_sales", "share_of_guarantees"}:
        whole = np.bincount(edges.origin[at], weight, minlength=edges.nodes)[edges.origin[at]]
        share = np.divide(weight, whole, out=one.copy(), where=whole > 0)
        bought = np.bincount(edges.target[at], weight, minlength=edges.nodes)[edges.target[at]]
        return np.divide(weight, bought, out=one, where=bought > 0), share
    return one, one


@cache
def _table() -> tuple[Mapping[str, Passing], Mapping[str, float]]:
    content: Any = yaml.safe_load(_FILE.read_text("utf-8"))
    if missing := [key for key in ("owner", "source", "effective") if not content.get(key)]:
        raise ValueError(f"spread.yaml: says no {', '.join(missing)}")
    rows = {}
    for name, row in content["relations"].items():
        rows[name] = Passing(float(row["with"]), float(row["against"]), row["by"])
        if not (0 <= rows[name].along <= 1 and 0 <= rows[name].against <= 1):
            raise ValueError(f"spread.yaml, {name}: a part lies between 0 and 1")
        if rows[name].by not in {"none", "weight", "share_of_sales", "share_of_guarantees"}:
            raise ValueError(f"spread.yaml, {name}: {rows[name].by} is no share")
    return rows, {name: float(content[name]) for name in ("rounds_most", "least", "users_most")}
