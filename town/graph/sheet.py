"""Nodes and dated ties, written down heap by heap; days are counted from the town's first one."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from town.dice import Anything, Floats, Ints, Numbers, Words

NODE_TYPES: Final = ("subject", "firm", "person", "address", "phone", "device", "account")
KINDS: Final = (
    "operates", "ownership", "legal_representation", "post", "kinship", "registered_address",
    "contact_phone", "uses_device", "holds_account", "pays_into", "guarantee", "trade", "transfer",
    "referral",
)  # fmt: skip
SOURCES: Final = {
    "operates": "relations", "ownership": "registration", "legal_representation": "registration",
    "post": "registration", "kinship": "relations", "registered_address": "registration",
    "contact_phone": "relations", "uses_device": "device", "holds_account": "bank", "pays_into": "bank",
    "guarantee": "guarantees", "trade": "invoices", "transfer": "bank", "referral": "relations",
}  # fmt: skip
DETAILS: Final = ("", "spouse", "child", "parent", "sibling", "director", "supervisor", "manager")
UNKNOWN_DAY: Final = -1_000_000
"""Since when nobody knows."""
STILL: Final = 1_000_000
"""Not ended."""


@dataclass(frozen=True, slots=True)
class Ties:
    """One row a tie; `kind` and `detail` are places in `KINDS` and `DETAILS`, `weight` NaN where none."""

    kind: Ints
    detail: Ints
    origin: Ints
    target: Ints
    since: Ints
    until: Ints
    weight: Floats

    def __len__(self) -> int:
        return len(self.kind)

    def at(self, rows: Anything) -> "Ties":
        """Some of them, or in another order."""
        return Ties(*(getattr(self, name)[rows] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Asking:
    """Applications anywhere; `number` is a row of the town's own applications or −1."""

    owner: Ints
    firm: Ints
    day: Ints
    yuan: Floats
    number: Ints


@dataclass(slots=True)
class Sheet:
    """Grows while the graph is told; nothing is taken back."""

    types: list[Ints] = field(default_factory=list)
    count: int = 0
    ties: list[Ties] = field(default_factory=list)
    asking: list[Asking] = field(default_factory=list)

    def nodes(self, count: int, node_type: str) -> Ints:
        """New ones."""
        self.types.append(np.full(count, NODE_TYPES.index(node_type)))
        self.count += count
        return np.arange(self.count - count, self.count)

    def tie(
        self,
        kind: str,
        origin: Ints,
        target: Numbers,
        since: Numbers = UNKNOWN_DAY,
        *,
        until: Numbers = STILL,
        weight: Numbers = np.nan,
        detail: str | Words = "",
    ) -> None:
        """A heap of one kind; whatever is single holds for all."""
        size = np.broadcast_shapes(np.shape(origin), np.shape(target), np.shape(since), np.shape(weight))
        words = np.atleast_1d(np.asarray(detail)).tolist()
        places = np.array([DETAILS.index(one) for one in words], np.int64)
        columns = (KINDS.index(kind), places if len(words) > 1 else places[:1], origin, target, since, until)
        whole = [np.broadcast_to(np.asarray(one, np.int64), size) for one in columns]
        kinds, details, origins, targets, first, end = whole
        weights = np.broadcast_to(np.asarray(weight, np.float64), size)
        self.ties.append(Ties(kinds, details, origins, targets, first, end, weights))

    def asks(self, owner: Ints, firm: Ints, day: Ints, yuan: Floats, number: Numbers = -1) -> None:
        """Applications."""
        size = len(firm)
        numbers = np.broadcast_to(np.asarray(number, np.int64), size)
        self.asking.append(Asking(owner, firm, day, np.broadcast_to(yuan, size), numbers))

    def all_ties(self) -> Ties:
        """One heap."""
        names = Ties.__slots__
        return Ties(*(np.concatenate([getattr(one, name) for one in self.ties]) for name in names))

    def all_asking(self) -> Asking:
        """One heap."""
        names = Asking.__slots__
        return Asking(*(np.concatenate([getattr(one, name) for one in self.asking]) for name in names))
