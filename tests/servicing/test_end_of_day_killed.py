"""Killed at every place where a process can die, and run again: the books are those of an undisturbed run."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from puhui.cost import Method
from puhui.ground import Ground
from puhui.loan.standin import Conduct, MovementState
from puhui.servicing import end_of_day
from puhui.servicing.closing import collect, reconcile, steps
from puhui.servicing.closing import run as running
from tests.servicing.lent import House, good, house_on, noon, terms

DRAWN, DUE = date(2027, 1, 29), date(2027, 2, 28)
SIZES = (500_000, 600_000, 700_000, 800_000, 900_000)


class Killed(BaseException):
    """As if the process were gone."""


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two loans in a transaction."""
    for module in (running, steps, collect, reconcile):
        monkeypatch.setattr(module, "CHUNK", 2)


def books_of(house: House, loans: list[UUID]) -> dict[str, object]:
    """Everything that must be the same, by the loan's place in the list instead of its id."""
    named = {str(loan): f"loan {n}" for n, loan in enumerate(loans)}
    with house.ground.work(house.actor) as work:
        rows = work.connection.execute(
            text("""
            SELECT line.drawdown_id::text AS loan, kind, "on", account, side, amount_fen
            FROM loan.ledger_line AS line JOIN loan.ledger_entry AS entry ON entry.id = line.entry_id""")
        )
        lines = Counter((named[row.loan], *row[1:]) for row in rows)
        rows = work.connection.execute(
            text("""
            SELECT drawdown_id::text AS loan, kind, state, amount_fen, value_date, why, booked_on
            FROM servicing.repayment""")
        )
        asked = Counter((named[row.loan], *row[1:]) for row in rows)
        rows = work.connection.execute(
            text("""
            SELECT drawdown_id::text, "on", state, bucket, days_past_due, principal_repaid_fen,
                interest_repaid_fen, penalty_repaid_fen FROM servicing.day_position""")
        )
        days = sorted((named[row[0]], *row[1:]) for row in rows)
        rows = work.connection.execute(
            text("""
            SELECT topic, payload - 'repayment_id' - 'drawdown_id' AS said FROM ground.outbox
            WHERE topic LIKE 'servicing.%'""")
        )
        told = Counter((row.topic, str(row.said)) for row in rows)
        on = work.connection.execute(text('SELECT "on" FROM servicing.business_day')).scalar_one()
    paid = Counter(it.amount_fen for it in house.rail.movements() if it.state is MovementState.PAID)
    plans = [house.plan(loan) for loan in loans]
    return {
        "lines": lines,
        "asked": asked,
        "days": days,
        "told": told,
        "on": on,
        "paid": paid,
        "plans": plans,
    }


def lent_out(ground: Ground) -> tuple[House, list[UUID]]:
    """Five loans due on one day: one account is empty, one answer gets lost, one never comes."""
    house = house_on(ground, DUE)
    loans = [house.lend(terms(Method.EQUAL_INSTALMENT, fen, "0.12", months=6), on=DRAWN) for fen in SIZES]
    due_fen = [house.plan(loan)[0].owed.total_fen for loan in loans]
    house.moods = {
        due_fen[1]: Conduct.NO_FUNDS,
        due_fen[2]: Conduct.LOSE_ANSWER,
        due_fen[3]: Conduct.HANG,
    }
    house.clock.set(noon(DUE + timedelta(days=3)))
    return house, loans


def closed(house: House, at_place: Callable[[str], None]) -> None:
    """Close the due date and the two days after it."""
    good(end_of_day(house.ground, house.rail, house.actor, at_place=at_place))


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.faults
def test_killed_at_every_place_the_books_are_the_same(ground: Ground, wiped: Callable[[], None]) -> None:
    """Every step, every chunk, before and after each commit, and between the rail's answer and the books."""
    house, loans = lent_out(ground)
    closed(house, lambda place: None)
    wanted = books_of(house, loans)
    wiped()
    house, loans = lent_out(ground)
    died = set[str]()

    def die(place: str) -> None:
        """Die at every place once."""
        if place not in died:
            died.add(place)
            raise Killed(place)

    for _ in range(500):
        with suppress(Killed):
            closed(house, die)
            break
    for what, got in books_of(house, loans).items():
        assert got == wanted[what], what
    assert len(died) > 90
    assert sum("between rail and books" in place for place in died) >= 5
