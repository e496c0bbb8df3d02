"""A short look at the simulated town; `make soak` is the long one."""

from tests.simulation.houses.cluster import Cluster
from tests.simulation.running.outcome import Asked, Outcome
from tests.simulation.running.quarter import run_seed
from tests.simulation.running.report import failure


def test_two_weeks_hold_every_invariant_and_repeat_from_their_seed(town_server: Cluster) -> None:
    """Two seeds: loans are made through the platform and at an institution's own door, and every invariant
    holds after every day; the first of them, run again, ends in exactly the same state."""
    asked = Asked(town_server.home, town_server.sockets, days=8, borrowers=4)
    first, second, again = (run_seed(asked, seed) for seed in (SEEDS[0], SEEDS[1], SEEDS[0]))
    for one in (first, second):
        assert one.is_good, failure(one)
        assert one.counts["loans"] > 0
    assert again.digest == first.digest != second.digest


def test_a_failure_says_how_to_see_it_again() -> None:
    """The report ends with one command."""
    one = Outcome(17, 92, 10, 1.0, broken_on_day=3, error="ValueError: x")
    assert failure(one).splitlines() == [
        "✗ seed 17, day 3",
        "    ValueError: x",
        "    again: python -m tests.simulation --seed 17 --days 92 --borrowers 10",
    ]


SEEDS = (1, 2)
"""Two seeds in which loans are made within a week."""
