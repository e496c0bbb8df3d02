"""Bodies of this room's API. Amounts come in as yuan text, exactly as people write them, and leave as fen."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from puhui.evidence.debts import DebtSummary
from puhui.evidence.imports import ImportBatch
from puhui.evidence.verification import Verification
from puhui.kernel import Language, Problem

Yuan = Annotated[str, Field(max_length=20, examples=["12000.00"])]


class LeftOutBody(BaseModel):
    """Where, what and what to do."""

    code: str
    where: str | None
    detail: str
    fix: str | None

    @classmethod
    def of(cls, problem: Problem, language: Language) -> Self:
        """In the reader's language."""
        return cls(
            code=problem.code,
            where=problem.place(language),
            detail=problem.what.in_(language),
            fix=problem.fix.in_(language) if problem.fix else None,
        )


class ImportBody(BaseModel):
    """One import: what was new, what was left out, what was odd but used."""

    id: UUID
    learned_at: datetime
    files: list[str]
    rows_read: int
    rows_good: int
    rows_new: int
    whole: bool
    own_proven: bool
    problems: list[LeftOutBody]
    remarks: list[LeftOutBody]

    @classmethod
    def of(cls, batch: ImportBatch, language: Language) -> Self:
        """As it may be shown."""
        said: dict[str, Any] = {
            name: [LeftOutBody.of(it, language) for it in getattr(batch, name)]
            for name in ("problems", "remarks")
        }
        plain = {name: getattr(batch, name) for name in cls.model_fields if name not in said}
        return cls(**plain | said | {"files": list(batch.files)})


class DebtBody(BaseModel):
    """One debt as the applicant declares it."""

    model_config = ConfigDict(extra="forbid")
    lender: Annotated[str, Field(max_length=200)]
    kind: Annotated[str, Field(max_length=40, examples=["business_loan"])]
    balance_yuan: Yuan
    limit_yuan: Yuan | None = None
    monthly_payment_yuan: Yuan | None = None
    status: Annotated[str, Field(max_length=20)] = "current"
    overdue_days: Annotated[int, Field(ge=0, le=36_500)] = 0


class DeclarationBody(BaseModel):
    """Everything owed on one day; an empty list says: nothing."""

    model_config = ConfigDict(extra="forbid")
    as_of: date
    debts: Annotated[list[DebtBody], Field(max_length=500)]


class DebtsBody(BaseModel):
    """What is owed, from all sources. `known` is false when nobody has looked: then nothing else is said."""

    known: bool
    balance_fen: int | None = None
    monthly_service_fen: int | None = None
    service_known: bool | None = None
    worst_overdue_days: int | None = None
    lenders: int | None = None
    oldest_as_of: date | None = None

    @classmethod
    def of(cls, summary: DebtSummary | None) -> Self:
        """Unknown is not none."""
        if summary is None:
            return cls(known=False)
        shown = {name: getattr(summary, name) for name in cls.model_fields if name != "known"}
        return cls(known=True, **shown)


class VerifyBody(BaseModel):
    """What the application itself does not hold. The card is asked about and never kept."""

    model_config = ConfigDict(extra="forbid")
    bank_card: Annotated[str, Field(max_length=19, pattern=r"^\d{13,19}$")] | None = None


class VerificationBody(BaseModel):
    """One answer of a provider."""

    kind: str
    result: str
    provider: str
    reference: str | None
    at: datetime
    latency_ms: int
    reason: str | None

    @classmethod
    def of(cls, answer: Verification) -> Self:
        """As it was given."""
        return cls(**{name: getattr(answer, name) for name in cls.model_fields})
