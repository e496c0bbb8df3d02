"""What is said about who stands behind a firm. Frozen facts about node and edge numbers, no names."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Basis(StrEnum):
    """Which test somebody meets, in the order in which they are asked."""

    SHARES = "shares"
    VOTES = "votes"
    CONTROL = "control"
    IN_CHARGE = "in_charge"


class How(StrEnum):
    """What makes the actual controller one."""

    OPERATES = "operates"
    AGREEMENT = "agreement"
    MAJORITY = "majority"
    PRESUMED = "presumed"


class Flaw(StrEnum):
    """What is wrong or missing in what was told about shares."""

    OWN_SHARES = "own_shares"
    ABOVE_WHOLE = "above_whole"
    NEGATIVE = "negative"
    NO_SHARE_OF_ONE = "no_share_of_one"
    UNKNOWN_SHARE = "unknown_share"
    TOLD_TWICE = "told_twice"
    DATES_REVERSED = "dates_reversed"
    MISSING_NODE = "missing_node"
    CLOSED_CIRCLE = "closed_circle"
    OPEN_END = "open_end"
    TOO_MANY = "too_many"
    TWO_CONTROLLERS = "two_controllers"
    NEAR_THRESHOLD = "near_threshold"


@dataclass(frozen=True, slots=True)
class Remark:
    """A flaw, at which node, on which edges, and how large the share is that it is about."""

    flaw: Flaw
    node: int
    edges: tuple[int, ...] = ()
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Stake:
    """What `holder` has of `firm` directly. `least` and `most` differ where the sources do not agree."""

    holder: int
    firm: int
    least: Fraction
    most: Fraction
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """One chain from an owner down to the firm that was asked about, and its product."""

    stakes: tuple[Stake, ...]
    share: Fraction

    @property
    def nodes(self) -> tuple[int, ...]:
        """From the owner to the firm."""
        return (self.stakes[0].holder, *(it.firm for it in self.stakes))


@dataclass(frozen=True, slots=True)
class Owner:
    """A beneficial owner: one natural person, or several who count as one.

    `members` are all who were merged; `nodes` those of them who own (a nominee is a member and no owner).
    `share` is what is certain, `share_most` what it may be at most; `votes` those it commands.
    """

    nodes: tuple[int, ...]
    members: tuple[int, ...]
    basis: Basis
    share: Fraction
    share_most: Fraction
    votes: Fraction
    proofs: tuple[Proof, ...]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Controller:
    """The actual controller: `nodes` alone or jointly, by what, through which chain."""

    nodes: tuple[int, ...]
    members: tuple[int, ...]
    how: How
    votes: Fraction
    chain: tuple[Stake, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """Who stands behind `target` on `day` (days since 1970-01-01)."""

    target: int
    day: int
    owners: tuple[Owner, ...]
    controller: Controller | None
    remarks: tuple[Remark, ...]

    @property
    def is_sure(self) -> bool:
        """Whether every owner is certain and nothing that was told is wrong."""
        return not self.remarks and all(owner.is_sure for owner in self.owners)
