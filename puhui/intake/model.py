"""Who asks and for what: subjects of every kind the long tail has, and their applications. Frozen facts.

A name, a number or a phone never appears in a `repr`, so that none of them reaches a log by accident.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from puhui.ground import Mode
from puhui.kernel import Problem


class SubjectKind(StrEnum):
    """Every kind of borrower that exists, not only those with a licence."""

    PERSON = "person"
    ENTERPRISE = "enterprise"
    INDIVIDUAL_BUSINESS = "individual_business"
    """个体工商户: registered, USCC beginning with 92."""
    UNREGISTERED_OPERATOR = "unregistered_operator"
    """A part-time seller, a family workshop, a stall: works, but holds no licence and no USCC."""
    FARM_HOUSEHOLD = "farm_household"
    COOPERATIVE = "cooperative"
    """农民专业合作社: registered, USCC beginning with 93."""


REGISTERED = frozenset({SubjectKind.ENTERPRISE, SubjectKind.INDIVIDUAL_BUSINESS, SubjectKind.COOPERATIVE})
BUSINESSES = frozenset(SubjectKind) - {SubjectKind.PERSON}


@dataclass(frozen=True, slots=True)
class NewSubject:
    """A subject as somebody wrote it down; nothing in it has been checked yet.

    `evidence` says in words what shows that an unregistered operator really works (a stall photo, a market's
    fee receipt, a platform's sales page); the documents themselves are the room `evidence`'s.
    """

    kind: SubjectKind
    name: str = field(repr=False)
    resident_id: str | None = field(default=None, repr=False)
    uscc: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    region: str | None = None
    place: str | None = field(default=None, repr=False)
    trade: str | None = None
    since: date | None = None
    evidence: tuple[str, ...] = field(default=(), repr=False)
    operated_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """The checked identifiers of one subject in the open: for verification, and audited when it is read."""

    name: str = field(repr=False)
    resident_id: str | None = field(default=None, repr=False)
    uscc: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Subject:
    """A registered subject, as it may be shown: identifiers masked, the name whole.

    `erased` says that the subject's key was destroyed; then nothing personal is left to show.
    """

    id: UUID
    kind: SubjectKind
    mode: Mode
    name: str = field(repr=False)
    id_masked: str = field(repr=False)
    phone_masked: str | None = field(repr=False)
    region: str | None
    place: str | None = field(repr=False)
    trade: str | None
    since: date | None
    evidence: tuple[str, ...] = field(repr=False)
    registered_at: datetime
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Operates:
    """The link between an owner and a business: the two centres that everything later stands around."""

    owner_id: UUID
    business_id: UUID
    since: date | None
    recorded_at: datetime


class Status(StrEnum):
    """Where an application is; which step may follow which is told in `lifecycle`."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    DECIDING = "deciding"
    DECIDED = "decided"
    OFFERED = "offered"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class NewApplication:
    """What an owner asks for. `purpose` is a code of `data/purposes.yaml`; unchecked so far."""

    owner_id: UUID
    amount_fen: int
    months: int
    purpose: str
    enterprise_id: UUID | None = None
    channel: str = "facilitation"


@dataclass(frozen=True, slots=True)
class Application:
    """One request for credit. The owner answers for it; the enterprise is the business it is for, if there
    is one beside the owner."""

    id: UUID
    mode: Mode
    owner_id: UUID
    enterprise_id: UUID | None
    amount_fen: int
    months: int
    purpose: str
    channel: str
    status: Status
    created_at: datetime
    status_at: datetime


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of an application: where it came to, when, and who took it."""

    id: UUID
    to: Status
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class SeveralProblems(Problem):
    """Everything that is wrong with one form, told at once; `code`, `what` and `fix` are the first one's."""

    each: tuple[Problem, ...] = ()


def together(problems: tuple[Problem, ...]) -> Problem:
    """One problem as it is, several as one that carries them all. Raises ValueError for none."""
    if not problems:
        raise ValueError("nothing is wrong")
    first = problems[0]
    if len(problems) == 1:
        return first
    return SeveralProblems(first.code, first.what, first.fix, first.where, problems)
