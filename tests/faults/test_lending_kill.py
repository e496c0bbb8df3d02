"""SIGKILL of institution or platform at a hundred random moments while it lends; then all books agree."""

import random
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.faults.lending_books import seen, wrong
from tests.faults.lending_processes import BANK, Breeder, Houses, houses
from tests.simulation.houses.cluster import Cluster
from tests.simulation.houses.opening import PLATFORM

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

KILLS = 100
_PATIENCE_SECONDS = 90
_RESERVED = text("SELECT count(*) FROM loan.drawdown")


def test_killed_a_hundred_times_between_reserve_and_confirm_nothing_is_lost_or_doubled(
    town_server: Cluster, tmp_path: Path
) -> None:
    """Every shot falls after a reservation, somewhere on its way to the rail, the books and the mirror: after
    all of them the rail has paid each drawdown once and nothing else, and books, line and mirror agree."""
    luck = random.Random(20261123)
    with houses(town_server, "kill", tmp_path) as both:
        bank, platform = both.breeders[BANK], both.breeders[PLATFORM]
        platform.bear()
        longest_seconds = _one_path(both, bank)
        for _ in range(KILLS):
            _await_reservation(both)
            time.sleep(luck.uniform(0.0, longest_seconds))
            if luck.random() < 0.7:
                bank.kill()
                bank.bear("draw")
            else:
                platform.kill()
                platform.bear()
        bank.kill()
        bank.bear()
        both.come_to_rest()
        assert wrong(both) == []
        drawn = seen(both).houses[0].drawdowns
        assert {one.state for one in drawn} == {"posted"}, "the rail refused nobody and no time ran out"
        assert len(drawn) > KILLS / 2


def _one_path(both: Houses, bank: Breeder) -> float:
    """How long one drawdown takes from its reservation to the mirror, undisturbed."""
    bank.bear("draw one")
    _await_reservation(both)
    began = time.monotonic()
    while both.waiting():
        time.sleep(0.002)
    took_seconds = time.monotonic() - began
    bank.kill()
    bank.bear("draw")
    return took_seconds


def _await_reservation(both: Houses) -> None:
    """Until one more drawdown is reserved than just now."""
    before, deadline = _reserved(both), time.monotonic() + _PATIENCE_SECONDS
    while _reserved(both) == before:
        assert time.monotonic() < deadline, "nobody draws"
        time.sleep(0.002)


def _reserved(both: Houses) -> int:
    with both.engine(BANK).connect() as connection:
        count: int = connection.execute(_RESERVED).scalar_one()
    return count
