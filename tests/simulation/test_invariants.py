"""Every invariant holds in a sound town and speaks up, alone, when the one thing it guards is spoiled."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.simulation.facts.seen import BreakSeen, EventSeen, MovementSeen, Seen, Told
from tests.simulation.facts.town import (
    BANK,
    CONTRACT,
    DRAWDOWN,
    EVENING,
    EVENTS,
    HOUSE,
    LINE,
    LOAN,
    MORNING,
    PLATFORM,
    PROGRAMME,
    REPAYMENT,
    TOWN,
)
from tests.simulation.invariants.every import INVARIANTS, broken_in


def test_a_sound_town_breaks_nothing() -> None:
    """The town that the other tests spoil is sound, at rest and in motion."""
    assert broken_in(TOWN) == []
    assert broken_in(replace(TOWN, is_quiet=False)) == []


def _house(**changes: Any) -> Seen:
    return replace(TOWN, houses=(replace(HOUSE, **changes),))


def _platform(**changes: Any) -> Seen:
    return replace(TOWN, platform=replace(PLATFORM, **changes))


def _contract(**changes: Any) -> Seen:
    return _house(contracts=(replace(CONTRACT, **changes),))


RESERVED = replace(DRAWDOWN, ref="d2", state="reserved", amount_fen=500, ended_at=None)
WAITING = (replace(LINE, reserved_fen=500), replace(PROGRAMME, reserved_fen=500))

SPOILED: Mapping[str, tuple[str, Callable[[], Seen]]] = {
    "a fen is missing in the books": (
        "books_balance",
        lambda: _house(trial={"principal": 900_000, "settlement_cash": -899_999}),
    ),
    "an entry does not balance": ("books_balance", lambda: _house(unbalanced_entries=("x",))),
    "the position says other than the books": (
        "loans_are_booked",
        lambda: _house(loan_books={"d1": {"principal": 899_999}}),
    ),
    "money came in and was not allocated whole": (
        "repaid_is_collected",
        lambda: _house(
            repayments=(replace(REPAYMENT, amount_fen=101_001),),
            movements=(HOUSE.movements[0], MovementSeen("k1", False, 101_001)),
        ),
    ),
    "the rail paid twice": (
        "rail_is_books",
        lambda: _house(movements=(*HOUSE.movements, HOUSE.movements[0])),
    ),
    "the rail paid for a drawdown that expired": (
        "rail_is_books",
        lambda: _house(
            drawdowns=(DRAWDOWN, replace(RESERVED, state="expired")),
            movements=(*HOUSE.movements, MovementSeen("d2", True, 500)),
        ),
    ),
    "the rail took what nobody asked for": (
        "rail_is_books",
        lambda: _house(movements=(*HOUSE.movements, MovementSeen("k9", False, 1))),
    ),
    "a line forgot a reservation": (
        "lines_are_kept",
        lambda: replace(_house(drawdowns=(DRAWDOWN, replace(RESERVED, expires_at=EVENING))), is_quiet=False),
    ),
    "a line is exceeded": (
        "lines_are_kept",
        lambda: _house(facilities=(replace(LINE, limit_fen=999_999), PROGRAMME)),
    ),
    "a reservation is forgotten": (
        "reservations_end",
        lambda: replace(_house(drawdowns=(DRAWDOWN, RESERVED), facilities=WAITING), is_quiet=False),
    ),
    "nobody was asked whether it suits": (
        "every_step_was_taken",
        lambda: _contract(is_suitable=False),
    ),
    "the cost table was read for nine seconds": (
        "every_step_was_taken",
        lambda: _contract(confirmed_at=MORNING + timedelta(seconds=9)),
    ),
    "another cost table was confirmed": (
        "every_step_was_taken",
        lambda: _contract(table_hash_confirmed="abd"),
    ),
    "the account was never verified": (
        "every_step_was_taken",
        lambda: _contract(account_verified_at=None),
    ),
    "money left before the signature": (
        "every_step_was_taken",
        lambda: _contract(signed_at=EVENING),
    ),
    "signed after the consent was taken back": (
        "withdrawal_is_kept",
        lambda: replace(TOWN, told=Told(withdrawn_at={"r1": MORNING}, rail_quiet_since=MORNING)),
    ),
    "an inquiry without a confirmation": (
        "inquiries_were_confirmed",
        lambda: _house(confirmations=()),
    ),
    "two inquiries under one confirmation": (
        "inquiries_were_confirmed",
        lambda: _house(inquiries=("q1", "q1")),
    ),
    "an event was lost": ("events_arrive_once", lambda: _platform(events={BANK: EVENTS[:1]})),
    "an event was applied twice": (
        "events_arrive_once",
        lambda: _platform(events={BANK: (*EVENTS, EVENTS[1])}),
    ),
    "an event came from nowhere": (
        "events_arrive_once",
        lambda: _platform(events={BANK: (*EVENTS, EventSeen("e9", "r1", 3, "x", is_done=True))}),
    ),
    "the mirror is a fen off": (
        "mirror_agrees",
        lambda: _platform(mirrors={BANK: (replace(LOAN, interest_repaid_fen=999),)}),
    ),
    "the mirror does not know a loan": ("mirror_agrees", lambda: _platform(mirrors={})),
    "the mirror is ahead of the books": (
        "mirror_agrees",
        lambda: replace(
            _platform(mirrors={BANK: (replace(LOAN, principal_repaid_fen=100_001),)}), is_quiet=False
        ),
    ),
    "a lie went through": (
        "lies_are_found",
        lambda: replace(TOWN, told=Told(lies={"d1": "drawdown.posted"}, rail_quiet_since=MORNING)),
    ),
    "a break without a reason": (
        "no_break_without_a_lie",
        lambda: _platform(breaks={BANK: (BreakSeen("d1", "lent_fen"),)}),
    ),
    "the trail was changed": ("trail_verifies", lambda: _house(trail_broken="entry 7")),
    "a message died": ("nothing_is_given_up", lambda: _platform(dead_messages=("loan.x",))),
    "a handler raised": (
        "nothing_surprises",
        lambda: _house(surprised_messages=("loan.x (KeyError)",)),
    ),
    "a message waits at rest": ("nothing_is_given_up", lambda: _house(waiting_messages=1)),
}


@pytest.mark.parametrize("spoiled", SPOILED)
def test_what_is_spoiled_is_named(spoiled: str) -> None:
    """One thing is wrong in the town, and exactly its invariant says so."""
    expected, town = SPOILED[spoiled]
    assert {broken.invariant for broken in broken_in(town())} == {expected}


def test_every_invariant_has_something_that_breaks_it() -> None:
    """No invariant is there that could not fail."""
    assert {name for name, _ in SPOILED.values()} == {one.__name__ for one in INVARIANTS}
