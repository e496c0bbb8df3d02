"""Beneficial owners and the actual controller of one firm, test after test.

In order: (1) at least 25 % of the shares, directly or through others; (2) at least 25 % of the votes;
(3) actual control, alone or together. Where nobody meets any, whoever is in charge of daily business.
Shares are multiplied along paths and summed over them; who acts in concert counts as one. 25 % itself
suffices (民法典 1259), so nothing here is compared as a float.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from puhui.graph.control.ancestry import Above, above
from puhui.graph.control.holdings import Holdings
from puhui.graph.control.merging import Merged
from puhui.graph.control.model import (
    Basis,
    Control,
    Controller,
    Flaw,
    How,
    Owner,
    Proof,
    Remark,
    Stake,
)
from puhui.graph.control.proving import proofs
from puhui.graph.control.solving import solve
from puhui.graph.control.voting import Voting

_ZERO: Final = Fraction(0)
_ONE: Final = Fraction(1)


@dataclass(slots=True)
class Question:
    """One firm, one day; `answer` asks the tests in their order."""

    holdings: Holdings
    merged: Merged
    target: int
    above: Above = field(init=False)
    voting: Voting = field(init=False)
    least: dict[int, Fraction] = field(init=False)
    most: dict[int, Fraction] = field(init=False)
    remarks: dict[Remark, None] = field(default_factory=dict)
    votes: dict[int, Fraction] = field(init=False)

    def __post_init__(self) -> None:
        self.above = above(self.holdings, self.target)
        self.voting = Voting(self.holdings, self.merged, self.above.firms)
        for it in (*self.above.remarks, *self.voting.remarks):
            self.remarks[it] = None
        self.least, self.most = self._solved()
        self.votes = self.voting.votes(self.target)

    def answer(self) -> Control:
        controller = self._controller()
        owners = [*self._by_shares()]
        owners += self._by_votes({it for owner in owners for it in owner.nodes})
        owners += self._by_control(controller, {it for owner in owners for it in owner.nodes})
        self._open_ends()
        owners = owners or [*self._in_charge()]
        return Control(self.target, self.holdings.day, tuple(owners), controller, tuple(self.remarks))

    def _solved(
        self, without: frozenset[int] = frozenset()
    ) -> tuple[dict[int, Fraction], dict[int, Fraction]]:
        """Least and most of everybody above, nobody being above the firms in `without`."""
        circle_most = self.holdings.rule.bounds.exact_circle_most
        least = solve(self.above.shares(without=without), self.target, circle_most)
        for it in least.endless:
            self.remarks[Remark(Flaw.CLOSED_CIRCLE, it)] = None
        if least.is_exact and self.above.is_one_reading:
            return least.shares, least.shares
        shares = self.above.shares(at_most=True, without=without)
        return least.shares, solve(shares, self.target, circle_most, at_most=True).shares

    def _by_shares(self) -> Iterator[Owner]:
        rule = self.holdings.rule
        for members in self._candidates():
            least, most = self._together(members)
            if most < rule.share_min:
                if most >= rule.share_min - rule.near:
                    self.remarks[Remark(Flaw.NEAR_THRESHOLD, members[0], (), most)] = None
                continue
            yield Owner(
                nodes=self.voting.people(members[0]),
                members=members,
                basis=Basis.SHARES,
                share=least,
                share_most=most,
                votes=self.votes.get(self.merged.head(members[0]), _ZERO),
                proofs=self._proofs(members),
                is_sure=least >= rule.share_min,
            )

    def _candidates(self) -> list[tuple[int, ...]]:
        """Everybody above who may be an owner, those who count as one together; most shares first."""
        heads = {self.merged.head(it): self.merged.members(it) for it in self.most if it != self.target}
        able = [it for it in heads.values() if any(map(self.holdings.is_natural, it))]
        return sorted(able, key=lambda it: (-sum(self.most.get(m, _ZERO) for m in it), it))

    def _together(self, members: tuple[int, ...]) -> tuple[Fraction, Fraction]:
        """What several have as one: what passes through one of them is not counted for another again."""
        if len(members) == 1:
            return self.least.get(members[0], _ZERO), self.most[members[0]]
        least, most = self._solved(frozenset(members) - {self.target})
        return (
            min(_ONE, sum((least.get(it, _ZERO) for it in members), _ZERO)),
            min(_ONE, sum((most.get(it, _ZERO) for it in members), _ZERO)),
        )

    def _by_votes(self, known: set[int]) -> Iterator[Owner]:
        for block, votes in sorted(self.votes.items(), key=lambda it: (-it[1], it[0])):
            people = tuple(it for it in self.voting.people(block) if it not in known)
            if votes >= self.holdings.rule.share_min and people:
                yield self._commanding(people, block, Basis.VOTES, votes)

    def _by_control(self, controller: Controller | None, known: set[int]) -> Iterator[Owner]:
        blocks = {*self.voting.agreed(self.target), *(controller.nodes[:1] if controller else ())}
        for block in sorted(blocks):
            people = tuple(it for it in self.voting.people(block) if it not in known)
            if people:
                known.update(people)
                yield self._commanding(people, block, Basis.CONTROL, self.votes.get(block, _ZERO))

    def _commanding(self, people: tuple[int, ...], block: int, basis: Basis, votes: Fraction) -> Owner:
        members = self.merged.members(people[0])
        least, most = self._together(members) if members[0] in self.most else (_ZERO, _ZERO)
        chain = self.voting.chain(self.merged.head(block), self.target)
        shown = (Proof(chain, votes),) if chain else ()
        return Owner(people, members, basis, least, most, votes, shown, is_sure=True)

    def _in_charge(self) -> Iterator[Owner]:
        edges = self.holdings.edges
        for by_kind in self.holdings.in_charge:
            numbers = by_kind[self.target].tolist()
            told = {int(edges.origin[it]): it for it in numbers if edges.origin[it] != self.target}
            if told:
                for person, edge in sorted(told.items()):
                    link = Stake(person, self.target, _ZERO, _ZERO, (edge,))
                    shown = (Proof((link,), _ZERO),)
                    yield Owner(
                        (person,), (person,), Basis.IN_CHARGE, _ZERO, _ZERO, _ZERO, shown, is_sure=True
                    )
                return

    def _controller(self) -> Controller | None:
        rule, votes = self.holdings.rule, self.votes
        agreed = self.voting.agreed(self.target)
        if len(agreed) == 1:
            return self._commander(agreed[0], How.AGREEMENT, votes)
        ranked = sorted(votes.items(), key=lambda it: (-it[1], it[0]))
        if not ranked:
            return None
        block, most = ranked[0]
        if most > rule.controls_above:
            return self._commander(block, How.MAJORITY, votes)
        is_first = len(ranked) == 1 or most > ranked[1][1]
        return (
            self._commander(block, How.PRESUMED, votes) if is_first and most > rule.presumed_above else None
        )

    def _commander(self, block: int, how: How, votes: dict[int, Fraction]) -> Controller:
        chain = self.voting.chain(self.merged.head(block), self.target)
        if chain and set(chain[-1].edges) <= set(self.holdings.operates[self.target].tolist()):
            how = How.OPERATES
        people = self.voting.people(block) or self.merged.members(block)
        return Controller(people, self.merged.members(block), how, votes.get(block, _ZERO), chain)

    def _proofs(self, members: tuple[int, ...]) -> tuple[Proof, ...]:
        below: dict[int, list[Stake]] = {}
        for it in self.above.stakes:
            if it.firm not in members:
                below.setdefault(it.holder, []).append(it)
        found = [
            proof for it in members for proof in proofs(below, it, self.target, self.holdings.rule.bounds)
        ]
        return tuple(sorted(found, key=lambda it: (-it.share, it.nodes)))

    def _open_ends(self) -> None:
        """Firms behind which nobody is known, where what is unknown would suffice for an owner."""
        for firm in (*sorted(self.above.firms), *sorted(self.above.unread)):
            if firm != self.target and self.holdings.is_natural(firm):
                continue
            missing = _ONE if firm in self.above.unread else self.holdings.of(firm).open_share
            through = missing * ((_ONE if firm == self.target else _ZERO) + self.least.get(firm, _ZERO))
            if through >= self.holdings.rule.share_min:
                self.remarks[Remark(Flaw.OPEN_END, firm, (), through)] = None
