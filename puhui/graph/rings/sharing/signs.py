"""What a group of applications looks like, in figures."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from puhui.graph.edges import STILL
from puhui.graph.rings.rules import SharingRule
from puhui.graph.rings.sharing.groups import Group
from puhui.graph.rings.sharing.uses import DEVICE, Asked


@dataclass(frozen=True, slots=True)
class Signs:
    """`strangers`: families among the applicants. `no_device_share`: of those whose devices are known, how
    many have none of their own. `alike_share`: applications for nearly the middle amount. `use_days`: how
    long a device was used, in the middle. `paid_share`: applicants whose money went to the same account."""

    strangers: int
    devices: int
    phones: int
    span_days: int
    no_device_share: float
    alike_share: float
    use_days: float
    paid: int
    paid_share: float


def signs_of(asked: Asked, group: Group, rule: SharingRule) -> Signs:
    """Reckoned for one group."""
    parties = sorted(group.parties(asked))
    known, edges = asked.known, asked.known.edges
    device = known.edges.kinds.index(DEVICE) if DEVICE in edges.kinds else -1
    on_devices = [use for use in group.uses if edges.kind[use.at] == device]
    devices = {use.thing for use in on_devices}
    days = [int(asked.day[row]) for row in group.applications]
    ended = [use.at for use in on_devices if edges.until[use.at] != STILL]
    lengths = [int(edges.until[at]) - int(edges.since[at]) for at in ended]
    payers = Counter(
        account for account, _ in {(it.account, int(asked.party[it.application])) for it in group.money}
    )
    paid = max(payers.values(), default=0)
    return Signs(
        _families(asked, parties),
        len(devices),
        len({use.thing for use in group.uses} - devices),
        max(days) - min(days),
        _no_device_share(asked, {int(asked.party[use.application]) for use in on_devices}, devices),
        _alike_share(asked, group, rule),
        float(np.median(lengths)) if lengths else 0.0,
        paid,
        paid / len(parties),
    )


def _no_device_share(asked: Asked, parties: set[int], devices: set[int]) -> float:
    own = [asked.devices.get(party, frozenset()) <= devices for party in parties]
    return sum(own) / len(own) if own else 0.0


def _alike_share(asked: Asked, group: Group, rule: SharingRule) -> float:
    amounts = asked.amount_fen[sorted(group.applications)]
    amounts = amounts[amounts > 0]
    if not len(amounts):
        return 0.0
    middle = np.median(amounts)
    return float((np.abs(amounts - middle) <= rule.alike_amount_share * middle).mean())


def _families(asked: Asked, parties: list[int]) -> int:
    root = {party: party for party in parties}

    def first(party: int) -> int:
        while root[party] != party:
            party = root[party]
        return party

    for at, one in enumerate(parties):
        others = np.array(parties[at + 1 :], np.int32)
        for other in others[asked.known.kin.between(np.full(len(others), one, np.int32), others)].tolist():
            root[first(other)] = first(one)
    return len({first(party) for party in parties})
