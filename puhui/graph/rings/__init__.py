"""rings: who acts together where everybody should act alone, and how far distress spreads.

*Takes* relations of a moment (`Edges`), the day, and who applied when. *Gives* findings: circles of
guarantees, invoices that go round, borrowed identities, farms of devices, sudden changes of who stands for a
firm; each with its members, the edges that prove it, a strength from 0 to 1 and a sentence. `spread` says how
much of somebody's distress reaches whom, and on which path.
*Promises*: only what was known on the day is looked at; every search is bounded in length, width and
steps, and says where it stopped; a node that very many share (an agent's address, a market's counter, a
guarantee company) links nobody; two findings of a kind never tell of the same circle; thresholds and
sentences are `data/*.yaml`.
*Does not* know names, nor whether anybody is guilty: a finding is a reason to ask.
"""

from puhui.graph.rings.contagion import Spread, spread
from puhui.graph.rings.finding import find_rings, search_rings
from puhui.graph.rings.guarantee_cycles import guarantee_cycles_through
from puhui.graph.rings.model import Applications, Finding, RingKind, Search
from puhui.graph.rings.rules import RingRules, ring_rules

__all__ = [
    "Applications",
    "Finding",
    "RingKind",
    "RingRules",
    "Search",
    "Spread",
    "find_rings",
    "guarantee_cycles_through",
    "ring_rules",
    "search_rings",
    "spread",
]
