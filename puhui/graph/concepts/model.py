"""What a concept is: one kind of node, one kind of relation, and the words by which code speaks of them.

The concepts themselves are files (`nodes/`, `relations/`). A few have a name here because some rule of ours
speaks of them; one that has none is recorded, walked and drawn all the same.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from puhui.kernel import Text

WHOLE_SHARE: Final = 1_000_000
"""A share is stored in millionths."""


class _Word(str):
    """A concept's name; whether there is such a concept, the files say (`checked`)."""

    __slots__ = ()

    @property
    def value(self) -> str:
        """The plain word."""
        return str(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


class NodeType(_Word):
    """What a node stands for.

    >>> NodeType("phone") == NodeType.PHONE, f"{NodeType.PHONE}:0a"
    (True, 'phone:0a')
    """

    __slots__ = ()
    SUBJECT: ClassVar["NodeType"]
    FIRM: ClassVar["NodeType"]
    PERSON: ClassVar["NodeType"]
    ADDRESS: ClassVar["NodeType"]
    PHONE: ClassVar["NodeType"]
    DEVICE: ClassVar["NodeType"]
    ACCOUNT: ClassVar["NodeType"]


class RelationKind(_Word):
    """A kind of relation."""

    __slots__ = ()
    OPERATES: ClassVar["RelationKind"]
    OWNERSHIP: ClassVar["RelationKind"]
    LEGAL_REPRESENTATION: ClassVar["RelationKind"]
    REGISTERED_ADDRESS: ClassVar["RelationKind"]
    CONTACT_PHONE: ClassVar["RelationKind"]
    GUARANTEE: ClassVar["RelationKind"]
    TRADE: ClassVar["RelationKind"]


for _words in (NodeType, RelationKind):
    for _name in _words.__annotations__:
        setattr(_words, _name, _words(_name.lower()))


class Unit(StrEnum):
    """What a relation's weight counts; as it is stored, always a whole number."""

    NONE = "none"
    SHARE = "share"
    """Millionths of the whole, 0 where nobody said."""
    FEN = "fen"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class NodeConcept:
    """One kind of node. `is_shared`: several may hang on it without otherwise knowing each other.

    `super_from`: with so many relations it says nothing about one of them (an agent's address, a market);
    0 never.
    """

    type: NodeType
    text: Text
    stands_for: Text
    is_shared: bool
    super_from: int


@dataclass(frozen=True, slots=True)
class RelationConcept:
    """One kind of relation: its ends, what its weight counts, where it may be known from, and which field of
    that source a consent must name."""

    kind: RelationKind
    text: Text
    from_types: frozenset[NodeType]
    to_types: frozenset[NodeType]
    unit: Unit
    sources: frozenset[str]
    consent_field: str
