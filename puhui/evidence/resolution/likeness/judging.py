"""Two records: how probable is it that they are one firm, and why?"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from puhui.evidence.resolution.firm import Firm, firm
from puhui.evidence.resolution.likeness.comparing import branch_relation, levels
from puhui.evidence.resolution.likeness.weights import COMMON_BITS, branch_said, told, weights
from puhui.kernel import Text

USUAL_RECORDS = 60_000
"""Two records put side by side are siblings as often as among so many, where the bits were learned."""
LEAST_RECORDS = 2_000
"""A short table is no reason to take siblings for one firm: they come in small groups."""
_RARE_WORD_BITS = {"brand": (14.0, 17.0, 18.0, 18.0), "trade": (8.0, 9.5, 10.5, 12.0)}
_UNIQUE_BITS = (12.0, 13.0, 13.0, 13.0)
_OF_LENGTH = (2, 3, 4)


class Relation(StrEnum):
    """What two records are to each other when they are one firm at all."""

    SAME = "same"
    BRANCH_OF = "branch_of"
    SIBLING_BRANCH = "sibling_branch"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Probability of one firm (a legal person with its branches), how they relate, the reasons by weight."""

    probability: float
    relation: Relation
    why: tuple[Text, ...]


def same_firm(a: Firm | str, b: Firm | str, among: int = USUAL_RECORDS) -> Likeness:
    """Whether two records are one firm. `among`: how many records the second was found among.

    >>> same_firm("成都示例汽车修理有限公司", "示例汽修").probability > 0.5
    True
    >>> same_firm("成都示例塑料一厂", "成都示例塑料二厂").probability < 0.01
    True
    """
    one = firm(a) if isinstance(a, str) else a
    other = firm(b) if isinstance(b, str) else b
    found = levels(one, other)
    bits = prior_bits(among) + sum(
        _bits(comparison, level, one, other) for comparison, level in found.items()
    )
    relation = relation_of(one.name.branch, other.name.branch)
    return Likeness(probability_of(bits), relation, _why(found, relation))


def prior_bits(among: int, share_expected: float | None = None) -> float:
    """Before anything is compared."""
    table = told()
    share = table["share_expected_across"] if share_expected is None else share_expected
    return float(
        table["unlinked_bits"] + math.log2(share / (1 - share)) - math.log2(max(among, LEAST_RECORDS))
    )


def probability_of(bits: float) -> float:
    """From bits to a probability.

    >>> probability_of(0), round(probability_of(10), 3)
    (0.5, 0.999)
    """
    return 1 / (1 + math.exp2(-max(-60.0, min(60.0, bits))))


def relation_of(branch: str, other: str) -> Relation:
    """By the branches that two names carry."""
    return _RELATION[branch_relation(branch, other)]


def said(found: Mapping[str, str], relation: Relation) -> tuple[Text, ...]:
    """The reasons, those that weigh most first."""
    return _why(found, relation)


def _bits(comparison: str, level: str, a: Firm, b: Firm) -> float:
    weight = weights()[comparison][level]
    if not weight.rarity:
        return weight.bits
    words = [getattr(it.name, comparison, "") or getattr(it, comparison, "") for it in (a, b)]
    return weight.bits + weight.rarity * (
        rarity_bits(comparison, min(len(word) for word in words)) - COMMON_BITS
    )


def rarity_bits(comparison: str, length: int) -> float:
    """How rare a word of a length usually is: 2 to this power is one among how many firms."""
    by_length = _RARE_WORD_BITS.get(comparison, _UNIQUE_BITS)
    return by_length[sum(length > it for it in _OF_LENGTH)]


def _why(found: Mapping[str, str], relation: Relation) -> tuple[Text, ...]:
    table = weights()
    heaviest = sorted(found.items(), key=lambda it: -abs(table[it[0]][it[1]].bits))
    reasons = [
        table[comparison][level].said for comparison, level in heaviest if table[comparison][level].bits
    ]
    hanging = [] if relation is Relation.SAME else [branch_said(_SAID[relation])]
    return (*hanging, *reasons)


_RELATION = {
    "whole": Relation.SAME,
    "same": Relation.SAME,
    "of": Relation.BRANCH_OF,
    "other": Relation.SIBLING_BRANCH,
}
_SAID = {Relation.BRANCH_OF: "of", Relation.SIBLING_BRANCH: "other"}
