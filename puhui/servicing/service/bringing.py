"""Bringing schedules to a day, in the books and in the tables, for one loan or for a thousand alike."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from puhui.ground import Work
from puhui.loan.ledger import Entry, book_all
from puhui.servicing.accrual import earned
from puhui.servicing.books import difference
from puhui.servicing.conventions import compounds
from puhui.servicing.falling_due import brought_to
from puhui.servicing.model import Instalment, Loan
from puhui.servicing.store import schedules

Schedule = tuple[Instalment, ...]


class Stage(StrEnum):
    """What is done to a schedule; each is booked as an entry of its own."""

    ACCRUE = "accrue"
    """Interest that has been earned."""
    BILL = "bill"
    """What falls due, and the penalty of what is late."""


def bring(work: Work, loans: Sequence[Loan], on: date) -> dict[UUID, Schedule]:
    """Bring loans to `on`, once: a second time nothing is left to do.

    Gives the instalments that a day can still move: the running one and what is billed and unpaid.
    """
    plans = schedules.instalments_of(work.connection, [one.drawdown_id for one in loans], moving_by=on)
    for stage in Stage:
        after = {one.drawdown_id: _STAGES[stage](one, plans[one.drawdown_id], on) for one in loans}
        keep(work, plans, {one: plan for one, plan in after.items() if plan != plans[one]}, stage.value, on)
        plans = after
    return plans


def keep(
    work: Work, before: "dict[UUID, Schedule]", after: "dict[UUID, Schedule]", kind: str, on: date
) -> None:
    """Book what changed and write it down, all loans in a few statements."""
    entries = [
        Entry(kind, f"{kind}:{drawdown_id}:{on}", on, lines)
        for drawdown_id, schedule in after.items()
        if (lines := difference(before[drawdown_id], schedule, drawdown_id))
    ]
    book_all(work, entries)
    schedules.change(work.connection, changed(before, after))


def changed(
    before: "dict[UUID, Schedule]", after: "dict[UUID, Schedule]"
) -> dict[tuple[UUID, int], Instalment]:
    """The instalments that are not what they were."""
    return {
        (drawdown_id, new.number): new
        for drawdown_id, schedule in after.items()
        for old, new in zip(before[drawdown_id], schedule, strict=True)
        if old != new
    }


def as_at(loan: Loan, schedule: Schedule, on: date) -> Schedule:
    """The schedule on a day, without writing anything."""
    return tuple(brought_to(it, loan, on, compounds(loan.product)) for it in schedule)


def _accrued(loan: Loan, schedule: Schedule, on: date) -> Schedule:
    return tuple(earned(it, loan.terms, loan.grows, on) for it in schedule)


_STAGES: Final[dict[Stage, Callable[[Loan, Schedule, date], Schedule]]] = {
    Stage.ACCRUE: _accrued,
    Stage.BILL: as_at,
}
