"""What became of every loan, for watching: when lent, first due, how late when, until when seen."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from puhui.decision.watch import Performance
from puhui.ground import Work
from puhui.servicing.store.performances import performances
from puhui.servicing.store.whose import whose


def loan_performances(work: Work, thresholds: Sequence[int]) -> Iterator[Performance]:
    """Every loan of this institution and mode, as the closed days left it."""
    for row in performances(work.connection, whose(work), thresholds):
        yield _performance(row)


def _performance(row: Row[Any]) -> Performance:
    late = {int(days): date.fromisoformat(on) for days, on in (row.first_on or {}).items()}
    return Performance(
        row.application_id, row.lent_on, row.seen_until, row.first_due_on, row.settled_on, late
    )
