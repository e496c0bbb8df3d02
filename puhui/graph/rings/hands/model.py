"""A register as columns, and what is said of an address or a representative."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray

from puhui.graph.edges import Edges

UNKNOWN: Final = -1
_FILE: Final = Path(__file__).parent.parent / "data" / "hands.yaml"


class Verdict(StrEnum):
    """What the firms at one address, or of one representative, are to each other."""

    CHAIN = "chain"
    HANDS = "hands"
    STRANGERS = "strangers"
    UNSURE = "unsure"


class Sign(StrEnum):
    """What firms may have in common."""

    ADDRESS = "address"
    REPRESENTATIVE = "representative"


@dataclass(frozen=True, slots=True)
class HandsRule:
    """See `data/hands.yaml`."""

    brand_with_person_most: int
    brand_at_address_most: int
    trade_with_person_most: int
    firms_least: int
    strangers_at_address_least: int
    strangers_of_name_least: int
    hands_share_least: float
    chain_share_least: float
    strangers_share_most: float


@dataclass(frozen=True, slots=True)
class Register:
    """One row a firm: numbers of what is known of it; −1 where nothing is.

    A representative's number stands for a name in a city, not for a person: telling the two apart is what
    this is for. `brand_begins` numbers the first letters of a brand, `body` what a branch belongs to (−1 for
    a firm of its own) and `own` the firm itself among the bodies, where it has branches.
    """

    representative: NDArray[np.int64]
    address: NDArray[np.int64]
    brand: NDArray[np.int64]
    brand_begins: NDArray[np.int64]
    trade: NDArray[np.int64]
    body: NDArray[np.int64]
    own: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.representative)


@dataclass(frozen=True, slots=True)
class Judged:
    """Of each address or name with enough firms: how many there are, the largest bound group, the verdict."""

    key: NDArray[np.int64]
    firms: NDArray[np.int64]
    largest_share: NDArray[np.float64]
    chain_share: NDArray[np.float64]
    verdict: tuple[Verdict, ...]


def register_of(edges: Edges, day: int) -> tuple[Register, NDArray[np.int32]]:
    """The register on `day`, without signs from names, and the node of each of its rows."""
    true = edges.at(day)
    person = _newest(true.of("legal_representation"), by_target=True)
    place = _newest(true.of("registered_address", "address"), by_target=False)
    firms = np.flatnonzero((person != UNKNOWN) | (place != UNKNOWN)).astype(np.int32)
    nothing = np.full(len(firms), UNKNOWN, np.int64)
    return Register(person[firms], place[firms], *[nothing] * 5), firms


@cache
def hands_rule() -> HandsRule:
    """The table in force."""
    content: Any = yaml.safe_load(_FILE.read_text("utf-8"))
    return HandsRule(**{name: content[name] for name in HandsRule.__slots__})


def _newest(edges: Edges, by_target: bool) -> NDArray[np.int64]:
    """Of each firm the other end of its youngest relation."""
    firm, other = (edges.target, edges.origin) if by_target else (edges.origin, edges.target)
    order = np.argsort(edges.since, kind="stable")
    newest = np.full(edges.nodes, UNKNOWN, np.int64)
    newest[firm[order]] = other[order]
    return newest
