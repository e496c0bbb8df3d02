"""Who would flip: kept decisions decided twice, counted, the money summed, listed by application number.

Each application counts once, with its newest decision of the time. What a person decided is left aside, as a
table knows nothing of it. Nothing is written, and nobody is named.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from puhui.decision.keeping import MadeBy, open_inputs
from puhui.decision.model import Inputs
from puhui.decision.what_if.again import Twice, twice
from puhui.decision.what_if.beside import Beside, Pair
from puhui.decision.what_if.glance import Glance
from puhui.decision.what_if.means import Means
from puhui.decision.what_if.segments import segments_of
from puhui.ground import Erased, Work

Both = Callable[[MadeBy], tuple[MadeBy, MadeBy]]
"""By what a record that was made so is decided: before, and after."""


def flips_among(work: Work, rows: Iterable[Row[Any]], both: Both) -> Beside:
    """Every one of these kept decisions, twice."""
    work = work.looking_once()
    means, found = Means(work), Beside()
    for row in rows:
        inputs = open_inputs(work, row)
        if isinstance(inputs, Erased):
            found.erased += 1
            continue
        inputs = replace(inputs, person=None)
        before, after = both(means.of(row))
        found.count(_pair(row, inputs, twice(inputs, before, inputs, after)))
    return found


def _pair(row: Row[Any], inputs: Inputs, one: Twice) -> Pair:
    return Pair(
        row.application_id,
        row.id,
        row.decided_at,
        Glance.of(one.before),
        Glance.of(one.after),
        segments_of(inputs, Glance.of(one.before)),
        one.step.step if one.step else None,
    )
