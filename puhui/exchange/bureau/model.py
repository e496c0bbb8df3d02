"""One hard inquiry and what a bureau answers to it. Frozen facts; nothing here decides."""

from dataclasses import dataclass, field
from datetime import date

from puhui.evidence import DebtReport


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question that leaves a trace in somebody's file, so it needs that person's own confirmation.

    `confirmation_id` is the borrower's yes to this one inquiry by this one institution: asked again under it,
    the same report comes back and nothing more is counted. `via_cra_id` names the licensed bureau.
    """

    via_cra_id: str
    confirmation_id: str
    consent_id: str
    name: str = field(repr=False)
    resident_id: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BureauReport:
    """What the bureau knows. `number` is its own for this report.

    `inquiries_90_days` counts the hard inquiries about this person that were made in the 90 days before this
    one; `is_repeated` says that this confirmation had been used and nothing was counted now.
    """

    via_cra_id: str
    number: str
    as_of: date
    debts: DebtReport
    inquiries_90_days: int
    is_repeated: bool
