"""What became of loans as institutions told it. Weaker than their books: a loan that was late and caught up
is no longer seen as late, and when the first instalment was due is not told."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Row, text

from puhui.decision.watch import Performance
from puhui.ground import Work

_TOLD: Final = text("""
    SELECT application_id, value_date, days_past_due, arrears_on, settled_on FROM loan.mirror_drawdown
    WHERE mode = :mode AND state = 'posted' AND application_id IS NOT NULL AND value_date IS NOT NULL
    ORDER BY institution, drawdown_ref""")


def mirrored_performances(work: Work, thresholds: Sequence[int]) -> Iterator[Performance]:
    """Every loan that was told of, as it stands today."""
    for row in work.connection.execute(_TOLD, {"mode": work.actor.mode.value}):
        yield _performance(row, thresholds, work.today())


def _performance(row: Row[Any], thresholds: Sequence[int], on: date) -> Performance:
    """Days past due grow by one a day from the day they were told, until told otherwise."""
    late = {}
    if row.days_past_due and row.arrears_on is not None and row.settled_on is None:
        due = row.arrears_on - timedelta(days=row.days_past_due)
        late = {days: due + timedelta(days=days) for days in thresholds if due + timedelta(days=days) <= on}
    return Performance(row.application_id, row.value_date, on, None, row.settled_on, late)
