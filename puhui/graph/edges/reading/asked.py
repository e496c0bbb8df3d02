"""How a graph is to be read, where the files themselves do not say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Unlisted(StrEnum):
    """What becomes of edges to nodes that the nodes file does not list.

    AUTO counts them where most edges are so, or where the edges tell the types of their ends (then the file
    lists who is asked about, not everybody); it leaves them out where few are (then they point to nothing).
    """

    AUTO = "auto"
    KEEP = "keep"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Asked:
    """Columns by role where their names do not tell, kinds to tell apart, what to do with strangers.

    `loops` keeps edges from a node to itself: who asks about shares wants to know who owns itself.
    """

    edge_columns: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    node_columns: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    kinds: tuple[str, ...] | None = None
    unlisted: Unlisted = Unlisted.AUTO
    loops: bool = False
