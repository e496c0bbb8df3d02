"""Borrowed identities and farms of devices: people who should not know each other, on the same things."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from puhui.graph.rings.known import Known
from puhui.graph.rings.model import Finding, RingKind
from puhui.graph.rings.rules import RingRules
from puhui.graph.rings.telling import told
from puhui.graph.rings.windows import densest
from puhui.kernel import Text

_DEVICES: Final = ("uses_device",)
_PHONES: Final = ("contact_phone",)
_ACCOUNTS: Final = ("pays_into", "holds_account")


@dataclass(slots=True)
class _Group:
    """Parties that applied within one window over common things."""

    parties: set[int]
    things: dict[str, set[int]]
    positions: set[int]


def shared_things(known: Known, rules: RingRules) -> tuple[list[Finding], list[Text]]:
    """Groups of applicants around common devices, numbers and accounts who applied close to each other.

    Money of most into one account makes it a borrowed identity, a common device alone a farm. Relatives count
    as one; a thing whose users came over years, like a print shop's computer, links nobody.
    """
    found = []
    for group in _groups(known, rules):
        kind = _kind(known, group, rules)
        if kind is not None:
            found.append(_finding(known, group, kind))
    return found, []


def _groups(known: Known, rules: RingRules) -> list[_Group]:
    days = _days_of(known)
    groups: list[_Group] = []
    for family, kinds in (("device", _DEVICES), ("phone", _PHONES), ("account", _ACCOUNTS)):
        users: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at in known.ever(*kinds).tolist():
            users[int(known.edges.target[at])][int(known.party[known.edges.origin[at]])].append(at)
        for thing, parties in users.items():
            if not 2 <= len(parties) <= rules.device_farm.users_most:
                continue
            dated = [(day, party) for party in parties for day in days.get(party, ())]
            dense = densest(dated, rules.device_farm.span_days_most)
            if len(dense) >= 2 and len(dense) >= 0.6 * len(parties):
                positions = {at for party in dense for at in parties[party]}
                groups.append(_Group(set(dense), {family: {thing}}, positions))
    return _joined(groups)


def _joined(groups: list[_Group]) -> list[_Group]:
    """Groups with two members in common, or one of two, are one group."""
    whole: list[_Group] = []
    for group in sorted(groups, key=lambda it: -len(it.parties)):
        for other in whole:
            if 2 * len(group.parties & other.parties) >= len(group.parties):
                other.parties |= group.parties
                other.positions |= group.positions
                for family, things in group.things.items():
                    other.things.setdefault(family, set()).update(things)
                break
        else:
            whole.append(group)
    return whole


def _days_of(known: Known) -> dict[int, list[int]]:
    days: dict[int, list[int]] = defaultdict(list)
    asked = known.applications
    for subject, day in zip(asked.subject.tolist(), asked.day.tolist(), strict=True):
        days[int(known.party[subject])].append(day)
    return days


def _kind(known: Known, group: _Group, rules: RingRules) -> RingKind | None:
    strangers = _strangers(known, group)
    into = defaultdict(set)
    for at in group.positions:
        into[int(known.edges.target[at])].add(int(known.party[known.edges.origin[at]]))
    paid = max((len(into[it]) for it in group.things.get("account", ())), default=0)
    share = rules.borrowed_identity.account_share_least
    if paid >= share * len(group.parties) and strangers >= rules.borrowed_identity.members_least:
        return RingKind.BORROWED_IDENTITY
    if "device" in group.things and strangers >= rules.device_farm.members_least:
        return RingKind.DEVICE_FARM
    return None


def _strangers(known: Known, group: _Group) -> int:
    """How many families the group is of."""
    root = {party: party for party in group.parties}

    def first(party: int) -> int:
        while root[party] != party:
            party = root[party]
        return party

    for at in known.ever("kinship").tolist():
        one, other = int(known.party[known.edges.origin[at]]), int(known.party[known.edges.target[at]])
        if one in root and other in root:
            root[first(one)] = first(other)
    return len({first(party) for party in group.parties})


def _finding(known: Known, group: _Group, kind: RingKind) -> Finding:
    evidence = sorted(group.positions)
    members = sorted({int(known.edges.origin[at]) for at in evidence})
    things = sorted({it for some in group.things.values() for it in some})
    days = [it for party in group.parties for it in _days_of(known).get(party, ())]
    said = told(
        kind,
        parties=len(group.parties),
        things=len(things),
        days=max(days, default=0) - min(days, default=0) + 1,
    )
    strength = round(1 - 1 / len(group.parties), 4)
    return Finding(kind, tuple(members), tuple(evidence), strength, said, tuple(things))
