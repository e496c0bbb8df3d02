"""Whether a borrower's account has the money on a day, by how they repay."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.simulation.world.people import Borrower, Habit


@dataclass(slots=True)
class Purse:
    """One borrower's account. `is_open_by_hand` while the borrower pays something themselves."""

    borrower: Borrower
    today: date = date.min
    short_since: date | None = None
    is_open_by_hand: bool = False

    def is_full(self) -> bool:
        """Whether a debit of today goes through."""
        match self.borrower.habit:
            case Habit.HONEST | Habit.EARLY:
                return True
            case Habit.NEVER:
                return self.is_open_by_hand
            case Habit.PARTIAL:
                return self.is_open_by_hand
            case Habit.LATE:
                return self.is_open_by_hand or self._has_waited()

    def _has_waited(self) -> bool:
        """The first failing day starts the waiting; after `late_days` the money is there until it is used."""
        if self.short_since is None:
            self.short_since = self.today
        return self.today >= self.short_since + timedelta(days=self.borrower.late_days)

    def used(self) -> None:
        """What was owed was paid; the next instalment is waited for anew."""
        self.short_since = None
