"""Everybody around two centres, over nothing but what may be looked at now.

The walk knows consents as bits; PostgreSQL is asked at each answer whether those it used stand, and where one
does not, its bit is set and the walk begins again. So what was taken back a moment ago is not in any answer,
whoever was told of it when.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np

from puhui.graph.circle import Circles, DualCentre, Limits, Standing
from puhui.graph.engine import View
from puhui.graph.serving import store
from puhui.graph.serving.shown import Shown
from puhui.ground import Work

_LOOKS: Final = 20
"""Each look that fails shuts one consent at least; so often, only a database that lies is behind it."""


@dataclass(frozen=True, slots=True)
class Around:
    """Both circles, who stands behind the enterprise, circles of guarantees (rows of edges)."""

    view: View
    circles: DualCentre
    standing: Standing | None
    guarantees: tuple[tuple[int, ...], ...]


def around(work: Work, shown: Shown, centres: tuple[str, str], limits: Limits, day: int) -> Around:
    """Owner and enterprise by their words; where they are one, the same word twice."""
    for _ in range(_LOOKS):
        with shown.room(limits) as circles:
            found = look(circles, centres, day)
        taken_back = _taken_back(work, shown, found)
        if not taken_back:
            return found
        shown.engine.withdrawn.take_back(shown.consents.slots_of(taken_back))
    raise RuntimeError("consents kept falling while somebody looked")


def look(circles: Circles, centres: tuple[str, str], day: int) -> Around:
    """One look, whatever stands behind the edges."""
    owner, enterprise = (int(it) for it in circles.view.find(list(centres)))
    standing = circles.standing(enterprise, day) if enterprise >= 0 else None
    behind = (*standing.owners, *standing.controller) if standing else ()
    both = circles.around(owner, enterprise if enterprise != owner else -1, day, behind)
    known = max(owner, enterprise) >= 0
    guarantees = circles.guarantee_cycles(owner, enterprise, day) if known else ()
    return Around(circles.view, both, standing, guarantees)


def _taken_back(work: Work, shown: Shown, found: Around) -> Sequence[UUID]:
    """Of the consents that any edge of the answer stands on, those that do not stand now."""
    used = shown.consents.ids_of(found.circles.edges().slot)
    rows = [np.asarray(it, np.uint32) for it in found.guarantees]
    rows += [found.standing.part.rows] if found.standing else []
    numbers = found.view.edge_ids(np.unique(np.concatenate(rows))).tolist() if rows else []
    return store.fallen(work.connection, used, numbers, work.now())
