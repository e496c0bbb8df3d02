"""Which finding is which planted ring.

A finding matches a ring of its kind when their people and firms overlap at a Jaccard index of a half or more.
Each ring is matched once, by the best finding; precision counts findings that match a ring, recall rings that
are matched. Things (devices, phones, accounts) are not counted.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.graph_rings.reading import Ring
from puhui.graph.rings import Finding, RingKind

JACCARD_LEAST: Final = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """Of one kind: planted rings, findings, matches; and whom the wrong findings were about."""

    planted: int
    found: int
    matched: int
    mistaken: tuple[tuple[str, int], ...]

    @property
    def recall(self) -> float:
        return self.matched / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else 1.0


def scored(findings: Sequence[Finding], rings: Sequence[Ring]) -> dict[RingKind, Score]:
    """One score a kind."""
    return {kind: _scored(kind, findings, rings) for kind in RingKind}


def _scored(kind: RingKind, findings: Sequence[Finding], rings: Sequence[Ring]) -> Score:
    mine = [set(it.members) for it in findings if it.kind is kind]
    planted = [it for it in rings if it.kind == kind and not it.what]
    pairs = sorted(
        (
            (_jaccard(ring.members, members), at, of)
            for at, ring in enumerate(planted)
            for of, members in enumerate(mine)
        ),
        reverse=True,
    )
    rings_met: set[int] = set()
    findings_met: set[int] = set()
    for likeness, at, of in pairs:
        if likeness >= JACCARD_LEAST and at not in rings_met and of not in findings_met:
            rings_met.add(at)
            findings_met.add(of)
    wrong = Counter(_about(mine[of], rings) for of in range(len(mine)) if of not in findings_met)
    return Score(len(planted), len(mine), len(rings_met), tuple(wrong.most_common()))


def _about(members: set[int], rings: Sequence[Ring]) -> str:
    """The ring or look-alike that shares most with a wrong finding."""
    shared: dict[str, int] = defaultdict(int)
    for ring in rings:
        name = f"{ring.kind}/{ring.what}" if ring.what else f"{ring.kind}/planted"
        shared[name] = max(shared[name], len(members & ring.members))
    name = max(shared, key=lambda it: shared[it], default="")
    return name if name and shared[name] else "nobody planted"


def _jaccard(one: frozenset[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)
