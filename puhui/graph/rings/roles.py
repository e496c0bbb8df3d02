"""Sudden changes of who stands for a firm shortly before it applies."""

from collections import defaultdict
from typing import Final

import numpy as np

from puhui.graph.edges import Edges
from puhui.graph.rings.known import Known
from puhui.graph.rings.model import Finding, RingKind
from puhui.graph.rings.rules import RingRules, RoleRule
from puhui.graph.rings.telling import told
from puhui.kernel import Text

_ROLES: Final = ("legal_representation", "ownership", "control")
_KIN: Final = ("kinship",)


def role_changes(known: Known, rules: RingRules) -> tuple[list[Finding], list[Text]]:
    """Firms whose representative or owner left, and a stranger without history came, just before applying.

    A relative, somebody who already had a post or a share there, or who stood for other firms before, is an
    ordinary succession.
    """
    rule = rules.role_change
    asked: dict[int, list[int]] = defaultdict(list)
    for firm, day in zip(
        known.applications.enterprise.tolist(), known.applications.day.tolist(), strict=True
    ):
        if firm >= 0:
            asked[firm].append(day)
    roles = _by_target(known.edges, known.ever(*_ROLES))
    first_seen = _first_seen(known)
    kin = _kin(known)
    found = []
    for firm, days in asked.items():
        changed = [
            (old, new)
            for old, new in _changes(known.edges, roles.get(firm, []), days, rule)
            if not _ordinary(known.edges, old, new, kin, first_seen)
        ]
        if changed:
            found.append(_finding(known.edges, firm, changed, days))
    return found, []


def _changes(edges: Edges, roles: list[int], days: list[int], rule: RoleRule) -> list[tuple[int, int]]:
    """Pairs of a role that ended and one of its kind that began about then, shortly before an application."""
    return [
        (old, new)
        for new in roles
        if any(0 <= day - edges.since[new] <= rule.before_application_days for day in days)
        for old in roles
        if edges.kind[old] == edges.kind[new]
        and edges.origin[old] != edges.origin[new]
        and edges.since[old] < edges.since[new]
        and abs(int(edges.until[old]) - int(edges.since[new])) <= rule.gap_days_most
    ]


def _ordinary(
    edges: Edges, old: int, new: int, kin: set[tuple[int, int]], first_seen: dict[int, int]
) -> bool:
    came, left = int(edges.origin[new]), int(edges.origin[old])
    return (left, came) in kin or first_seen.get(came, int(edges.since[new])) < edges.since[new]


def _first_seen(known: Known) -> dict[int, int]:
    """The day of each node's first relation that is not kinship."""
    edges = known.edges
    at = np.flatnonzero(known.begun)
    kin = [edges.kinds.index(it) for it in _KIN if it in edges.kinds]
    at = at[~np.isin(edges.kind[at], kin)]
    seen = np.full(edges.nodes, np.iinfo(np.int32).max, np.int64)
    np.minimum.at(seen, edges.origin[at], edges.since[at])
    np.minimum.at(seen, edges.target[at], edges.since[at])
    return dict(enumerate(seen.tolist()))


def _kin(known: Known) -> set[tuple[int, int]]:
    at = known.ever(*_KIN)
    pairs = list(zip(known.edges.origin[at].tolist(), known.edges.target[at].tolist(), strict=True))
    return {*pairs, *((b, a) for a, b in pairs)}


def _by_target(edges: Edges, at: np.ndarray[tuple[int], np.dtype[np.int64]]) -> dict[int, list[int]]:
    by: dict[int, list[int]] = defaultdict(list)
    for position, firm in zip(at.tolist(), edges.target[at].tolist(), strict=True):
        by[firm].append(position)
    return by


def _finding(edges: Edges, firm: int, changed: list[tuple[int, int]], days: list[int]) -> Finding:
    evidence = sorted({at for pair in changed for at in pair})
    members = sorted({firm, *(int(edges.origin[at]) for at in evidence)})
    last = max(int(edges.since[new]) for _, new in changed)
    said = told(RingKind.ROLE_CHANGE, days=min(day - last for day in days if day >= last))
    strength = round(min(1.0, 0.5 + 0.1 * len(changed)), 4)
    return Finding(RingKind.ROLE_CHANGE, tuple(members), tuple(evidence), strength, said)
