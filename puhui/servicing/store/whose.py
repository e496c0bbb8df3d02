"""Whose rows: one institution's, live or test."""

from dataclasses import dataclass

from puhui.ground import Mode, Work
from puhui.loan import NobodyLendsError


@dataclass(frozen=True, slots=True)
class Whose:
    """Rows of one institution and one mode."""

    institution: str
    mode: Mode


def whose(work: Work) -> Whose:
    """The rows this work may touch. Raises NobodyLendsError on the platform, which has no loans."""
    if work.institution is None:
        raise NobodyLendsError("only an institution services loans")
    return Whose(work.institution, work.actor.mode)
