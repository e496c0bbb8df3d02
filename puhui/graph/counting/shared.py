"""What a business may have in common with others, as data."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from puhui.graph.concepts import NodeType, RelationKind, concepts, node_concepts
from puhui.graph.concepts.reading import read_table

_FILE: Final = Path(__file__).with_name("shared.yaml")


@dataclass(frozen=True, slots=True)
class Shared:
    """One figure: over which kinds, in which direction, from how many on it says nothing (0 never)."""

    figure: str
    kinds: frozenset[RelationKind]
    is_towards: bool
    super_from: int


@cache
def shared() -> tuple[Shared, ...]:
    """Every figure of `shared.yaml`. Raises ValueError naming a kind that is not described."""
    found = tuple(_read(name, row) for name, row in read_table(_FILE)["figures"].items())
    if strange := {kind for it in found for kind in it.kinds} - set(concepts()):
        raise ValueError(f"shared.yaml: no kind of relation is called {', '.join(sorted(strange))}")
    return found


def kinds_of(*, towards: bool) -> tuple[RelationKind, ...]:
    """The kinds that are looked over in one direction."""
    return tuple(sorted({kind for it in shared() if it.is_towards is towards for kind in it.kinds}))


def _read(figure: str, row: dict[str, object]) -> Shared:
    is_towards = "towards" in row
    kinds = row["towards" if is_towards else "backwards"]
    assert isinstance(kinds, list)  # noqa: S101 - our own file
    most = node_concepts()[NodeType(str(row["of"]))].super_from if "of" in row else 0
    return Shared(figure, frozenset(map(RelationKind, kinds)), is_towards, most)
