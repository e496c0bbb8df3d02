"""Everybody above a firm, by shares, votes and agreements: who may matter most first, and bounded."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from puhui.graph.control.holdings import Holdings
from puhui.graph.control.model import Flaw, Remark, Stake


@dataclass(frozen=True, slots=True)
class Above:
    """The firms that were read (`firms`, the target among them), whoever holds them, and what was wrong.

    `unread` are holders whose own holders were not asked for any more, because there were too many.
    """

    target: int
    firms: frozenset[int]
    stakes: tuple[Stake, ...]
    unread: frozenset[int]
    remarks: tuple[Remark, ...]

    def shares(
        self, *, at_most: bool = False, without: frozenset[int] = frozenset()
    ) -> dict[int, dict[int, Fraction]]:
        """holder → firm → share, one reading of it; nobody is above the firms in `without`."""
        found: dict[int, dict[int, Fraction]] = {}
        for it in self.stakes:
            share = it.most if at_most else it.least
            if share and it.firm not in without:
                found.setdefault(it.holder, {})[it.firm] = share
        return found

    @property
    def is_one_reading(self) -> bool:
        """Whether every share is certain."""
        return all(it.least == it.most for it in self.stakes)


def above(holdings: Holdings, target: int) -> Above:
    """From the target upwards, largest product of shares first, `nodes_most` firms at most."""
    reach = {target: 1.0}
    todo = [(-1.0, target)]
    read: set[int] = set()
    stakes: list[Stake] = []
    remarks: list[Remark] = []
    while todo and len(read) < holdings.rule.bounds.nodes_most:
        product, firm = heapq.heappop(todo)
        if firm in read:
            continue
        read.add(firm)
        held = holdings.of(firm)
        stakes.extend(held.stakes)
        remarks.extend(held.remarks)
        for holder, share in _holders(holdings, firm):
            further = -product * share
            if holder not in read and further > reach.get(holder, -1.0):
                reach[holder] = further
                heapq.heappush(todo, (-further, holder))
    unread = frozenset(reach) - read
    if unread:
        remarks.append(Remark(Flaw.TOO_MANY, target))
    return Above(target, frozenset(read), tuple(stakes), unread, tuple(remarks))


def _holders(holdings: Holdings, firm: int) -> Iterator[tuple[int, float]]:
    for stake in holdings.of(firm).stakes:
        yield stake.holder, float(stake.most)
    for edge in holdings.votes[firm].tolist():
        yield int(holdings.edges.origin[edge]), 1.0
