"""The kinds of relation and the limits of the walk, as data; a relation is checked against its kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.graph.model import NodeType, Relation, RelationKind
from puhui.intake import source_is_public, sources
from puhui.kernel import Text

_DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Concept:
    """One kind of relation: what may stand at its ends and from which source it comes."""

    kind: RelationKind
    text: Text
    from_types: frozenset[NodeType]
    to_types: frozenset[NodeType]
    source: str


@dataclass(frozen=True, slots=True)
class WalkLimits:
    """How far and how wide a walk may go, and from how many firms on an address is an agent's."""

    hops_most: int
    fan_out_most: int
    agent_address_firms: int
    draw_nodes_most: int
    draw_fan_out_most: int


@cache
def concepts() -> Mapping[RelationKind, Concept]:
    """Every kind of relation. Raises ValueError naming the row that is wrong, or the kind that is missing."""
    rows = _read("relations.yaml").get("relations", {})
    found = {RelationKind(name): _concept(name, row) for name, row in rows.items()}
    if missing := set(RelationKind) - set(found):
        raise ValueError(f"relations.yaml: nothing is said about {', '.join(sorted(missing))}")
    return found


@cache
def walk_limits() -> WalkLimits:
    """The limits in force."""
    row = _read("limits.yaml")
    try:
        return WalkLimits(**{name: int(row[name]) for name in WalkLimits.__slots__})
    except (KeyError, ValueError) as error:
        raise ValueError(f"limits.yaml: {error!r}") from error


def checked(relation: Relation) -> Relation:
    """The same relation, when its ends fit its kind and it stands on a consent or a public source.

    Raises ValueError otherwise: that is a programming error, never a borrower's.
    """
    concept = concepts()[relation.kind]
    ends = (_type_of(relation.from_node), _type_of(relation.to_node))
    if ends[0] not in concept.from_types or ends[1] not in concept.to_types:
        raise ValueError(f"{relation.kind} does not go from {ends[0]} to {ends[1]}")
    if relation.consent_id is None and not source_is_public(relation.source):
        raise ValueError(f"{relation.kind} from {relation.source} needs the consent it was recorded under")
    return relation


def _type_of(word: str) -> NodeType:
    return NodeType(word.split(":", 1)[0])


def _concept(name: str, row: Mapping[str, Any]) -> Concept:
    try:
        if row["source"] not in sources():
            raise ValueError(f"source {row['source']} is unknown")
        return Concept(
            RelationKind(name),
            Text(row["zh"], row["en"]),
            frozenset(map(NodeType, row["from"])),
            frozenset(map(NodeType, row["to"])),
            row["source"],
        )
    except (KeyError, ValueError) as error:
        raise ValueError(f"relations.yaml, {name}: {error}") from error


def _read(name: str) -> Mapping[str, Any]:
    content: Any = yaml.safe_load((_DATA / name).read_text("utf-8"))
    for key in ("owner", "source", "effective"):
        if not isinstance(content, dict) or not content.get(key):
            raise ValueError(f"{name}: says no {key}")
    table: Mapping[str, Any] = content
    return table
