"""One borrower's case at the institution, as its pages and its staff see it. Frozen facts, no decision."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from puhui.decision import Kept
from puhui.ground.identity import IssuedSession
from puhui.intake import Application, ConsentText
from puhui.kernel import Text
from puhui.loan import Contract
from puhui.matching import Institution, Lendable, Product


class Stage(StrEnum):
    """Where a case stands; each one has one next step, told on the page."""

    INQUIRY = "inquiry"
    """The borrower has come in; nothing was asked of anybody yet. Next: their confirmation."""
    DECIDING = "deciding"
    """Confirmed: the bureau is asked once, identity is verified, the policy decides. Next: wait."""
    REFUSED = "refused"
    REFERRED = "referred"
    """A person at the institution has to look. Next: wait; the page says so."""
    COUNTER_OFFER = "counter_offer"
    """Approved for less, for other months or at another rate than was asked for. Next: accept, or leave."""
    APPROVED = "approved"
    CONTRACT = "contract"
    """Terms accepted; suitability, cost table, account and signature follow."""
    LOAN = "loan"
    """Signed."""
    CLOSED = "closed"
    """Withdrawn, stopped or run out before a signature; `why` says which."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a page needs of it. `reference` is the platform's, None for the institution's own borrower.

    `terms` are set from an approval on; `reasons` where it was refused or referred (never a fraud rule's own
    words). At the institution every decision is its own.
    """

    application: Application
    stage: Stage
    lender: Institution
    product: Product
    reference: str | None = None
    decision: Kept | None = None
    terms: Lendable | None = None
    contract: Contract | None = None
    reasons: tuple[Text, ...] = ()
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One consent to be ticked before the inquiry: its text with this institution named in it.

    A form sends `shown` back for each that was ticked.
    """

    text: ConsentText
    fields: tuple[str, ...]
    period_days: int
    said: Text

    @property
    def shown(self) -> str:
        """Which version was on the page."""
        return f"{self.text.id}@{self.text.version}"


@dataclass(frozen=True, slots=True)
class Entered:
    """A borrower who came in through a one-time ticket: set `session` as the cookie, then go to the case."""

    application_id: UUID
    session: IssuedSession
