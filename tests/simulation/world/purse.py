"""Whether a borrower's account has the money on a day, by how they repay."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.simulation.world.people import Borrower, Habit


@dataclass(slots=True)
class Purse:
    """One borrower's account. `is_open` while the borrower pays something by hand."""

    borrower: Borrower
    today: date = date.min
    short_since: date | None = None
    is_open: bool = False

    def gives(self) -> bool:
        """Whether a debit of today goes through.

        Who pays late finds the money so many days after it was first wanted, and waits anew for the next.
        """
        habit = self.borrower.habit
        if self.is_open or habit in {Habit.HONEST, Habit.EARLY}:
            return True
        if habit is not Habit.LATE:
            return False
        self.short_since = self.short_since or self.today
        if self.today < self.short_since + timedelta(days=self.borrower.late_days):
            return False
        self.short_since = None
        return True
