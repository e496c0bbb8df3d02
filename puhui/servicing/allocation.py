"""Which part of which instalment a repayment pays, by the table of its days past due. Pure.

The order is data (`data/allocation.yaml`): 民法典 561 up to 90 days, principal first beyond.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from puhui.servicing.model import Amounts, Instalment, Part


class Across(StrEnum):
    """One instalment after the other, or one part after the other."""

    INSTALMENTS = "instalments"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class AllocationRule:
    """One row of the table: for these days past due, in this order."""

    from_days: int
    to_days: int | None
    order: tuple[Part, ...]
    across: Across
    source: str


def allocate(amount_fen: int, instalments: Sequence[Instalment], rule: AllocationRule) -> dict[int, Amounts]:
    """Number of the instalment → what it gets; all of `amount_fen`, never more than is unpaid.

    Raises ValueError when more was taken than all of them owe: that must have been refused before.
    """
    left_fen, got = amount_fen, dict[int, Amounts]()
    for instalment, part in _slots(sorted(instalments, key=lambda it: it.due), rule):
        taken_fen = min(left_fen, instalment.unpaid.of(part))
        if taken_fen:
            part_fen = Amounts(**{f"{part.value}_fen": taken_fen})
            got[instalment.number] = got.get(instalment.number, Amounts()) + part_fen
            left_fen -= taken_fen
    if left_fen:
        raise ValueError("a repayment larger than what is owed must be refused before it is taken")
    return got


def rule_for(rules: Sequence[AllocationRule], days_past_due: int) -> AllocationRule:
    """The row of the table for a loan this many days past due."""
    return next(
        rule
        for rule in rules
        if rule.from_days <= days_past_due and (rule.to_days is None or days_past_due <= rule.to_days)
    )


def _slots(instalments: Sequence[Instalment], rule: AllocationRule) -> Iterator[tuple[Instalment, Part]]:
    if rule.across is Across.INSTALMENTS:
        return ((instalment, part) for instalment in instalments for part in rule.order)
    return ((instalment, part) for part in rule.order for instalment in instalments)
