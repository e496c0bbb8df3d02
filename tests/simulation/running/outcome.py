"""How a seed is run, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.simulation.facts.seen import Broken
from tests.simulation.world.people import Borrower


@dataclass(frozen=True, slots=True)
class Asked:
    """How every seed is run. `home` and `sockets` lead to the server with the template databases.

    `people` come instead of those of the seed, `is_calm` leaves out weather and crashes: for tests that plant
    one bug and want to see nothing else.
    """

    home: Path
    sockets: Path
    days: int
    borrowers: int
    logs: bool = False
    people: tuple[Borrower, ...] | None = None
    is_calm: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One simulated quarter: what happened in it, what did not hold and on which day, and its time."""

    seed: int
    days: int
    borrowers: int
    seconds: float
    counts: Mapping[str, int] = field(default_factory=dict)
    broken_on_day: int | None = None
    broken: tuple[Broken, ...] = ()
    error: str | None = None
    digest: str = ""
    """SHA-256 over what was seen at the end: the same seed gives the same digest."""

    @property
    def is_good(self) -> bool:
        """Every invariant held on every day, and nothing surprised."""
        return not self.broken and self.error is None

    @property
    def again(self) -> str:
        """The one line that makes it happen again."""
        return (
            f"python -m tests.simulation --seed {self.seed} --days {self.days} --borrowers {self.borrowers}"
        )
