"""Concepts from their files: one YAML file a kind, what ships and a folder of the house's own behind it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

from puhui.graph.concepts.model import NodeConcept, NodeType, RelationConcept, RelationKind, Unit
from puhui.intake import sources
from puhui.kernel import Text

_Concept = TypeVar("_Concept")
_SAID_ALWAYS: Final = ("owner", "source", "effective")
_SHARE_BEFORE_MANY: Final = 2


def read_nodes(folders: Iterable[Path]) -> dict[NodeType, NodeConcept]:
    """Every kind of node under `nodes/` of the folders; what comes later stands over what came before."""
    return {it.type: it for it in _each(folders, "nodes", _node)}


def read_relations(
    folders: Iterable[Path], nodes: Mapping[NodeType, NodeConcept]
) -> dict[RelationKind, RelationConcept]:
    """The same of relations. Raises ValueError naming the file that is wrong."""

    def made(name: str, row: Mapping[str, Any]) -> RelationConcept:
        concept = _relation(name, row)
        if strange := (concept.from_types | concept.to_types) - set(nodes):
            raise ValueError(f"no node is called {', '.join(sorted(strange))}")
        if strange_sources := concept.sources - set(sources()):
            raise ValueError(f"source {', '.join(sorted(strange_sources))} is unknown")
        return concept

    return {it.kind: it for it in _each(folders, "relations", made)}


def read_table(path: Path) -> Mapping[str, Any]:
    """One file, which must say whose it is, where it comes from and since when it holds."""
    content: Any = yaml.safe_load(path.read_text("utf-8"))
    for key in _SAID_ALWAYS:
        if not isinstance(content, dict) or not content.get(key):
            raise ValueError(f"{path.name}: says no {key}")
    table: Mapping[str, Any] = content
    return table


def _each(
    folders: Iterable[Path], what: str, made: Callable[[str, Mapping[str, Any]], _Concept]
) -> list[_Concept]:
    return [_made(path, made) for folder in folders for path in sorted(Path(folder, what).glob("*.yaml"))]


def _made(path: Path, made: Callable[[str, Mapping[str, Any]], _Concept]) -> _Concept:
    row = read_table(path)
    try:
        if row["concept"] != path.stem:
            raise ValueError(f"is called {row['concept']} inside")
        return made(row["concept"], row)
    except KeyError as error:
        raise ValueError(f"{path.name}: says no {error.args[0]}") from error
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _node(name: str, row: Mapping[str, Any]) -> NodeConcept:
    stands_for = Text(row["stands_for"]["zh"], row["stands_for"]["en"])
    super_from = int(row["super_from"])
    if super_from and super_from < _SHARE_BEFORE_MANY:
        raise ValueError("super_from is 0 or at least 2")
    return NodeConcept(
        NodeType(name), Text(row["zh"], row["en"]), stands_for, bool(row["is_shared"]), super_from
    )


def _relation(name: str, row: Mapping[str, Any]) -> RelationConcept:
    return RelationConcept(
        RelationKind(name),
        Text(row["zh"], row["en"]),
        frozenset(map(NodeType, row["from"])),
        frozenset(map(NodeType, row["to"])),
        Unit(row["weight"]),
        frozenset(row["recorded_from"]),
        row["consent_field"],
    )
