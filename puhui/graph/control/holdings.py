"""Who holds what of whom on one day, indexed once for many questions."""

from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.control.model import Flaw, Remark, Stake
from puhui.graph.control.rule import ControlRule
from puhui.graph.control.stakes import Held, exact_share, read_stakes
from puhui.graph.edges import Edges

_NONE: Final = np.zeros(0, np.int64)


class Into:
    """Edges of some kinds by the node they go into (or out of), newest numbering kept."""

    __slots__ = ("_at", "_from")

    def __init__(self, ends: NDArray[np.int32], numbers: NDArray[np.int64], nodes: int) -> None:
        inside = ends[numbers]
        self._at = numbers[np.argsort(inside, kind="stable")]
        self._from = np.concatenate(([0], np.cumsum(np.bincount(inside, minlength=nodes))))

    def __getitem__(self, node: int) -> NDArray[np.int64]:
        return self._at[self._from[node] : self._from[node + 1]]


class Holdings:
    """The edges that speak of control, true on `day`; reads a firm's holders when they are asked for."""

    def __init__(self, edges: Edges, day: int, rule: ControlRule) -> None:
        self.edges, self.day, self.rule = edges, day, rule
        self._read: dict[int, Held] = {}
        inside = _inside(edges)
        today = inside & (edges.since <= day) & (day < edges.until)
        kinds = rule.kinds
        self._shares = self._into(kinds.shares, today)
        self.votes = self._into(kinds.votes, today)
        self.operates = self._into(kinds.operates, today)
        self.in_charge = tuple(self._into((kind,), today) for kind in kinds.in_charge)
        self.held_by = self._out(kinds.shares + kinds.votes + kinds.operates, today)
        self.merging = np.flatnonzero(today & _of(edges, kinds.in_concert + kinds.nominee))
        spoken = _of(edges, kinds.shares + kinds.votes)
        self._reversed = self._into_numbers(np.flatnonzero(inside & spoken & (edges.since > edges.until)))
        self.missing = np.flatnonzero(~inside & spoken)

    def of(self, firm: int) -> Held:
        """Its holders. Beyond `holders_most` the smallest are left out and widen `open_share`."""
        if firm not in self._read:
            self._read[firm] = self._held(firm)
        return self._read[firm]

    def is_natural(self, node: int) -> bool:
        """Whether a node may be a beneficial owner: a person, or of unknown type and held by nobody."""
        name = self.edges.type_names[self.edges.types[node]]
        if name in self.rule.natural:
            return True
        if name in self.rule.firm:
            return False
        return not len(self._shares[node]) and not len(self.operates[node])

    def is_nominee(self, edge: int) -> bool:
        """Whether a merging edge says that its origin holds in name for its target."""
        return self.edges.kinds[self.edges.kind[edge]] in self.rule.kinds.nominee

    def _held(self, firm: int) -> Held:
        numbers = self._shares[firm]
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
        if wrong := self._reversed[firm].tolist():
            remarks.append(Remark(Flaw.DATES_REVERSED, firm, tuple(wrong)))
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

    def _into(self, kinds: tuple[str, ...], today: NDArray[np.bool_]) -> Into:
        return self._into_numbers(np.flatnonzero(today & _of(self.edges, kinds)))

    def _into_numbers(self, numbers: NDArray[np.int64]) -> Into:
        return Into(self.edges.target, numbers, self.edges.nodes)

    def _out(self, kinds: tuple[str, ...], today: NDArray[np.bool_]) -> Into:
        return Into(self.edges.origin, np.flatnonzero(today & _of(self.edges, kinds)), self.edges.nodes)


def vote_of(holdings: Holdings, edge: int) -> Fraction | None:
    """The votes that a relation of control gives; None where it gives all of it."""
    weight = float(holdings.edges.weight[edge])
    return exact_share(weight) if 0 <= weight <= 1 else None


def _inside(edges: Edges) -> NDArray[np.bool_]:
    ends = (edges.origin, edges.target)
    inside: NDArray[np.bool_] = np.logical_and.reduce([(end >= 0) & (end < edges.nodes) for end in ends])
    return inside


def _of(edges: Edges, kinds: tuple[str, ...]) -> NDArray[np.bool_]:
    return np.isin(edges.kind, [edges.kinds.index(it) for it in kinds if it in edges.kinds])
