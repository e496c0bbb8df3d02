"""graph: who stands around the owner and around the enterprise."""

from pathlib import Path

from puhui.graph.concepts import concepts, walk_limits
from puhui.graph.drawing import Dot, Drawing, Line, drawing
from puhui.graph.model import (
    Mark,
    Measures,
    Neighbour,
    Neighbours,
    NodeType,
    Relation,
    RelationKind,
    node,
)
from puhui.graph.service import (
    measures,
    neighbourhood,
    neighbours,
    record_mark,
    relate_declared,
    relate_invoices,
    relate_registration,
)

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
    "NodeType",
    "Relation",
    "RelationKind",
    "concepts",
    "drawing",
    "measures",
    "neighbourhood",
    "neighbours",
    "node",
    "record_mark",
    "relate_declared",
    "relate_invoices",
    "relate_registration",
    "walk_limits",
]
