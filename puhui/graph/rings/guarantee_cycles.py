"""Mutual guarantees: A stands for B, B for C, C for A; nobody stands for anybody in the end."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import Edges
from puhui.graph.rings.cycles import circles
from puhui.graph.rings.known import Known
from puhui.graph.rings.model import Finding, RingKind
from puhui.graph.rings.once import told_once
from puhui.graph.rings.rules import GuaranteeRule, RingRules, ring_rules
from puhui.graph.rings.standing import standing_together, strong_groups
from puhui.graph.rings.telling import told, told_short
from puhui.kernel import Text

_KIND: Final = "guarantee"


def guarantee_cycles(known: Known, rules: RingRules) -> tuple[list[Finding], list[Text]]:
    """Every circle of guarantees that stood together for a while, owner and firms being one party.

    Left out: guarantees within a family, those that are a small part of what comes back, and whoever
    guarantees for very many (a guarantee company). A group in which everybody is reached from everybody is
    one finding while it is small; a larger one is told by its circles.
    """
    rule = rules.guarantee_cycle
    at = _serious(known, rule)
    origin, target = known.party[known.edges.origin[at]], known.party[known.edges.target[at]]
    group = strong_groups(len(known.party), origin, target)
    at = at[group[origin] == group[target]]
    number = group[known.party[known.edges.origin[at]]]
    order = np.argsort(number, kind="stable")
    found: list[Finding] = []
    complete = True
    for mine in np.split(at[order], np.flatnonzero(np.diff(number[order])) + 1):
        parts, whole = standing_together(known, mine, rule)
        found += told_once(_finding(known, part) for part in parts)
        complete &= whole
    return found, [] if complete else [told_short(RingKind.GUARANTEE_CYCLE)]


def _serious(known: Known, rule: GuaranteeRule) -> NDArray[np.int64]:
    edges = known.edges
    at = known.ever(_KIND)
    origin, target = known.party[edges.origin[at]], known.party[edges.target[at]]
    kept = (origin != target) & ~known.kin.between(origin, target)
    at, origin, target = at[kept], origin[kept], target[kept]
    kept = _few(origin, target, len(known.party), rule.guarantors_most)
    at, origin, target = at[kept], origin[kept], target[kept]
    pair = np.minimum(origin, target).astype(np.int64) * len(known.party) + np.maximum(origin, target)
    _, place = np.unique(pair, return_inverse=True)
    weight = np.nan_to_num(edges.weight[at], nan=0.0)
    largest = np.zeros(place.max(initial=-1) + 1)
    np.maximum.at(largest, place, weight)
    serious: NDArray[np.int64] = at[
        np.isnan(edges.weight[at]) | (weight >= rule.token_share * largest[place])
    ]
    return serious


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


def _few(origin: NDArray[np.int32], target: NDArray[np.int32], nodes: int, most: int) -> NDArray[np.bool_]:
    pairs = np.unique(
        np.concatenate([origin.astype(np.int64) * nodes + target, target.astype(np.int64) * nodes + origin])
    )
    partners = np.bincount(pairs // nodes, minlength=nodes)
    few: NDArray[np.bool_] = (partners[origin] <= most) & (partners[target] <= most)
    return few


def _finding(known: Known, at: NDArray[np.int64]) -> Finding:
    edges = known.edges
    members = np.unique(np.concatenate([edges.origin[at], edges.target[at]]))
    parties = len(np.unique(known.party[members]))
    said = told(
        RingKind.GUARANTEE_CYCLE, parties=parties, edges=len(at), fen=float(np.nansum(edges.weight[at]))
    )
    mutual = min(1.0, len(at) / (parties * (parties - 1)))
    strength = round(min(1.0, 0.4 + 0.08 * parties + 0.1 * mutual), 4)
    return Finding(RingKind.GUARANTEE_CYCLE, tuple(members.tolist()), tuple(at.tolist()), strength, said)
