"""Sudden changes of who stands for a firm, and who owns it, shortly before it applies."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from puhui.graph.edges import Edges
from puhui.graph.rings.handover import Handover, handovers
from puhui.graph.rings.history import Histories
from puhui.graph.rings.known import Known
from puhui.graph.rings.model import Finding, RingKind
from puhui.graph.rings.rules import RingRules, RoleRule
from puhui.graph.rings.telling import told
from puhui.kernel import Text

_KINSHIP_STEPS: Final = 2


def role_changes(known: Known, rules: RingRules) -> tuple[list[Finding], list[Text]]:
    """Firms that passed to a stranger without any history, who then applied.

    One who was in the firm before, runs or sits in another firm, or is of the family of the one before, is an
    ordinary successor; so is a hired representative where the owner stays, and a partner who joins beside the
    representative. Several firms that passed to one newcomer are one finding.
    """
    rule = rules.role_change
    histories = Histories.of(known)
    found: dict[int, list[tuple[Handover, int]]] = defaultdict(list)
    for firm, days in _asked(known).items():
        for handover in handovers(known, firm, rule):
            before = [
                day - handover.day for day in days if 0 <= day - handover.day <= rule.before_application_days
            ]
            if before and _stranger(handover, histories, rule):
                found[handover.newcomer].append((handover, min(before)))
    return [_finding(known.edges, newcomer, rows) for newcomer, rows in found.items()], []


def _asked(known: Known) -> Mapping[int, list[int]]:
    asked: dict[int, list[int]] = defaultdict(list)
    applied = known.applications
    for firm, day in zip(applied.enterprise.tolist(), applied.day.tolist(), strict=True):
        if firm >= 0:
            asked[firm].append(day)
    return asked


def _stranger(handover: Handover, histories: Histories, rule: RoleRule) -> bool:
    """Whether the newcomer has neither past nor family here."""
    if histories.first_day(handover.newcomer) < handover.day - rule.gap_days_most:
        return False
    family = histories.family(handover.newcomer, _KINSHIP_STEPS)
    return family.isdisjoint(handover.insiders)


def _finding(edges: Edges, newcomer: int, rows: list[tuple[Handover, int]]) -> Finding:
    evidence = sorted({at for handover, _ in rows for at in handover.evidence})
    former = {it for handover, _ in rows for it in handover.former}
    firms = {handover.firm for handover, _ in rows}
    said = told(RingKind.ROLE_CHANGE, days=min(before for _, before in rows))
    strength = round(min(1.0, 0.5 + 0.1 * len(evidence)), 4)
    members = tuple(sorted({newcomer, *former, *firms}))
    return Finding(RingKind.ROLE_CHANGE, members, tuple(evidence), strength, said)
