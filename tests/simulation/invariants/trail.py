"""Invariants of what is kept about it all: the audit trail verifies, and no message is given up."""

from collections.abc import Iterator

from tests.simulation.facts.seen import Broken, HouseSeen, PlatformSeen, Seen


def trail_verifies(seen: Seen) -> Iterator[Broken]:
    """Nobody changed an audit entry, and the chain is whole."""
    for where, one in _everywhere(seen):
        if one.trail_broken is not None:
            yield Broken("trail_verifies", where, one.trail_broken)


def nothing_is_given_up(seen: Seen) -> Iterator[Broken]:
    """No message dies; at rest none waits either."""
    for where, one in _everywhere(seen):
        for dead in one.dead_messages:
            yield Broken("nothing_is_given_up", where, f"dead: {dead}")
        if seen.is_quiet and one.waiting_messages:
            yield Broken("nothing_is_given_up", where, f"{one.waiting_messages} messages still wait")


def nothing_surprises(seen: Seen) -> Iterator[Broken]:
    """No handler raises: what may go wrong between houses is foreseen and comes back as a value."""
    for where, one in _everywhere(seen):
        for message in one.surprised_messages:
            yield Broken("nothing_surprises", where, message)


def _everywhere(seen: Seen) -> Iterator[tuple[str, HouseSeen | PlatformSeen]]:
    yield "platform", seen.platform
    for house in seen.houses:
        yield house.institution, house
