"""Mutual guarantees: A stands for B, B for C, C for A; nobody stands for anybody in the end."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from puhui.graph.edges import Edges
from puhui.graph.rings.cycles import circles
from puhui.graph.rings.known import Known
from puhui.graph.rings.model import Finding, RingKind
from puhui.graph.rings.rules import GuaranteeRule, RingRules, ring_rules
from puhui.graph.rings.telling import told, told_short
from puhui.kernel import Text

_KIND: Final = "guarantee"


def guarantee_cycles(known: Known, rules: RingRules) -> tuple[list[Finding], list[Text]]:
    """Every circle of guarantees that stand on the day, owner and firm being one party.

    Who guarantees for very many is a guarantee company and links nobody. A group in which everybody is
    reached along guarantees from everybody is one finding while it is small; a larger one is told by its
    circles.
    """
    rule = rules.guarantee_cycle
    at = known.standing(_KIND)
    origin, target = known.party[known.edges.origin[at]], known.party[known.edges.target[at]]
    kept = (origin != target) & _few(origin, target, len(known.party), rule.guarantors_most)
    at, origin, target = at[kept], origin[kept], target[kept]
    group = _groups(known.edges.nodes, origin, target)
    inside = group[origin] == group[target]
    at, origin, target = at[inside], origin[inside], target[inside]
    found: list[Finding] = []
    cut: list[Text] = []
    for number in np.unique(group[origin]).tolist():
        mine = np.flatnonzero(group[origin] == number)
        parts, complete = _parts(origin[mine], target[mine], rule)
        found += [
            _finding(known.edges, at[mine[part]], len(_parties(origin, target, mine[part]))) for part in parts
        ]
        if not complete:
            cut.append(told_short(RingKind.GUARANTEE_CYCLE))
    return found, cut


def guarantee_cycles_through(
    edges: Edges, day: int, starts: Sequence[int], rule: GuaranteeRule | None = None
) -> tuple[tuple[int, ...], ...]:
    """Circles of guarantees through one of `starts`, as positions of their edges: for one application.

    Owner and firm are not put together here; give both as starts.
    """
    by = rule or ring_rules().guarantee_cycle
    if _KIND not in edges.kinds:
        return ()
    at = np.flatnonzero((edges.kind == edges.kinds.index(_KIND)) & (edges.since <= day) & (edges.until > day))
    found, _ = circles(edges.nodes, edges.origin[at], edges.target[at], by.length_most, by.steps_most, starts)
    return tuple(tuple(at[list(circle)].tolist()) for circle in found)


def _parts(
    origin: NDArray[np.int32], target: NDArray[np.int32], rule: GuaranteeRule
) -> tuple[list[NDArray[np.int64]], bool]:
    """The group whole, or the circles of a group that is too large, as positions in `origin`."""
    names, ends = np.unique(np.concatenate([origin, target]), return_inverse=True)
    if len(names) <= rule.group_most:
        return [np.arange(len(origin))], True
    from_here, to_there = np.split(ends.astype(np.int32), 2)
    found, complete = circles(len(names), from_here, to_there, rule.length_most, rule.steps_most)
    return [np.array(circle) for circle in found], complete


def _few(origin: NDArray[np.int32], target: NDArray[np.int32], nodes: int, most: int) -> NDArray[np.bool_]:
    given = np.bincount(origin, minlength=nodes)
    taken = np.bincount(target, minlength=nodes)
    return (np.maximum(given, taken)[origin] <= most) & (np.maximum(given, taken)[target] <= most)


def _groups(nodes: int, origin: NDArray[np.int32], target: NDArray[np.int32]) -> NDArray[np.int32]:
    link = coo_array((np.ones(len(origin), np.int8), (origin, target)), (nodes, nodes))
    group: NDArray[np.int32] = connected_components(link, directed=True, connection="strong")[1]
    return group


def _parties(
    origin: NDArray[np.int32], target: NDArray[np.int32], at: NDArray[np.int64]
) -> NDArray[np.int32]:
    return np.unique(np.concatenate([origin[at], target[at]]))


def _finding(edges: Edges, at: NDArray[np.int64], parties: int) -> Finding:
    members = np.unique(np.concatenate([edges.origin[at], edges.target[at]]))
    density = len(at) / max(parties * (parties - 1), 1)
    said = told(
        RingKind.GUARANTEE_CYCLE, parties=parties, edges=len(at), fen=float(np.nansum(edges.weight[at]))
    )
    strength = round(min(1.0, 0.5 + 0.1 * parties * density), 4)
    return Finding(RingKind.GUARANTEE_CYCLE, tuple(members.tolist()), tuple(at.tolist()), strength, said)
