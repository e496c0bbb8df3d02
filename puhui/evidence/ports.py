"""What this room needs from the world. A port says which source it stands for; the gate asks for consent."""

from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from puhui.evidence.debts import DebtReport
from puhui.evidence.registrations import Registration
from puhui.evidence.verification import Question, Verification
from puhui.ground import Work
from puhui.intake import Consent
from puhui.kernel import Problem

Fetched_co = TypeVar("Fetched_co", covariant=True)


class Connector(Protocol[Fetched_co]):
    """A source of evidence about one subject. `service.gather` asks for the covering consent, then fetches;
    `source` and `purpose` are codes of the room intake, `fields` what is going to be looked at."""

    @property
    def source(self) -> str: ...

    @property
    def purpose(self) -> str: ...

    @property
    def fields(self) -> tuple[str, ...]: ...

    def fetch(self, work: Work, subject_id: UUID, consent: Consent | None) -> Fetched_co | Problem:
        """What the source says now; `consent` is None only for a lawfully public source."""
        ...


class Verifier(Protocol):
    """Whoever can say whether factors belong together. Never raises: what fails is an `ERROR`."""

    def verify(self, question: Question) -> Verification: ...


class DebtBureau(Protocol):
    """Whoever reports existing debts; a problem when there is no usable report."""

    def debts(self, name: str, identifier: str, today: date) -> DebtReport | Problem: ...


class Registry(Protocol):
    """Whoever keeps registrations; None when the code is not registered."""

    def registration(self, uscc: str, today: date) -> Registration | Problem | None: ...
