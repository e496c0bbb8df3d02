"""Each circle is told once: of two findings of a kind with mostly the same members the stronger stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from puhui.graph.rings.model import Finding

_SAME: Final = 0.5


def told_once(findings: Iterable[Finding], same: float = _SAME) -> list[Finding]:
    """Strongest first; a weaker one with `same` of its smaller side in common gives its evidence away.

    The measure is members in common ÷ members of the smaller of the two: a circle of three within a denser
    group of five is that group.
    """
    kept: list[Finding] = []
    holding: dict[int, list[int]] = defaultdict(list)
    for finding in sorted(findings, key=_order):
        near = {at for member in finding.members for at in holding[member] if kept[at].kind is finding.kind}
        alike = [at for at in sorted(near) if _overlap(kept[at].members, finding.members) >= same]
        if alike:
            at = alike[0]
            kept[at] = replace(kept[at], evidence=tuple(sorted({*kept[at].evidence, *finding.evidence})))
            continue
        for member in finding.members:
            holding[member].append(len(kept))
        kept.append(finding)
    return kept


def _order(finding: Finding) -> tuple[str, float, int, tuple[int, ...]]:
    return finding.kind, -finding.strength, -len(finding.members), finding.members


def _overlap(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    return len(set(one) & set(other)) / min(len(one), len(other))
