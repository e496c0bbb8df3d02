"""Owner and enterprise as two centres of one walk."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.circle.answer import Answer, Commanded, Limits, Standing
from puhui.graph.circle.matching import match_roles
from puhui.graph.circle.model import DualCentre
from puhui.graph.circle.roles import patterns, roles
from puhui.graph.circle.subgraph import Met, part_of
from puhui.graph.control import Registry, beneficial_owners, control_rule, group_of
from puhui.graph.engine import Reached, View, Walker
from puhui.graph.engine.columns import STARTS_AT_MOST
from puhui.graph.rings import guarantee_cycles_through

_EPOCH: Final = date(1970, 1, 1)


class Circles:
    """Looks around in one view; keeps its room from question to question, one a thread."""

    def __init__(self, view: View, limits: Limits | None = None, room_of: "Circles | None" = None) -> None:
        self.view, self.limits = view, limits or Limits()
        self.walker: Walker = room_of.walker.moved(view) if room_of else Walker(view)
        lent = room_of if room_of is not None and len(room_of._place) >= view.nodes else None
        self._place: NDArray[np.int32] = lent._place if lent else np.zeros(self.walker.room_nodes, np.int32)
        table = patterns(view.kinds)
        self._table = (table.first, table.second, np.uint64(table.short), table.role, table.centres)
        natural = control_rule(date.max).natural
        self._is_person = np.array([it in natural for it in view.snapshot.type_names], np.bool_)
        self._bit = {it.name: np.uint32(1 << at) for at, it in enumerate(roles())}

    def moved(self, view: View) -> "Circles":
        """The same over another view, in the room that is warm already where it is large enough; this one
        looks no more."""
        return Circles(view, self.limits, self)

    def answer(self, owner: int, enterprise: int, day: int) -> Answer:
        """Everything at once, as one application needs it. −1 for a centre that the graph does not know."""
        standing = self.standing(enterprise, day) if enterprise >= 0 else None
        behind = (*standing.owners, *standing.controller) if standing else ()
        cycles = self.guarantee_cycles(owner, enterprise, day)
        return Answer(self.around(owner, enterprise, day, behind), standing, cycles)

    def around(
        self, owner: int, enterprise: int, day: int | None, controllers: Iterable[int] = ()
    ) -> DualCentre:
        """Both circles with roles. −1 for a centre that is not in the graph; `day` since 1970-01-01.

        `controllers` (see `standing`) get their role, however far up they are.
        """
        limits = self.limits
        reached = self.walker.walk(
            [owner, enterprise],
            limits.hops,
            limits.cap,
            day,
            budget=limits.nodes_most,
            through_super=False,
            apart=True,
            edges=True,
            looks=self.limits.looks_most,
        )
        assert reached.met is not None and reached.met_from is not None  # noqa: S101 - asked for
        assert reached.hops_from is not None  # noqa: S101 - asked for
        bits, ends = match_roles(
            self.view.old,
            self.view.young,
            reached.ids,
            np.array([owner, enterprise], np.int32),
            reached.met,
            reached.met_from,
            self._place,
            self._table,
        )
        for it in controllers:
            bits[reached.ids == it, 1] |= self._bit["controller"]
        return DualCentre(
            self.view,
            reached.ids,
            reached.hops_from,
            bits,
            reached.met,
            reached.met_from,
            ends,
            reached.complete,
        )

    def standing(self, enterprise: int, day: int) -> Standing:
        """Owners and controller, walked up from the enterprise; exact over what the bounds let in."""
        rule = control_rule(_EPOCH + timedelta(days=day))
        kinds = rule.kinds
        reached = self.walker.walk(
            [enterprise],
            self.limits.control_hops,
            self.limits.control_nodes_most,
            day,
            (
                *(f"<{it}" for it in (*kinds.holding, *kinds.in_charge)),
                *kinds.in_concert,
                *kinds.nominee,
            ),
            self.limits.control_nodes_most,
            edges=True,
            looks=self.limits.looks_most,
        )
        part = part_of(self.view, reached, *self._own_shares(reached, day, kinds.holding))
        return Standing(beneficial_owners(part.edges, part.place(enterprise), day, rule), part)

    def group(self, heads: Sequence[int], day: int) -> Commanded:
        """Everything that `heads` command together or alone, walked down from them: for what a group owes."""
        rule = control_rule(_EPOCH + timedelta(days=day))
        kinds = rule.kinds
        reached = self.walker.walk(
            heads,
            self.limits.control_hops,
            self.limits.cap,
            day,
            (
                *(f">{it}" for it in kinds.holding),
                *kinds.in_concert,
                *kinds.nominee,
            ),
            self.limits.group_nodes_most,
            edges=True,
            looks=self.limits.looks_most,
        )
        part = part_of(self.view, reached)
        registry = Registry(part.edges, day, rule)
        groups = [group_of(registry, part.place(it)) for it in heads]
        members = sorted({int(part.ids[it]) for group in groups for it in group.members})
        return Commanded(tuple(members), reached.complete and all(it.is_whole for it in groups))

    def _own_shares(self, reached: Reached, day: int, kinds: Sequence[str]) -> Iterator[Met]:
        """What firms hold of themselves: the walk goes from firms to holders, and these lead nowhere."""
        firms = reached.ids[~self._is_person[self.view.types_of(reached.ids)]]
        for first in range(0, len(firms), STARTS_AT_MOST):
            out = self.walker.walk(
                firms[first : first + STARTS_AT_MOST],
                1,
                self.limits.cap,
                day,
                tuple(f">{it}" for it in kinds),
                edges=True,
                looks=self.limits.looks_most,
            )
            assert out.met is not None and out.met_from is not None  # noqa: S101 - asked for
            own = self.view.half_edges(out.met).neighbour == out.met_from
            if own.any():
                yield out.met[own], out.met_from[own]

    def guarantee_cycles(self, owner: int, enterprise: int, day: int) -> tuple[tuple[int, ...], ...]:
        """Circles of guarantees through a centre, as rows of their edges."""
        starts = [it for it in (owner, enterprise) if it >= 0]
        reached = self.walker.walk(
            starts,
            self.limits.guarantee_hops,
            self.limits.cap,
            day,
            (">guarantee",),
            self.limits.guarantee_nodes_most,
            edges=True,
            looks=self.limits.looks_most,
        )
        if reached.met is None or not len(reached.met):
            return ()
        part = part_of(self.view, reached)
        found = guarantee_cycles_through(part.edges, day, [part.place(it) for it in starts])
        return tuple(tuple(int(part.rows[it]) for it in circle) for circle in found)


def dual_centre(view: View, owner: int, enterprise: int, day: int | None) -> DualCentre:
    """Everybody around an application on a day, with the controllers marked. For many, keep `Circles`."""
    circles = Circles(view)
    behind: tuple[int, ...] = ()
    if enterprise >= 0 and day is not None:
        standing = circles.standing(enterprise, day)
        behind = (*standing.owners, *standing.controller)
    return circles.around(owner, enterprise, day, behind)
