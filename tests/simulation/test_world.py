"""The simulated world comes from its seed alone."""

from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import create_engine, text

from puhui.kernel import FixedClock, new_id
from tests.simulation.faults.crashes import CrashPlan, Killed, fuse_of, was_killed
from tests.simulation.faults.weather import Link, Trouble, Weather
from tests.simulation.wires.repeatable import repeatable_ids
from tests.simulation.wires.tampering import with_another_amount
from tests.simulation.world.drawing import CALM_DAYS, borrowers_of
from tests.simulation.world.people import Card, Habit, Leaving

BANKS = ("test_brook_bank", "test_cloud_bank")


def test_the_same_seed_gives_the_same_people() -> None:
    """Borrowers, weather and crashes are functions of the seed."""
    assert borrowers_of(7, 92, 20, BANKS) == borrowers_of(7, 92, 20, BANKS)
    assert borrowers_of(7, 92, 20, BANKS) != borrowers_of(8, 92, 20, BANKS)
    assert _strikes(7) == _strikes(7)
    assert _strikes(7) != _strikes(8)
    plan = CrashPlan(7, BANKS, 89)
    assert [plan.on(day) for day in range(92)] == [plan.on(day) for day in range(92)]


def test_all_kinds_of_people_come() -> None:
    """In a few dozen seeds every habit, card and way of leaving is met, and nobody comes on the calm days."""
    people = [one for seed in range(40) for one in borrowers_of(seed, 92, 10, BANKS)]
    assert {one.habit for one in people} == set(Habit)
    assert {one.card for one in people} == set(Card)
    assert {one.leaves.how for one in people if one.leaves} == set(Leaving)
    assert max(one.arrives_day for one in people) < 92 - CALM_DAYS


def test_every_trouble_blows_somewhere_and_the_last_days_are_calm() -> None:
    """Every kind of trouble is met within a few seeds; at the end no wire does anything."""
    assert {one for seed in range(30) for one in _strikes(seed)} == set(Trouble)
    weather = Weather(7, 92, day=92 - CALM_DAYS)
    assert {weather.strikes(link) for link in Link for _ in range(50)} == {Trouble.NONE}


def test_ids_count_up_in_a_run() -> None:
    """Two runs ask for ids and get the same ones, in order."""
    clock = FixedClock(datetime(2026, 11, 23, tzinfo=UTC))
    with repeatable_ids(clock):
        first = [new_id() for _ in range(3)]
    with repeatable_ids(clock):
        assert [new_id() for _ in range(3)] == first == sorted(first)


def test_a_fuse_kills_at_its_statement_and_nothing_of_the_work_stays(database_url: str) -> None:
    """Dead before the commit, the row is not there; dead just after it, the row is."""
    engine = create_engine(database_url)
    fuse = fuse_of(str(engine.url.database))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (n int)"))
    for number, after_commit in ((1, False), (2, True)):
        fuse.light(1, after_commit=after_commit)
        with pytest.raises(Killed) as death, engine.begin() as connection:
            connection.execute(text("INSERT INTO kept VALUES (:n)"), {"n": number})
        assert was_killed(death.value)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT n FROM kept")).scalars().all() == [2]
    engine.dispose()


def test_tampering_changes_one_amount_and_nothing_else() -> None:
    """A body without an amount stays as it is."""
    request = httpx.Request("POST", "http://b", content=b'{"kind": "x", "amount_fen": 5, "fee_fen": 1}')
    assert with_another_amount(request).content == b'{"kind": "x", "amount_fen": 105, "fee_fen": 1}'
    assert with_another_amount(httpx.Request("POST", "http://b", content=b'{"n": 5}')).content == b'{"n": 5}'


def _strikes(seed: int) -> list[Trouble]:
    weather = Weather(seed, 92)
    found = []
    for weather.day in range(92):
        found += [weather.strikes(link) for link in Link for _ in range(3)]
    return found
