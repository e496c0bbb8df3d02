"""Applications that belong together, over things and over money."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from puhui.graph.rings.rules import SharingRule
from puhui.graph.rings.sharing.money import Collected, collected
from puhui.graph.rings.sharing.uses import Asked, Use, passing_uses

_Row = TypeVar("_Row", Use, Collected)


@dataclass(slots=True)
class Group:
    """Applications, the things they were made over, and the account that money went to, with its payers."""

    applications: set[int] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)
    money: list[Collected] = field(default_factory=list)

    def parties(self, asked: Asked) -> set[int]:
        """Who applied."""
        return {int(asked.party[row]) for row in self.applications}


def groups(asked: Asked, rule: SharingRule) -> list[Group]:
    """Bursts over one thing, joined where they share an application, or where much of their money meets."""
    joined = _Joined(len(asked.day))
    uses = [burst for rows in passing_uses(asked, rule).values() for burst in bursts(asked, rows, rule)]
    for burst in uses:
        joined.join(use.application for use in burst)
    money = list(_meeting(asked, joined, {use.application for burst in uses for use in burst}, rule))
    for rows in money:
        joined.join(it.application for it in rows)
    whole: dict[int, Group] = defaultdict(Group)
    for use in (use for burst in uses for use in burst):
        group = whole[joined.root(use.application)]
        group.applications.add(use.application)
        group.uses.append(use)
    for it in (it for rows in money for it in rows):
        group = whole[joined.root(it.application)]
        group.applications.add(it.application)
        group.money.append(it)
    return list(whole.values())


def _meeting(
    asked: Asked, joined: "_Joined", grouped: set[int], rule: SharingRule
) -> Iterator[list[Collected]]:
    """Money of whole groups in one account, with few payers besides: two customers of a shop are no group."""
    parties: dict[int, set[int]] = defaultdict(set)
    for row in grouped:
        parties[joined.root(row)].add(int(asked.party[row]))
    for rows in collected(asked, rule).values():
        for burst in bursts(asked, rows, rule):
            payers: dict[int, set[int]] = defaultdict(set)
            for it in burst:
                if it.application in grouped:
                    payers[joined.root(it.application)].add(int(asked.party[it.application]))
            much = {
                root
                for root, some in payers.items()
                if len(some) >= rule.meeting_share_least * len(parties[root])
            }
            inside = [it for it in burst if it.application in grouped and joined.root(it.application) in much]
            besides = [it for it in burst if it.application not in grouped]
            if inside and len(besides) <= len(inside):
                yield inside + besides


def bursts(asked: Asked, uses: Iterable[_Row], rule: SharingRule) -> Iterator[list[_Row]]:
    """Applications over one thing with no long silence between them, by two parties at least."""
    burst: list[_Row] = []
    for use in sorted(uses, key=lambda it: (asked.day[it.application], it.application)):
        if burst and asked.day[use.application] - asked.day[burst[-1].application] > rule.silence_days:
            if _several(asked, burst):
                yield burst
            burst = []
        burst.append(use)
    if _several(asked, burst):
        yield burst


def _several(asked: Asked, burst: Sequence[Use | Collected]) -> bool:
    return len({int(asked.party[use.application]) for use in burst}) > 1


class _Joined:
    """Rows put together."""

    def __init__(self, rows: int) -> None:
        self._parent = list(range(rows))

    def root(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, rows: Iterable[int]) -> None:
        first, *others = (self.root(row) for row in rows)
        for other in others:
            self._parent[self.root(other)] = self.root(first)
