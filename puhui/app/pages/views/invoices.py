"""What was read from a borrower's files."""

from dataclasses import dataclass
from datetime import date

from puhui.kernel import Problem


@dataclass(frozen=True, slots=True)
class Stored:
    """The invoices an application has by now."""

    sales: int = 0
    purchases: int = 0
    first: date | None = None
    last: date | None = None

    @property
    def count(self) -> int:
        """All of them."""
        return self.sales + self.purchases


@dataclass(frozen=True, slots=True)
class Upload:
    """What one upload brought: rows read, rows that were new, and the first of what was left out."""

    rows_read: int
    rows_new: int
    problems: tuple[Problem, ...]
    problem_count: int
