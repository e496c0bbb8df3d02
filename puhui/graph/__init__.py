"""graph: who stands around the owner and around the enterprise."""

from pathlib import Path

from puhui.graph.concepts import concepts, walk_limits
from puhui.graph.model import (
    Mark,
    Measures,
    Neighbour,
    NodeType,
    Relation,
    RelationKind,
    node,
)
from puhui.graph.service import (
    measures,
    neighbourhood,
    record_mark,
    relate_declared,
    relate_invoices,
    relate_registration,
)

MIGRATIONS = Path(__file__).parent / "migrations"

__all__ = [
    "MIGRATIONS",
    "Mark",
    "Measures",
    "Neighbour",
    "NodeType",
    "Relation",
    "RelationKind",
    "concepts",
    "measures",
    "neighbourhood",
    "node",
    "record_mark",
    "relate_declared",
    "relate_invoices",
    "relate_registration",
    "walk_limits",
]
