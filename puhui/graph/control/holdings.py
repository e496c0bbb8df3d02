"""Who holds what of whom on one day, indexed once for many questions."""

from fractions import Fraction
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.control.model import Flaw, Remark, Stake
from puhui.graph.control.rule import ControlRule
from puhui.graph.control.stakes import Held, exact_share, read_stakes
from puhui.graph.edges import Edges

_NOBODY: Final = Held((), Fraction(1), ())


class Into:
    """Edges by the node they go into (or out of), in the order they are numbered."""

    __slots__ = ("_at", "_from")

    def __init__(self, ends: NDArray[np.int32], numbers: NDArray[np.int64], nodes: int) -> None:
        inside = ends[numbers]
        self._at = numbers[np.argsort(inside, kind="stable")]
        self._from = np.zeros(nodes + 1, np.int64)
        np.cumsum(np.bincount(inside, minlength=nodes), out=self._from[1:])

    def __getitem__(self, node: int) -> NDArray[np.int64]:
        return self._at[self._from[node] : self._from[node + 1]]


class Holdings:
    """The edges that speak of control, true on `day`; whatever is not asked for is not sorted."""

    def __init__(self, edges: Edges, day: int, rule: ControlRule) -> None:
        self.edges, self.day, self.rule = edges, day, rule
        self._read: dict[int, Held] = {}
        self._inside = _inside(edges)
        self._today = self._inside & (edges.since <= day) & (day < edges.until)

    @cached_property
    def shares(self) -> Into:
        """Holdings, by the firm that is held."""
        return self._into(self.rule.kinds.shares)

    @cached_property
    def votes(self) -> Into:
        """Votes and control by agreement, by the firm."""
        return self._into(self.rule.kinds.votes)

    @cached_property
    def operates(self) -> Into:
        """Who operates, by the business."""
        return self._into(self.rule.kinds.operates)

    @cached_property
    def in_charge(self) -> tuple[Into, ...]:
        """Posts, by the firm; kind by kind, in the order of the rule."""
        return tuple(self._into((kind,)) for kind in self.rule.kinds.in_charge)

    @cached_property
    def held_by(self) -> Into:
        """Everything that is held, by its holder."""
        kinds = self.rule.kinds
        numbers = np.flatnonzero(self._today & _of(self.edges, kinds.holding))
        return Into(self.edges.origin, numbers, self.edges.nodes)

    @cached_property
    def merging(self) -> NDArray[np.int64]:
        """Edges that say who counts as one."""
        kinds = self.rule.kinds
        return np.flatnonzero(self._today & _of(self.edges, kinds.in_concert + kinds.nominee))

    @cached_property
    def _is_led(self) -> NDArray[np.bool_]:
        """Which nodes somebody else holds, operates or has a post at."""
        kinds = self.rule.kinds
        leading = _of(self.edges, kinds.holding + kinds.in_charge)
        led = np.zeros(self.edges.nodes, np.bool_)
        led[self.edges.target[self._today & leading & (self.edges.origin != self.edges.target)]] = True
        return led

    @cached_property
    def _is_spoken_of(self) -> NDArray[np.bool_]:
        """Which nodes any holding goes into, sound or not; nobody else's holders need to be read."""
        into = self.edges.target[_of(self.edges, self.rule.kinds.holding)]
        spoken = np.zeros(self.edges.nodes, np.bool_)
        spoken[into[(into >= 0) & (into < self.edges.nodes)]] = True
        return spoken

    @cached_property
    def _reversed(self) -> Into:
        spoken = _of(self.edges, self.rule.kinds.shares + self.rule.kinds.votes)
        wrong = self._inside & spoken & (self.edges.since > self.edges.until)
        return Into(self.edges.target, np.flatnonzero(wrong), self.edges.nodes)

    @cached_property
    def _strays(self) -> Into:
        """Holdings in a firm by a node that is not there."""
        spoken = _of(self.edges, self.rule.kinds.shares + self.rule.kinds.votes)
        held = (self.edges.target >= 0) & (self.edges.target < self.edges.nodes)
        return Into(self.edges.target, np.flatnonzero(~self._inside & spoken & held), self.edges.nodes)

    def of(self, firm: int) -> Held:
        """Its holders. Beyond `holders_most` the smallest are left out and widen `open_share`."""
        if firm not in self._read:
            self._read[firm] = self._held(firm)
        return self._read[firm]

    def is_natural(self, node: int) -> bool:
        """Whether a node may be a beneficial owner: a person, or of unknown type and led by nobody."""
        name = self.edges.type_names[self.edges.types[node]]
        if name in self.rule.natural:
            return True
        if name in self.rule.firm:
            return False
        return not self._is_led[node]

    def is_nominee(self, edge: int) -> bool:
        """Whether a merging edge says that its origin holds in name for its target."""
        return self.edges.kinds[self.edges.kind[edge]] in self.rule.kinds.nominee

    def _held(self, firm: int) -> Held:
        if not self._is_spoken_of[firm]:
            return _NOBODY
        numbers = self.shares[firm]
        left_out = numbers[:0]
        if len(numbers) > self.rule.bounds.holders_most:
            order = np.argsort(-np.nan_to_num(self.edges.weight[numbers], nan=1.0), kind="stable")
            cut = self.rule.bounds.holders_most
            numbers, left_out = np.sort(numbers[order[:cut]]), numbers[order[cut:]]
        rows = zip(
            self.edges.origin[numbers].tolist(),
            self.edges.weight[numbers].tolist(),
            numbers.tolist(),
            strict=True,
        )
        held = read_stakes(firm, rows, self.rule.rounding)
        if not held.stakes:
            held = self._operated(firm, held)
        remarks = [*held.remarks]
        for flaw, wrong in ((Flaw.DATES_REVERSED, self._reversed), (Flaw.MISSING_NODE, self._strays)):
            if found := wrong[firm].tolist():
                remarks.append(Remark(flaw, firm, tuple(found)))
        if len(left_out):
            remarks.append(Remark(Flaw.TOO_MANY, firm, (), held.open_share))
        return Held(held.stakes, held.open_share, tuple(remarks))

    def _operated(self, firm: int, held: Held) -> Held:
        """A business without shares is its operator's; of several nobody knows how much."""
        numbers = self.operates[firm].tolist()
        if not numbers:
            return held
        least = Fraction(len(set(self.edges.origin[numbers].tolist())) == 1)
        told = {int(self.edges.origin[it]): it for it in reversed(numbers)}
        stakes = tuple(Stake(holder, firm, least, Fraction(1), (it,)) for holder, it in sorted(told.items()))
        return Held(stakes, Fraction(0), held.remarks)

    def _into(self, kinds: tuple[str, ...]) -> Into:
        return Into(self.edges.target, np.flatnonzero(self._today & _of(self.edges, kinds)), self.edges.nodes)


def vote_of(holdings: Holdings, edge: int) -> Fraction | None:
    """The votes that a relation of control gives; None where it gives all of it."""
    weight = float(holdings.edges.weight[edge])
    return exact_share(weight) if 0 <= weight <= 1 else None


def _inside(edges: Edges) -> NDArray[np.bool_]:
    ends = (edges.origin, edges.target)
    inside: NDArray[np.bool_] = np.logical_and.reduce([(end >= 0) & (end < edges.nodes) for end in ends])
    return inside


def _of(edges: Edges, kinds: tuple[str, ...]) -> NDArray[np.bool_]:
    wanted = np.array([it in kinds for it in edges.kinds], np.bool_)
    return wanted[edges.kind] if len(wanted) else np.zeros(len(edges), np.bool_)
