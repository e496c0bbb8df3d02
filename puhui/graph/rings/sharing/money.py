"""Where the money of an application went soon after it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from puhui.graph.rings.rules import SharingRule
from puhui.graph.rings.sharing.uses import Asked

_ACCOUNT_OF: Final = ("holds_account", "pays_into")


@dataclass(frozen=True, slots=True)
class Collected:
    """The most of an application's amount went to `account`, over the edge `at`."""

    application: int
    account: int
    at: int


def collected(asked: Asked, rule: SharingRule) -> Mapping[int, list[Collected]]:
    """By account: applications whose money went there within weeks; not the applicant's own account."""
    known, edges = asked.known, asked.known.edges
    owner: dict[int, int] = {}
    for at in known.ever(*_ACCOUNT_OF).tolist():
        owner[int(edges.target[at])] = int(known.party[edges.origin[at]])
    found: dict[int, list[Collected]] = defaultdict(list)
    for at in known.ever("transfer").tolist():
        party = owner.get(int(edges.origin[at]), int(known.party[edges.origin[at]]))
        account, day = int(edges.target[at]), int(edges.since[at])
        row = asked.first_within(party, day - rule.money_days, day)
        if row is not None and owner.get(account) != party and _most_of(asked, row, edges.weight[at], rule):
            found[account].append(Collected(row, account, at))
    return {
        account: rows
        for account, rows in found.items()
        if 2 <= len({int(asked.party[it.application]) for it in rows}) <= rule.users_most
    }


def _most_of(asked: Asked, row: int, moved_fen: float, rule: SharingRule) -> bool:
    amount_fen = asked.amount_fen[row]
    return not amount_fen > 0 or moved_fen >= rule.money_share_least * amount_fen
