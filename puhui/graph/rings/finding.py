"""All searches, one after another, and each circle told once."""

from collections.abc import Callable
from typing import Final

from puhui.graph.edges import Edges
from puhui.graph.rings.guarantee_cycles import guarantee_cycles
from puhui.graph.rings.invoicing import circular_invoicing
from puhui.graph.rings.known import Known
from puhui.graph.rings.model import Applications, Finding, RingKind, Search
from puhui.graph.rings.once import told_once
from puhui.graph.rings.roles import role_changes
from puhui.graph.rings.rules import RingRules, ring_rules
from puhui.graph.rings.sharing import shared_things
from puhui.kernel import Text

Progress = Callable[[RingKind, int], None]
"""Told after each search: its kind and how many findings it had."""


def find_rings(
    edges: Edges,
    day: int,
    on_progress: Progress | None = None,
    applications: Applications | None = None,
    rules: RingRules | None = None,
) -> tuple[Finding, ...]:
    """What was found in what was known on `day`; see `search_rings` for what was left out.

    >>> rows = [(0, 1, "guarantee", 5e6), (1, 2, "guarantee", 5e6), (2, 0, "guarantee", 4e6)]
    >>> edges = Edges.of_rows(3, rows)
    >>> [(it.kind.value, it.members, it.evidence) for it in find_rings(edges, 20_000)]
    [('guarantee_cycle', (0, 1, 2), (0, 1, 2))]
    """
    return search_rings(edges, day, on_progress, applications, rules).findings


def search_rings(
    edges: Edges,
    day: int,
    on_progress: Progress | None = None,
    applications: Applications | None = None,
    rules: RingRules | None = None,
) -> Search:
    """Findings by kind, the strongest first, and a sentence for every bound that was met.

    Without `applications` everybody is taken to apply on `day`.
    """
    by = rules or ring_rules()
    known = Known.on(edges, day, applications)
    found: list[Finding] = []
    cut: list[Text] = []
    for search, kinds in _SEARCHES:
        some, met = search(known, by)
        some = told_once(some)
        found += some
        cut += met
        for kind in kinds if on_progress else ():
            on_progress(kind, sum(it.kind is kind for it in some))  # type: ignore[misc]
    return Search(tuple(found), tuple(cut))


_Search = Callable[[Known, RingRules], tuple[list[Finding], list[Text]]]
_SEARCHES: Final[tuple[tuple[_Search, tuple[RingKind, ...]], ...]] = (
    (guarantee_cycles, (RingKind.GUARANTEE_CYCLE,)),
    (circular_invoicing, (RingKind.CIRCULAR_INVOICING,)),
    (shared_things, (RingKind.BORROWED_IDENTITY, RingKind.DEVICE_FARM)),
    (role_changes, (RingKind.ROLE_CHANGE,)),
)
