"""The concepts in force: what ships, and behind it the folder that `PUHUI_CONCEPTS` names."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from puhui.graph.concepts.model import NodeConcept, NodeType, RelationConcept, RelationKind
from puhui.graph.concepts.reading import read_nodes, read_relations

SHIPPED: Final = Path(__file__).parent


def concepts() -> Mapping[RelationKind, RelationConcept]:
    """Every kind of relation. Raises ValueError naming the file that is wrong."""
    return _read(_folders())[1]


def node_concepts() -> Mapping[NodeType, NodeConcept]:
    """Every kind of node."""
    return _read(_folders())[0]


def _folders() -> tuple[Path, ...]:
    own = os.environ.get("PUHUI_CONCEPTS")
    return (SHIPPED, *([Path(own)] if own else []))


@cache
def _read(
    folders: tuple[Path, ...],
) -> tuple[Mapping[NodeType, NodeConcept], Mapping[RelationKind, RelationConcept]]:
    nodes, named = read_nodes(folders), set(NodeType.__annotations__)
    relations = read_relations(folders, nodes)
    missing = named - {it.upper() for it in nodes}
    missing |= set(RelationKind.__annotations__) - {it.upper() for it in relations}
    if missing:
        raise ValueError(f"no file says what {', '.join(sorted(missing)).lower()} is")
    return nodes, relations
