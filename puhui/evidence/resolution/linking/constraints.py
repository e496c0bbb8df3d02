"""What may not stand in one cluster, and what must."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_PIECES: Final = ("uscc", "number", "branch", "place")


@dataclass(slots=True)
class Group:
    """Records that are held to be one, and what they say of themselves."""

    members: list[int]
    uscc: set[str] = field(default_factory=set)
    number: set[str] = field(default_factory=set)
    branch: set[str] = field(default_factory=set)
    place: set[str] = field(default_factory=set)


class Groups:
    """Records put together one pair at a time, the likeliest first; what contradicts stays apart."""

    def __init__(
        self, said: Iterable[tuple[str, str, str, str]], never: Iterable[tuple[int, int]] = ()
    ) -> None:
        """`said`: credit code, number, branch and place of each record; `never`: judged not the same."""
        self._of = [_alone(at, values) for at, values in enumerate(said)]
        self._never: dict[int, set[int]] = {}
        for one, other in never:
            self._never.setdefault(one, set()).add(other)
            self._never.setdefault(other, set()).add(one)

    def join(self, one: int, other: int, judged: bool = False) -> bool:
        """Put two records and all that hangs on them together; False where something contradicts it.

        What a person judged stands although it contradicts, and says nothing more about the others.
        """
        a, b = self._of[one], self._of[other]
        if a is b:
            return True
        agreed = _agree(a, b)
        if self._parted(a, b) or not (judged or agreed):
            return False
        small, large = (a, b) if len(a.members) < len(b.members) else (b, a)
        large.members += small.members
        for piece in _PIECES if agreed else ():
            getattr(large, piece).update(getattr(small, piece))
        for member in small.members:
            self._of[member] = large
        return True

    def numbers(self) -> list[int]:
        """For each record the least record of its group, which names the group."""
        least = {id(group): min(group.members) for group in {id(it): it for it in self._of}.values()}
        return [least[id(group)] for group in self._of]

    def _parted(self, a: Group, b: Group) -> bool:
        small, large = (a, b) if len(a.members) < len(b.members) else (b, a)
        parted = set().union(*(self._never.get(member, ()) for member in small.members))
        return bool(parted) and not parted.isdisjoint(large.members)


def _alone(at: int, said: tuple[str, str, str, str]) -> Group:
    """One record; that it is no branch is something it says, unlike what it leaves out."""
    uscc, number, branch, place = said
    return Group([at], {uscc} - {""}, {number} - {""}, {branch}, {place} - {""})


def _agree(a: Group, b: Group) -> bool:
    """One credit code, one number, one branch, places inside one another."""
    if len(a.uscc | b.uscc) > 1 or len(a.number | b.number) > 1 or len(a.branch | b.branch) > 1:
        return False
    return all(x.startswith(y) or y.startswith(x) for x in a.place for y in b.place)
