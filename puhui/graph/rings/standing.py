"""Guarantees that stood at the same time, and who reached whom along them then."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from puhui.graph.rings.cycles import circles
from puhui.graph.rings.known import Known
from puhui.graph.rings.rules import GuaranteeRule


def standing_together(
    known: Known, at: NDArray[np.int64], rule: GuaranteeRule
) -> tuple[list[NDArray[np.int64]], bool]:
    """Circles (or small groups of them) among the guarantees `at`, at any moment until the day asked about.

    What stands in a group changes when a guarantee has stood long enough; these are the moments looked at,
    and the day itself, on which whatever stands counts.
    """
    edges = known.edges
    moments = np.unique(edges.since[at].astype(np.int64) + rule.overlap_days_least)
    moments = np.append(moments[moments < known.day], known.day + rule.overlap_days_least)
    stride = -(-len(moments) // rule.slices_most)
    found: dict[tuple[int, ...], NDArray[np.int64]] = {}
    complete = stride == 1
    steps = rule.steps_most // len(moments[::stride])
    for moment in moments[::stride]:
        begun = edges.since[at] <= moment - rule.overlap_days_least
        standing = at[begun & (edges.until[at] > min(moment, known.day))]
        parts, whole = _parts(known, standing, rule, steps)
        found |= {tuple(part.tolist()): part for part in parts}
        complete &= whole
    return list(found.values()), complete


def strong_groups(nodes: int, origin: NDArray[np.int32], target: NDArray[np.int32]) -> NDArray[np.int32]:
    """The group of each node within which everybody is reached from everybody."""
    link = coo_array((np.ones(len(origin), np.int8), (origin, target)), (nodes, nodes))
    group: NDArray[np.int32] = connected_components(link, directed=True, connection="strong")[1]
    return group


def _parts(
    known: Known, at: NDArray[np.int64], rule: GuaranteeRule, steps_most: int
) -> tuple[list[NDArray[np.int64]], bool]:
    """Each small group whole, each larger one circle by circle."""
    ends = known.party[np.concatenate([known.edges.origin[at], known.edges.target[at]])]
    names, places = np.unique(ends, return_inverse=True)
    origin, target = np.split(places.astype(np.int32), 2)
    group = strong_groups(len(names), origin, target)
    parts: list[NDArray[np.int64]] = []
    complete = True
    for number in np.unique(group[origin[group[origin] == group[target]]]):
        mine = np.flatnonzero((group[origin] == number) & (group[target] == number))
        if (group == number).sum() <= rule.group_most:
            parts.append(at[mine])
            continue
        found, whole = circles(len(names), origin[mine], target[mine], rule.length_most, steps_most)
        parts += [at[mine[list(circle)]] for circle in found]
        complete &= whole
    return parts, complete
