"""What a decision can say. There is no fourth answer, and nothing missing is ever an approval."""

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """`approve` 通过, `refer` 转人工, `decline` 未通过; always advisory on the platform (domain 0.1)."""

    APPROVE = "approve"
    REFER = "refer"
    DECLINE = "decline"


_STRICTNESS = {Outcome.APPROVE: 0, Outcome.REFER: 1, Outcome.DECLINE: 2}


def strictest(outcomes: Iterable[Outcome]) -> Outcome:
    """The strictest of several outcomes; of none at all, `refer`, because silence never approves.

    >>> strictest([Outcome.APPROVE, Outcome.REFER])
    <Outcome.REFER: 'refer'>
    >>> strictest([])
    <Outcome.REFER: 'refer'>
    """
    return max(outcomes, key=_STRICTNESS.__getitem__, default=Outcome.REFER)
