"""What is asked of a verifier and what it may answer."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class VerificationResult(StrEnum):
    """The four answers there are. `ERROR` is no answer at all, and a decision then refers."""

    MATCH = "MATCH"
    MISMATCH = "MISMATCH"
    NO_RECORD = "NO_RECORD"
    ERROR = "ERROR"


class VerificationKind(StrEnum):
    """What was asked."""

    TWO_FACTOR = "two_factor"
    """Name and resident id belong together."""
    FOUR_FACTOR = "four_factor"
    """Name, resident id, mobile and bank card belong together."""
    ENTERPRISE_FOUR_FACTOR = "enterprise_four_factor"
    """Firm's name, its USCC, its legal representative and that person's id belong together."""
    LIST_SCREENING = "list_screening"
    """Sanctions and court lists: `MATCH` is a hit, `MISMATCH` a namesake, `NO_RECORD` is clean."""


@dataclass(frozen=True, slots=True)
class TwoFactor:
    """A name and a resident id."""

    name: str = field(repr=False)
    resident_id: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FourFactor:
    """A person with a mobile number and a bank card."""

    name: str = field(repr=False)
    resident_id: str = field(repr=False)
    phone: str = field(repr=False)
    bank_card: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnterpriseFourFactor:
    """A firm and who acts for it."""

    enterprise_name: str = field(repr=False)
    uscc: str = field(repr=False)
    legal_representative: str = field(repr=False)
    resident_id: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListScreening:
    """A name with whichever identifier there is."""

    name: str = field(repr=False)
    resident_id: str | None = field(default=None, repr=False)
    uscc: str | None = field(default=None, repr=False)


Question = TwoFactor | FourFactor | EnterpriseFourFactor | ListScreening


@dataclass(frozen=True, slots=True)
class Verification:
    """One answer: whose, when, how long it took, and, for `ERROR`, a code that says why."""

    kind: VerificationKind
    result: VerificationResult
    provider: str
    reference: str | None
    at: datetime
    latency_ms: int
    reason: str | None = None

    @property
    def favourable(self) -> bool:
        """Whether it speaks for going on: a match of factors, or no record on a list."""
        wanted = (
            VerificationResult.NO_RECORD
            if self.kind is VerificationKind.LIST_SCREENING
            else VerificationResult.MATCH
        )
        return self.result is wanted


_KINDS = {
    TwoFactor: VerificationKind.TWO_FACTOR,
    FourFactor: VerificationKind.FOUR_FACTOR,
    EnterpriseFourFactor: VerificationKind.ENTERPRISE_FOUR_FACTOR,
    ListScreening: VerificationKind.LIST_SCREENING,
}


def kind_of_question(question: Question) -> VerificationKind:
    """Which of the four it is.

    >>> kind_of_question(TwoFactor("测试一", "990000199001010017"))
    <VerificationKind.TWO_FACTOR: 'two_factor'>
    """
    return _KINDS[type(question)]
