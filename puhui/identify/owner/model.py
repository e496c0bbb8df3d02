"""Who runs a business, as far as may be seen: what is asked and what is answered.

An answer opens doors: a product that fits, a question to ask. It has no field for a loan's purpose or a
普惠 status, because evidence sets those and an inference never does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from puhui.features import PersonSource
from puhui.kernel import Text


class Kind(StrEnum):
    """In which way somebody runs a business."""

    COMPANY = "company"
    INDIVIDUAL = "individual"
    UNREGISTERED = "unregistered"
    FAMILY_HELPER = "family_helper"
    NONE = "none"


RUNNING: tuple[Kind, ...] = tuple(kind for kind in Kind if kind is not Kind.NONE)
"""The four ways, in the order in which the model tells them apart."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What may be seen of one person: the sources agreed to, and features by their names.

    A value of a source that is not among `sources` is not used, whoever put it here. None, or a name
    that is not there, is *not known*, never zero.
    """

    sources: frozenset[PersonSource]
    values: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one topic added to the answer, in log odds: above zero it speaks for running a business.

    The weights of all topics and of what was not seen add up, with the model's base, to the answer
    exactly. `feature` is the number that said most within its topic.
    """

    topic: str
    feature: str
    weight: float
    text: Text


@dataclass(frozen=True, slots=True)
class OwnerAnswer:
    """How likely a person runs a business, in which way, why, and what to ask next.

    `runs_business` is `probability` at or above `threshold`. `kinds` adds up to 1 with `none`.
    `prior` is the share of owners that was taken for granted before looking.
    """

    probability: float
    threshold: float
    runs_business: bool
    registered: bool | None
    kind: Kind
    kinds: Mapping[Kind, float]
    weighed: tuple[Weighed, ...]
    reasons: tuple[Text, ...]
    question: Text | None
    sources_seen: tuple[PersonSource, ...]
    prior: float
    model: str
