"""Every invariant there is, in the order in which a reader would ask."""

from collections.abc import Callable, Iterator

from tests.simulation.facts.seen import Broken, Seen
from tests.simulation.invariants.exchange import (
    events_arrive_once,
    lies_are_found,
    mirror_agrees,
    no_break_without_a_lie,
)
from tests.simulation.invariants.money import (
    books_balance,
    loans_are_booked,
    rail_is_books,
    repaid_is_collected,
)
from tests.simulation.invariants.promises import (
    every_step_was_taken,
    inquiries_were_confirmed,
    lines_are_kept,
    reservations_end,
    withdrawal_is_kept,
)
from tests.simulation.invariants.trail import nothing_is_given_up, nothing_surprises, trail_verifies

Invariant = Callable[[Seen], Iterator[Broken]]

INVARIANTS: tuple[Invariant, ...] = (
    books_balance,
    loans_are_booked,
    repaid_is_collected,
    rail_is_books,
    lines_are_kept,
    reservations_end,
    every_step_was_taken,
    withdrawal_is_kept,
    inquiries_were_confirmed,
    events_arrive_once,
    mirror_agrees,
    lies_are_found,
    no_break_without_a_lie,
    trail_verifies,
    nothing_is_given_up,
    nothing_surprises,
)


def broken_in(seen: Seen) -> list[Broken]:
    """Everything that does not hold at this instant."""
    return [broken for invariant in INVARIANTS for broken in invariant(seen)]
