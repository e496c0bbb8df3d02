"""A short look at the simulated town; `make soak` is the long one."""

from tests.simulation.houses.cluster import Cluster
from tests.simulation.running.outcome import Asked, Outcome
from tests.simulation.running.quarter import run_seed
from tests.simulation.running.report import failure


def test_a_week_holds_every_invariant(town_server: Cluster) -> None:
    """Two seeds: loans are made through the platform and at an institution's own door in rough weather, and
    every invariant holds after every day."""
    for seed in SEEDS:
        one = run_seed(Asked(town_server.home, town_server.sockets, days=7, borrowers=3), seed)
        assert one.is_good, failure(one)
        assert one.counts["loans"] > 0


def test_a_seed_gives_the_same_state_to_the_fen_again(town_server: Cluster) -> None:
    """Run twice, it ends in exactly the same state; another seed does not."""
    asked = Asked(town_server.home, town_server.sockets, days=3, borrowers=2)
    assert run_seed(asked, 1).digest == run_seed(asked, 1).digest != run_seed(asked, 2).digest


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
