"""Everything that one controller commands, and what all of it owes together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from puhui.graph.control.holdings import Holdings, vote_of
from puhui.graph.control.owners import Registry


@dataclass(frozen=True, slots=True)
class Group:
    """A controller and the firms it commands. `is_whole` is false where the bound on nodes was met."""

    controller: tuple[int, ...]
    firms: tuple[int, ...]
    is_whole: bool

    @property
    def members(self) -> tuple[int, ...]:
        """Controller and firms."""
        return tuple(sorted({*self.controller, *self.firms}))


@dataclass(frozen=True, slots=True)
class Exposure:
    """What the members of a group owe, and the sum. Fen."""

    group: Group
    owed_fen: Mapping[int, int]

    @property
    def total_fen(self) -> int:
        """Everything together."""
        return sum(self.owed_fen.values())


def group_of(registry: Registry, controller: int) -> Group:
    """The firms whose votes `controller`, or whoever counts as one with it, commands.

    More than half of the votes, an agreement or being the only operator; whatever such a firm holds counts as
    the controller's own, so a group grows downwards until nothing is added.
    """
    holdings = registry.holdings
    start = registry.merged.members(controller)
    inside = set(start)
    todo = list(start)
    bound = holdings.rule.bounds.nodes_most
    while todo and len(inside) < bound:
        for firm in _held_by(holdings, todo.pop()):
            if firm not in inside and _commands(holdings, inside, firm):
                inside.add(firm)
                todo.append(firm)
    return Group(start, tuple(sorted(inside - set(start))), not todo)


def group_exposure(registry: Registry, controller: int, owed_fen: Mapping[int, int]) -> Exposure:
    """What the controller and all its firms owe together. `owed_fen` by node; who is missing owes nothing."""
    group = group_of(registry, controller)
    return Exposure(group, {it: owed_fen[it] for it in group.members if it in owed_fen})


def exposures(registry: Registry, owed_fen: Mapping[int, int]) -> tuple[Exposure, ...]:
    """Everybody who owes, by group: each debtor once, under whoever controls it; largest sum first."""
    found: dict[tuple[int, ...], Exposure] = {}
    for debtor in sorted(owed_fen):
        head = _top(registry, debtor)
        if (members := registry.merged.members(head)) not in found:
            found[members] = group_exposure(registry, head, owed_fen)
    return tuple(sorted(found.values(), key=lambda it: (-it.total_fen, it.group.controller)))


def _top(registry: Registry, debtor: int) -> int:
    control = registry.control(debtor)
    return control.controller.members[0] if control.controller else debtor


def _held_by(holdings: Holdings, holder: int) -> Iterable[int]:
    return sorted(set(holdings.edges.target[holdings.held_by[holder]].tolist()))


def _commands(holdings: Holdings, inside: set[int], firm: int) -> bool:
    votes = {it.holder: it.least for it in holdings.of(firm).stakes}
    for edge in holdings.votes[firm].tolist():
        holder, vote = int(holdings.edges.origin[edge]), vote_of(holdings, edge)
        if vote is None and holder in inside:
            return True
        votes[holder] = max(votes.get(holder, Fraction(0)), vote or Fraction(0))
    mine = sum((vote for holder, vote in votes.items() if holder in inside), Fraction(0))
    return mine > holdings.rule.controls_above
