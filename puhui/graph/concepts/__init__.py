"""Concepts as data: one YAML file a kind of node (`nodes/`) and of relation (`relations/`).

A new kind is a new file, here or in the folder that `PUHUI_CONCEPTS` names; no code changes. A file says the
kind's words in both languages, what may stand at its ends, what its weight counts, from which sources it may
be recorded and which field of them a consent must name. `limits.yaml` says how far a walk goes.
"""

from puhui.graph.concepts.limits import WalkLimits, walk_limits
from puhui.graph.concepts.model import (
    WHOLE_SHARE,
    NodeConcept,
    NodeType,
    RelationConcept,
    RelationKind,
    Unit,
)
from puhui.graph.concepts.shipped import concepts, node_concepts

__all__ = [
    "WHOLE_SHARE",
    "NodeConcept",
    "NodeType",
    "RelationConcept",
    "RelationKind",
    "Unit",
    "WalkLimits",
    "concepts",
    "node_concepts",
    "walk_limits",
]
