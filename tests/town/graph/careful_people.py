"""A careful look at people: who appeared together, out of nowhere, and where their money went."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tests.town.graph.reading import Graph, Group, are_kin, kin_of

_TOGETHER_DAYS: Final = 45
_NEW_DAYS: Final = 90
_LONG_DAYS: Final = 120
_SOON_DAYS: Final = 35


@dataclass(frozen=True, slots=True)
class Cluster:
    """Applicants of the same weeks on shared new devices or numbers. `funnel` is the part of their money that
    went to one account, `payers` the part of them that paid there, `kin` that has kin inside, `rooted` that
    has an older device or number of their own."""

    people: Group
    funnel: float
    payers: float
    kin: float
    rooted: float


def identities(graph: Graph) -> list[Group]:
    """Out of nowhere together, and one account gets the money."""
    return [one.people for one in clusters(graph) if _out_of_nowhere(one) and _to_one(one)]


def farms(graph: Graph) -> list[Group]:
    """Out of nowhere together, and everybody's money goes his own way."""
    found = [one for one in clusters(graph) if _out_of_nowhere(one) and not _to_one(one)]
    return [one.people for one in found if len(one.people) >= 4]


def _out_of_nowhere(one: Cluster) -> bool:
    return one.rooted <= 0.6 and one.kin < 0.5


def _to_one(one: Cluster) -> bool:
    return one.funnel >= 0.5 and one.payers >= 0.4


def clusters(graph: Graph) -> list[Cluster]:
    """Three people or more."""
    asked: dict[int, list[int]] = defaultdict(list)
    for who, day in graph.asked.select("o", "d").iter_rows():
        asked[who].append(day)
    rooted, seen = _rooted(graph, asked), _seen_on(graph, asked)
    above, when = {}, {}

    def top(who: int) -> int:
        while above.setdefault(who, who) != who:
            who = above[who]
        return who

    for users in seen.values():
        users.sort()
        for (day, one), (later, other) in pairwise(users):
            when[one], when[other] = day, later
            if later - day <= _TOGETHER_DAYS:
                above[top(one)] = top(other)
    groups: dict[int, set[int]] = defaultdict(set)
    for who in when:
        groups[top(who)].add(who)
    kin, money = kin_of(graph), _Money.of(graph)
    return [_described(group, when, kin, money, rooted) for group in groups.values() if len(group) > 2]


def _seen_on(graph: Graph, asked: dict[int, list[int]]) -> dict[int, list[tuple[int, int]]]:
    """By device that was used for some weeks only, and by number that was new: who applied then, and when."""
    seen: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for who, device, since, until in graph.of("uses_device").select("f", "t", "s", "u").iter_rows():
        days = [day for day in asked.get(who, []) if since - 3 <= day <= until + 15]
        if days and until - since <= _LONG_DAYS:
            seen[device].append((max(days), who))
    for who, phone, since in graph.of("contact_phone").select("f", "t", "s").iter_rows():
        days = [day for day in asked.get(who, []) if day - _NEW_DAYS <= since <= day + 5]
        if days:
            seen[phone].append((max(days), who))
    return seen


def _rooted(graph: Graph, asked: dict[int, list[int]]) -> dict[int, float]:
    """Half for a device of their own since long ago, half for a number that was not new."""
    long_ = {
        who
        for who, since, until in graph.of("uses_device").select("f", "s", "u").iter_rows()
        if until - since > _LONG_DAYS or (who in asked and since < min(asked[who]) - 150)
    }
    new = {
        who
        for who, since in graph.of("contact_phone").select("f", "s").iter_rows()
        if any(day - _NEW_DAYS <= since <= day + 5 for day in asked.get(who, []))
    }
    return {who: 0.5 * (who in long_) + 0.5 * (who not in new) for who in asked}


@dataclass(frozen=True, slots=True)
class _Money:
    account: dict[int, int]
    paid: dict[int, list[tuple[int, int, float]]]

    @classmethod
    def of(cls, graph: Graph) -> "_Money":
        paid: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
        for one, other, day, fen in graph.of("transfer").select("f", "t", "s", "w").iter_rows():
            paid[one].append((other, day, fen))
        return cls(dict(graph.of("holds_account").select("f", "t").iter_rows()), paid)


def _described(
    group: set[int], when: dict[int, int], kin: dict[int, set[int]], money: _Money, rooted: dict[int, float]
) -> Cluster:
    sums: dict[int, float] = defaultdict(float)
    payers: dict[int, set[int]] = defaultdict(set)
    own = {money.account[who] for who in group if who in money.account}
    for who in group:
        for to, day, fen in money.paid.get(money.account.get(who, -1), []):
            if not -2 <= day - when[who] <= _SOON_DAYS:
                continue
            if to in own:
                onward = [
                    far
                    for far, later, _ in money.paid.get(to, [])
                    if 0 <= later - day <= 10 and far not in own
                ]
                for far in onward:
                    payers[far].add(who)
            else:
                sums[to] += fen
                payers[to].add(who)
    most = max(sums, key=lambda it: sums[it], default=-1)
    with_kin = sum(any(are_kin(kin, who, other) for other in group - {who}) for who in group)
    return Cluster(
        frozenset(group),
        sums[most] / max(sum(sums.values()), 1.0),
        len(payers[most]) / len(group),
        with_kin / len(group),
        sum(rooted[who] for who in group) / len(group),
    )
