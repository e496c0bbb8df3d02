"""Relations: typed, sourced, bounded in time; and the nodes they stand between. Frozen facts.

A node is a word: its type, a colon, an opaque value: `subject:<id>` for somebody who registered here,
`firm:`, `person:`, `address:` and `phone:` with a blind index. No name, number or address is in the graph,
so a relative or an employee who never agreed to anything cannot be found in it, only counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from puhui.graph.concepts import NodeType, RelationKind


class Mark(StrEnum):
    """What later became of a subject; it comes back as evidence, by an event that `app` hands over."""

    DECLINED = "declined"
    DEFAULTED = "defaulted"


@dataclass(frozen=True, slots=True)
class Relation:
    """One edge. True from `valid_from` until `valid_to` (exclusive, None: still); `consent_id` is the
    consent it was recorded under, None for a lawfully public source. `weight` is what its kind counts."""

    kind: RelationKind
    from_node: str
    to_node: str
    source: str
    valid_from: date
    valid_to: date | None = None
    weight: int = 0
    consent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node near another, and in how many hops at least."""

    node: str
    hops: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Others who share something with a subject, and what became of them (see `Measures`).

    What is shared, and from how many on it says nothing, is `counting/shared.yaml`.
    """

    at_address: int
    address_is_agents: bool
    on_phone: int
    on_device: int
    on_account: int
    of_representative: int
    of_owner: int
    of_guarantor: int
    marks: Mapping[Mark, int]


@dataclass(frozen=True, slots=True)
class Measures:
    """Few true figures about who stands around a subject; counts of *other* subjects.

    `address_is_agents` says that the address belongs to a registration agent, and then `at_address` is
    zero: thousands of firms share such an address without knowing each other. `of_representative` counts
    firms of the same city whose representative has the same name: a hint, since names are shared, no proof.
    """

    at_address: int
    address_is_agents: bool
    on_phone: int
    of_representative: int
    declined_among_them: int
    defaulted_among_them: int
    counterparties: int
    counterparties_shared: int
    as_of: datetime


def node(kind: NodeType, value: UUID | bytes | str) -> str:
    """A node's word.

    >>> node(NodeType.FIRM, bytes.fromhex("0a0b"))
    'firm:0a0b'
    """
    return f"{kind}:{value.hex() if isinstance(value, bytes) else value}"


def type_of(word: str) -> NodeType:
    """What a node's word says that it stands for.

    >>> type_of("firm:0a0b")
    NodeType('firm')
    """
    return NodeType(word.split(":", 1)[0])
