"""A judgement about two records. It is never changed: a later one supersedes it, and both are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """`unsure`: a person looked and could not tell; the two are not put together by counting alone."""

    SAME = "same"
    NOT_SAME = "not_same"
    UNSURE = "unsure"


class JudgementReason(StrEnum):
    """Why somebody judges so. No free words: they would hold names."""

    DOCUMENT_SEEN = "document_seen"
    REGISTER_SAYS = "register_says"
    FIRM_SAYS = "firm_says"
    RENAMED = "renamed"
    SIBLING_FIRM = "sibling_firm"
    NAMESAKE = "namesake"
    AGENTS_ADDRESS = "agents_address"
    EARLIER_MISTAKE = "earlier_mistake"
    NOT_ENOUGH_KNOWN = "not_enough_known"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One statement: of which two records (their keys, in order), what, by whom, why and when."""

    left: str
    right: str
    verdict: Verdict
    by: str
    why: JudgementReason
    at: datetime


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two keys in the order in which a pair is kept; a record is not judged against itself.

    >>> pair_of("b", "a")
    ('a', 'b')
    """
    if one == other:
        raise ValueError("two different records are judged")
    return (one, other) if one < other else (other, one)


def standing_judgements(said: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """What holds now: the last word on every pair. Equal times: what was said later in the list."""
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(said, key=lambda it: it.at):
        last[pair_of(judgement.left, judgement.right)] = judgement
    return last
