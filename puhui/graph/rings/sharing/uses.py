"""Who used which device or number shortly before an application, and only in passing."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from puhui.graph.edges import STILL
from puhui.graph.rings.known import Known
from puhui.graph.rings.rules import SharingRule

DEVICE: Final = "uses_device"
PHONE: Final = "contact_phone"


@dataclass(frozen=True, slots=True)
class Use:
    """One application over one thing: `application` is a row of the applications, `at` the edge."""

    application: int
    thing: int
    at: int


class Asked:
    """Applications by party."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.day = known.applications.day.astype(np.int64)
        self.amount_fen = known.applications.amounts_fen
        self.party = known.party[known.applications.subject].astype(np.int64)

    @cached_property
    def rows(self) -> Mapping[int, list[int]]:
        """The applications of each party, the earliest first."""
        rows: dict[int, list[int]] = defaultdict(list)
        for row in np.argsort(self.day, kind="stable").tolist():
            rows[int(self.party[row])].append(row)
        return rows

    @cached_property
    def devices(self) -> Mapping[int, frozenset[int]]:
        """All devices that each party ever used."""
        edges, used = self.known.edges, defaultdict(set)
        for at in self.known.ever(DEVICE).tolist():
            used[int(self.known.party[edges.origin[at]])].add(int(edges.target[at]))
        return {party: frozenset(things) for party, things in used.items()}

    def holders(self, accounts: Iterable[int]) -> set[int]:
        """Who holds any of some accounts."""
        edges, wanted = self.known.edges, set(accounts)
        held = self.known.ever("holds_account")
        return {int(edges.origin[at]) for at in held.tolist() if int(edges.target[at]) in wanted}

    @cached_property
    def _days(self) -> Mapping[int, list[int]]:
        return {party: self.day[rows].tolist() for party, rows in self.rows.items()}

    def first_within(self, party: int, first: int, last: int) -> int | None:
        """The party's earliest application in a stretch of days."""
        days = self._days.get(party)
        if days is None:
            return None
        place = bisect_left(days, first)
        return self.rows[party][place] if place < len(days) and days[place] <= last else None


def passing_uses(asked: Asked, rule: SharingRule) -> Mapping[int, list[Use]]:
    """By thing: uses for an application, by people who did not keep the thing.

    A device is used in passing when it is given up within weeks; a number, or a device of which nobody says
    when it was given up, when it is new before the application. A thing with very many users belongs to
    everybody and to nobody.
    """
    uses: dict[int, list[Use]] = defaultdict(list)
    for at, thing, row in (*_devices(asked, rule), *_phones(asked, rule)):
        uses[thing].append(Use(row, thing, at))
    return {
        thing: rows
        for thing, rows in uses.items()
        if 2 <= len({int(asked.party[use.application]) for use in rows}) <= rule.users_most
    }


def _devices(asked: Asked, rule: SharingRule) -> Iterator[tuple[int, int, int]]:
    edges = asked.known.edges
    for at in asked.known.ever(DEVICE).tolist():
        since, until = int(edges.since[at]), int(edges.until[at])
        party = int(asked.known.party[edges.origin[at]])
        row = None
        if until == STILL:
            row = asked.first_within(party, since, since + rule.new_number_days)
        elif until - since <= rule.passing_days_most:
            row = asked.first_within(party, since - rule.around_days, until + rule.around_days)
        if row is not None:
            yield at, int(edges.target[at]), row


def _phones(asked: Asked, rule: SharingRule) -> Iterator[tuple[int, int, int]]:
    edges = asked.known.edges
    for at in asked.known.ever(PHONE).tolist():
        since = int(edges.since[at])
        party = int(asked.known.party[edges.origin[at]])
        row = asked.first_within(party, since, since + rule.new_number_days)
        if row is not None:
            yield at, int(edges.target[at]), row
