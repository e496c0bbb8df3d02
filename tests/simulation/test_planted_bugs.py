"""A bug is planted in the running program, and the simulation finds it: otherwise it would prove nothing.

Nobody but two plain borrowers come, the weather is calm and nobody dies, so whatever breaks is the plant.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from puhui.exchange import EventKind
from puhui.exchange.bureau.standin import Books
from puhui.loan import Cancelled
from tests.simulation.faults.weather import Link, Trouble, Weather
from tests.simulation.houses.cluster import Cluster
from tests.simulation.running.outcome import Asked, Outcome
from tests.simulation.running.quarter import run_seed
from tests.simulation.running.report import failure
from tests.simulation.wires.rail import WeatheredRail
from tests.simulation.world.people import Borrower, Card, Habit, Leaves, Leaving, Step

PLAIN = Borrower(
    number=0,
    arrives_day=0,
    own=None,
    amount_fen=6_000_000,
    months=6,
    habit=Habit.EARLY,
    late_days=1,
    steps_a_tick=12,
    choice=0,
    draws=(1.0,),
    taps=2,
    reads_too_fast=False,
    card=Card.GOOD,
    leaves=None,
)
OWN = replace(PLAIN, number=1, own="test_cloud_bank", months=3)
DAYS = 3


def lived(server: Cluster, *people: Borrower) -> Outcome:
    """Three days of these people and nothing else."""
    return run_seed(Asked(server.home, server.sockets, DAYS, 0, people=people, is_calm=True), 0)


def test_without_a_plant_nothing_breaks(town_server: Cluster) -> None:
    """Both borrow, and one settles within the three days."""
    one = lived(town_server, PLAIN, OWN)
    assert one.is_good, failure(one)
    assert (one.counts["loans"], one.counts["repayments"]) == (2, 2)


def pays_twice(patch: pytest.MonkeyPatch) -> None:
    """The rail is asked under a second key as well."""
    pay = WeatheredRail.pay

    def twice(self: WeatheredRail, key: str, account: Any, amount_fen: int) -> Any:
        self.rail.pay(f"{key}-again", account, amount_fen)
        return pay(self, key, account, amount_fen)

    patch.setattr(WeatheredRail, "pay", twice)


def forgets_to_release(patch: pytest.MonkeyPatch) -> None:
    """A repayment frees nothing of the programme."""
    patch.setattr("puhui.servicing.service.posting.release", lambda *_: None)


def expires_without_the_rail(patch: pytest.MonkeyPatch) -> None:
    """The rail pays and its answer is lost; the reservation is ended without asking the rail."""
    calm = Weather.strikes

    def strikes(self: Weather, link: Link) -> Trouble:
        return Trouble.SILENT_AFTER if link is Link.PAYMENTS else calm(self, link)

    patch.setattr(Weather, "strikes", strikes)
    patch.setattr(WeatheredRail, "cancel", lambda *_: Cancelled())


def loses_an_event(patch: pytest.MonkeyPatch) -> None:
    """A message about a posted drawdown counts as delivered and never leaves."""
    from puhui.app.institution import listening
    from puhui.exchange.telling import store

    deliver = listening.deliver

    def forgetful(work: Any, message: Any, outside: Any) -> Any:
        row = store.get_event(work.connection, message.payload["event_id"])
        if row is not None and row.kind == EventKind.DRAWDOWN_POSTED:
            return None
        return deliver(work, message, outside)

    patch.setattr(listening, "deliver", forgetful)


def mirrors_nothing(patch: pytest.MonkeyPatch) -> None:
    """The mirror hears of repayments and writes nothing down."""
    from puhui.loan.mirror import store

    save = store.save

    def forgetful(connection: Any, about: Any, before: Any, after: Any) -> None:
        if len(after.repayments) == len(before.repayments):
            save(connection, about, before, after)

    patch.setattr(store, "save", forgetful)


def lets_read_in_no_time(patch: pytest.MonkeyPatch) -> None:
    """The table may be confirmed as soon as it is shown."""
    patch.setattr("puhui.loan.service.disclosing.timedelta", lambda **_: timedelta(0))


def signs_what_was_taken_back(patch: pytest.MonkeyPatch) -> None:
    """Nobody looks whether the borrower has taken it back."""
    patch.setattr("puhui.app.institution.desk.hold_open", lambda *_: None)
    patch.setattr("puhui.app.institution.listening.stop_case", lambda *_: None)


def asks_the_bureau_twice(patch: pytest.MonkeyPatch) -> None:
    """Every confirmation makes another inquiry under a number of its own."""
    inquire = Books.inquire

    def again(self: Any, confirmation_id: str, *rest: str) -> Any:
        inquire(self, f"{confirmation_id}-again", *rest)
        return inquire(self, confirmation_id, *rest)

    patch.setattr(Books, "inquire", again)


def raises(patch: pytest.MonkeyPatch) -> None:
    """A handler raises instead of saying what is wrong."""

    def surprised(*_: object) -> None:
        raise KeyError("gone")

    patch.setattr("puhui.app.institution.telling.tell_signed", surprised)


HASTY = replace(PLAIN, reads_too_fast=True)
STUBBORN = replace(
    PLAIN,
    steps_a_tick=4,
    leaves=Leaves(Leaving.TAKES_CONSENT_BACK, Step.ACCEPT, is_stubborn=True),
)
PLANTED: Mapping[Callable[[pytest.MonkeyPatch], None], tuple[str, Borrower]] = {
    pays_twice: ("rail_is_books", PLAIN),
    forgets_to_release: ("lines_are_kept", PLAIN),
    expires_without_the_rail: ("rail_is_books", PLAIN),
    loses_an_event: ("events_arrive_once", PLAIN),
    mirrors_nothing: ("no_break_without_a_lie", PLAIN),
    lets_read_in_no_time: ("every_step_was_taken", HASTY),
    signs_what_was_taken_back: ("withdrawal_is_kept", STUBBORN),
    asks_the_bureau_twice: ("inquiries_were_confirmed", PLAIN),
    raises: ("nothing_surprises", PLAIN),
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_bug_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], town_server: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run stops, and the invariant that guards it is among those that speak up."""
    expected, borrower = PLANTED[plant]
    plant(monkeypatch)
    one = lived(town_server, borrower)
    assert expected in {broken.invariant for broken in one.broken}, one
