"""Where the money of an application went soon after it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
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
    found: dict[int, list[Collected]] = defaultdict(list)
    for it in (*_moved(asked, rule), *_paid_in(asked, rule)):
        found[it.account].append(it)
    return {
        account: rows
        for account, rows in found.items()
        if 2 <= len({int(asked.party[it.application]) for it in rows}) <= rule.users_most
    }


def _moved(asked: Asked, rule: SharingRule) -> Iterator[Collected]:
    """Transfers of most of the amount."""
    known, edges = asked.known, asked.known.edges
    accounts = known.ever(*_ACCOUNT_OF)
    party_of = dict(
        zip(edges.target[accounts].tolist(), known.party[edges.origin[accounts]].tolist(), strict=True)
    )
    for at in known.ever("transfer").tolist():
        party = party_of.get(int(edges.origin[at]), int(known.party[edges.origin[at]]))
        account, day = int(edges.target[at]), int(edges.since[at])
        row = asked.first_within(party, day - rule.money_days, day)
        if (
            row is not None
            and party_of.get(account) != party
            and _most_of(asked, row, edges.weight[at], rule)
        ):
            yield Collected(row, account, at)


def _paid_in(asked: Asked, rule: SharingRule) -> Iterator[Collected]:
    """Applicants whose loans are to be paid into an account that others gave as theirs too."""
    edges, party = asked.known.edges, asked.known.party
    for at in asked.known.ever("pays_into").tolist():
        since = int(edges.since[at])
        one = int(party[edges.origin[at]])
        row = asked.first_within(one, since - rule.around_days, since + rule.new_number_days)
        if row is not None:
            yield Collected(row, int(edges.target[at]), at)


def _most_of(asked: Asked, row: int, moved_fen: float, rule: SharingRule) -> bool:
    amount_fen = asked.amount_fen[row]
    return not amount_fen > 0 or moved_fen >= rule.money_share_least * amount_fen
