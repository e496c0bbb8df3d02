"""graph: who stands around the owner and around the enterprise."""

from pathlib import Path

from puhui.graph.concepts import (
    NodeConcept,
    NodeType,
    RelationConcept,
    RelationKind,
    concepts,
    node_concepts,
    walk_limits,
)
from puhui.graph.counting import measures, neighbours
from puhui.graph.drawing import Dot, Drawing, Line, drawing
from puhui.graph.model import Mark, Measures, Neighbour, Neighbours, Relation, node
from puhui.graph.recording import record_mark, relate_declared, relate_invoices, relate_registration
from puhui.graph.walking import neighbourhood

MIGRATIONS = Path(__file__).parent / "migrations"

__all__ = [
    "MIGRATIONS",
    "Dot",
    "Drawing",
    "Line",
    "Mark",
    "Measures",
    "Neighbour",
    "Neighbours",
    "NodeConcept",
    "NodeType",
    "Relation",
    "RelationConcept",
    "RelationKind",
    "concepts",
    "drawing",
    "measures",
    "neighbourhood",
    "neighbours",
    "node",
    "node_concepts",
    "record_mark",
    "relate_declared",
    "relate_invoices",
    "relate_registration",
    "walk_limits",
]
