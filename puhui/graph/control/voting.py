"""Who commands the votes: whoever has more than half of a firm commands all that this firm has.

Unlike shares, votes are not multiplied: 60 % of a firm that holds 30 % commands 30 %. Agreements come before
majorities. Repeated until nothing changes, all firms at once, so that no order decides.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from puhui.graph.control.holdings import Holdings, vote_of
from puhui.graph.control.merging import Merged
from puhui.graph.control.model import Flaw, Remark, Stake

_ROUNDS: Final = 64


class Voting:
    """Blocks of votes among `firms`, each named by a node: a person, a group's head, a firm on top."""

    def __init__(self, holdings: Holdings, merged: Merged, firms: Iterable[int]) -> None:
        self._holdings, self._merged = holdings, merged
        self._ballots = {firm: told for firm in firms if (told := tuple(_ballots(holdings, firm)))}
        self._agreed = {firm: told for firm in firms if (told := _agreed(holdings, firm))}
        self._above: dict[int, int] = {}
        self.remarks: list[Remark] = []
        led = {**self._ballots, **self._agreed}
        for _ in range(_ROUNDS):
            now = {firm: head for firm in led if (head := self._commander(firm)) is not None}
            if now == self._above:
                break
            self._above = now
        self.remarks.extend(
            Remark(Flaw.TWO_CONTROLLERS, firm, tuple(it.edges[0] for it in agreed))
            for firm, agreed in self._agreed.items()
            if len({self.block(it.holder) for it in agreed}) > 1
        )

    def block(self, node: int) -> int:
        """Who commands what `node` holds; of firms that command each other in a circle, the least number."""
        ladder = self._ladder(node)
        top = ladder[-1]
        if len(self._merged.members(top)) > 1 or top not in self._above:
            return self._merged.head(top)
        return min(ladder[ladder.index(self._above[top]) :])

    def votes(self, firm: int) -> dict[int, Fraction]:
        """The votes in a firm by block; those that it commands itself count for nobody."""
        found: dict[int, Fraction] = {}
        for it in self._ballots.get(firm, ()):
            if firm not in self._ladder(it.holder):
                block = self.block(it.holder)
                found[block] = min(Fraction(1), found.get(block, Fraction(0)) + it.least)
        return found

    def agreed(self, firm: int) -> tuple[int, ...]:
        """The blocks that control a firm by agreement; more than one control it together, or quarrel."""
        return tuple(sorted({self.block(it.holder) for it in self._agreed.get(firm, ())} - {firm}))

    def people(self, block: int) -> tuple[int, ...]:
        """The natural persons of a block who own: no nominee, and behind a firm those who command it."""
        found: set[int] = set()
        seen: set[int] = set()
        todo = [block]
        while todo:
            for it in self._merged.members(todo.pop()):
                if it in seen:
                    continue
                seen.add(it)
                if self._holdings.is_natural(it):
                    found.add(it)
                elif it in self._above:
                    todo.append(self._above[it])
        return tuple(sorted(found - self._merged.nominees)) or tuple(sorted(found))

    def chain(self, block: int, firm: int) -> tuple[Stake, ...]:
        """How a block reaches a firm: one commanded stake after the other, the block's own first."""
        links: list[Stake] = []
        passed = {firm}
        while True:
            mine = [
                it
                for it in (*self._agreed.get(firm, ()), *self._ballots.get(firm, ()))
                if self.block(it.holder) == block and it.holder not in passed
            ]
            if not mine:
                return tuple(reversed(links))
            link = max(mine, key=lambda it: (it.least, -it.holder))
            links.append(link)
            firm = link.holder
            passed.add(firm)
            if self._merged.head(firm) == block:
                return tuple(reversed(links))

    def _ladder(self, node: int) -> list[int]:
        """From a node up to whoever commands it at last; groups stand for themselves."""
        ladder = [node]
        while len(self._merged.members(node)) == 1 and node in self._above:
            node = self._above[node]
            if node in ladder:
                break
            ladder.append(node)
        return ladder

    def _commander(self, firm: int) -> int | None:
        agreed = self.agreed(firm)
        if len(agreed) == 1:
            return agreed[0]
        most = max(self.votes(firm).items(), key=lambda it: (it[1], -it[0]), default=(firm, Fraction(0)))
        return most[0] if most[1] > self._holdings.rule.controls_above else None


def _ballots(holdings: Holdings, firm: int) -> list[Stake]:
    """The votes in a firm: by shares, or by agreement where that gives more."""
    found = {it.holder: it for it in holdings.of(firm).stakes if it.least}
    for edge in holdings.votes[firm].tolist():
        holder, vote = int(holdings.edges.origin[edge]), vote_of(holdings, edge)
        if vote and (holder not in found or found[holder].least < vote):
            found[holder] = Stake(holder, firm, vote, vote, (edge,))
    return [found[it] for it in sorted(found)]


def _agreed(holdings: Holdings, firm: int) -> tuple[Stake, ...]:
    """Whoever controls a firm wholly, by agreement."""
    return tuple(
        Stake(int(holdings.edges.origin[edge]), firm, Fraction(1), Fraction(1), (edge,))
        for edge in holdings.votes[firm].tolist()
        if vote_of(holdings, edge) is None and holdings.edges.origin[edge] != firm
    )
