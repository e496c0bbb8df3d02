"""A programme: who may have it, from when to when, on whose word, and what it pays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from puhui.cost import Support
from puhui.decision.jdm import Value
from puhui.kernel import Text
from puhui.rulebook import Confidence

Wanted = bool | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """`eligible`: facts that must hold, each a value or one of several; `supports` are empty where nobody
    could verify what it gives."""

    id: str
    name: Text
    owner: str
    source: str
    confidence: Confidence
    effective: date | None
    ends: date | None
    budget_fen: int | None
    eligible: Mapping[str, Wanted]
    supports: tuple[Support, ...]

    def runs_on(self, day: date) -> bool:
        """Whether it pays for a contract of that day; one without a beginning pays nothing."""
        begun = self.effective is not None and self.effective <= day
        return begun and (self.ends is None or day <= self.ends)

    def fits(self, facts: Mapping[str, Value]) -> bool:
        """Whether everything it asks for is known to hold; what is not known does not hold."""
        return all(
            facts.get(name) in wanted if isinstance(wanted, tuple) else facts.get(name) == wanted
            for name, wanted in self.eligible.items()
        )

    def supports_on(self, day: date, facts: Mapping[str, Value]) -> tuple[Support, ...]:
        """What it pays for this borrower's contract of that day."""
        return self.supports if self.runs_on(day) and self.fits(facts) else ()
