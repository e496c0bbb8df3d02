"""How often something was seen before: counts over windows. Pure.

What is counted is applications that were handed in, each once, by the moment at which it was. So nothing
depends on the order in which they came to be known or on how often they were told. An application whose
moment lies ahead of the decision's clock (a clock went back) counts in every window: looking away would let
whoever turns clocks look new. What nobody told is unknown, never none.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from puhui.decision.fraud.windows import Counts, Fact, Over, velocity_facts


@dataclass(frozen=True, slots=True)
class Handed:
    """An application that was handed in: whose, when, for how much, and by what it belongs to ours."""

    over: Over
    application_id: UUID
    owner_id: UUID
    at: datetime
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look at the past gives. `known` says by what applications could be looked for at all;
    `devices` are the owner's, by their words, with the day each was first used."""

    application_id: UUID
    owner_id: UUID
    amount_fen: int
    known: frozenset[Over]
    handed: tuple[Handed, ...]
    devices: Mapping[str, datetime]


def velocity(seen: Seen, at: datetime) -> dict[str, float]:
    """Every fact that is known, by name; what is not known is not there.

    >>> from datetime import UTC, timedelta
    >>> now, me, you = datetime(2026, 11, 24, tzinfo=UTC), UUID(int=1), UUID(int=2)
    >>> before = Handed(Over.PHONE, UUID(int=9), you, now - timedelta(hours=2), 10_000_000)
    >>> seen = Seen(UUID(int=8), me, 20_000_000, frozenset({Over.PHONE}), (before, before), {})
    >>> told = velocity(seen, now)
    >>> told["velocity_phone_1h"], told["velocity_phone_24h"], told["velocity_people_on_phone_24h"]
    (0.0, 1.0, 1.0)
    >>> "velocity_device_24h" in told
    False
    """
    past = _by_what_is_shared(seen)
    since = {it.window: at - it.window for it in velocity_facts()}
    told: dict[str, float] = {}
    for fact in velocity_facts():
        value = _value(fact, seen, past.get(fact.over, ()), since[fact.window])
        if value is not None:
            told[fact.name] = value
    return told


def _by_what_is_shared(seen: Seen) -> dict[Over, list[Handed]]:
    """Other applications, each once, the newest first."""
    once = {(it.over, it.application_id): it for it in seen.handed}
    found: dict[Over, list[Handed]] = {}
    for it in sorted(once.values(), key=_when, reverse=True):
        if it.application_id != seen.application_id:
            found.setdefault(it.over, []).append(it)
    return found


def _value(fact: Fact, seen: Seen, past: Sequence[Handed], since: datetime) -> float | None:
    if fact.counts is Counts.DEVICES:
        used = sum(first > since for first in seen.devices.values())
        return float(used) if Over.DEVICE in seen.known else None
    if fact.over not in seen.known:
        return None
    within = bisect_left(past, True, key=lambda it: it.at <= since)
    if fact.counts is Counts.APPLICATIONS:
        return float(within)
    if fact.counts is Counts.PEOPLE:
        return float(len({it.owner_id for it in past[:within]} - {seen.owner_id}))
    highest_fen = max((it.amount_fen for it in past[:within]), default=0)
    return seen.amount_fen / highest_fen if highest_fen else None


def _when(it: Handed) -> datetime:
    return it.at
