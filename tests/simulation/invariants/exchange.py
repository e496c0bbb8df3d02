"""Invariants of what passes between platform and institution: nothing lost, nothing twice, nothing silent."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tests.simulation.facts.seen import RAIL, Broken, EventSeen, LoanSeen, Seen

_MIRRORED = (
    "state",
    "lent_fen",
    "principal_outstanding_fen",
    "principal_repaid_fen",
    "interest_repaid_fen",
    "fees_repaid_fen",
    "penalty_repaid_fen",
)


def events_arrive_once(seen: Seen) -> Iterator[Broken]:
    """What the platform applied is what the institution told, each once and in order; at rest, all of it."""
    for house in seen.houses:
        told = {one.event_id: one for one in house.events}
        heard = seen.platform.events.get(house.institution, ())
        for event_id, times in Counter(one.event_id for one in heard).items():
            if times > 1:
                yield Broken(
                    "events_arrive_once", house.institution, f"event {event_id} is kept {times} times"
                )
        for one in heard:
            if one.event_id not in told:
                said = f"the platform heard {one.kind} {one.event_id}, which nobody told"
                yield Broken("events_arrive_once", house.institution, said)
        yield from _in_order(house.institution, told.values(), "told")
        yield from _in_order(house.institution, [one for one in heard if one.is_done], "applied")
        if seen.is_quiet:
            applied = {one.event_id for one in heard if one.is_done}
            for one in house.events:
                if one.event_id not in applied:
                    said = f"{one.kind} number {one.sequence} of {one.reference} was never applied"
                    yield Broken("events_arrive_once", house.institution, said)


def _in_order(where: str, events: Iterable[EventSeen], what: str) -> Iterator[Broken]:
    numbers: dict[str, list[int]] = {}
    for one in events:
        numbers.setdefault(one.reference, []).append(one.sequence)
    for reference, found in sorted(numbers.items()):
        if sorted(found) != list(range(1, len(found) + 1)):
            yield Broken("events_arrive_once", where, f"{what} of {reference}: {sorted(found)}, with a gap")


def mirror_agrees(seen: Seen) -> Iterator[Broken]:
    """At rest the mirror is the institution's positions to the fen, but for what is written down as a break.

    While messages are on their way, the mirror is never ahead of the books."""
    for house in seen.houses:
        ours = {one.drawdown_ref: one for one in seen.platform.mirrors.get(house.institution, ())}
        channel = {one.ref: one.channel for one in house.contracts}
        theirs = {one.drawdown_ref: one for one in house.positions if channel.get(one.contract_ref) != "own"}
        listed = {one.ref for one in seen.platform.breaks.get(house.institution, ())}
        for ref in sorted(set(ours) | set(theirs)):
            if ref in listed:
                continue
            for said in _differences(ours.get(ref), theirs.get(ref), seen.is_quiet):
                yield Broken("mirror_agrees", house.institution, f"loan {ref}: {said}")


def _differences(ours: LoanSeen | None, theirs: LoanSeen | None, is_quiet: bool) -> Iterator[str]:
    if theirs is None:
        yield "the platform mirrors a loan that the institution does not have"
    elif ours is None:
        if is_quiet:
            yield "the platform does not know it"
    elif is_quiet:
        for name in _MIRRORED:
            if getattr(ours, name) != getattr(theirs, name):
                yield f"{name}: mirror {getattr(ours, name)}, books {getattr(theirs, name)}"
    elif ours.principal_repaid_fen > theirs.principal_repaid_fen:
        yield "the mirror is ahead of the books"


def lies_are_found(seen: Seen) -> Iterator[Broken]:
    """What a bank lied about in its events is found out: the difference is written down under the loan's
    reference. (What a rail lies about stays reserved and flagged; `tests/loan` has that.)"""
    if not seen.is_quiet:
        return
    for house in seen.houses:
        known = {one.ref for one in house.drawdowns}
        listed = {one.ref for one in seen.platform.breaks.get(house.institution, ())}
        for ref, kind in sorted(seen.told.lies.items()):
            if kind != RAIL and ref in known and ref not in listed:
                yield Broken(
                    "lies_are_found", house.institution, f"{kind} lied about {ref}, no break says so"
                )


def no_break_without_a_lie(seen: Seen) -> Iterator[Broken]:
    """At rest, an open break has its reason in a lie that was told."""
    if not seen.is_quiet:
        return
    for house in seen.houses:
        for one in (*seen.platform.breaks.get(house.institution, ()), *house.breaks):
            if one.ref not in seen.told.lies:
                said = f"{one.field} of {one.ref} differs and nobody lied"
                yield Broken("no_break_without_a_lie", house.institution, said)
