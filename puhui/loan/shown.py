"""What staff see over the API: contracts, drawdowns, limits, books and the mirror, without anybody's name."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from puhui.loan.drawing import Drawdown, Facility
from puhui.loan.ledger import AccountCode, Entry, chart
from puhui.loan.mirror import MirrorBreak, MirroredLoan
from puhui.loan.model import Contract
from puhui.loan.service.checking import Difference


class Told(BaseModel):
    """A sentence in both languages."""

    zh: str
    en: str


class ContractBody(BaseModel):
    """A contract as it stands; rates are shares a year written exactly, amounts whole fen."""

    id: UUID
    application_id: UUID
    reference: str | None
    product: str
    state: str
    limit_fen: int
    months: int
    method: str
    annual_rate: str
    drafted_at: datetime
    signed_on: date | None
    ends_on: date | None


class DrawdownBody(BaseModel):
    """A drawdown; `flagged` waits for a person."""

    id: UUID
    contract_id: UUID
    state: str
    amount_fen: int
    fees_fen: int
    paid_out_fen: int
    released_fen: int
    flagged: bool
    reserved_at: datetime
    expires_at: datetime
    value_date: date | None
    ended_at: datetime | None
    why: str | None


class FacilityBody(BaseModel):
    """A limit and what is used of it; without a limit `limit_fen` and `free_fen` are null."""

    id: UUID
    kind: str
    name: str
    limit_fen: int | None
    reserved_fen: int
    drawn_fen: int
    free_fen: int | None


class LineBody(BaseModel):
    """One line of an entry."""

    account: str
    side: str
    amount_fen: int
    drawdown_id: UUID | None


class EntryBody(BaseModel):
    """One entry of the books."""

    kind: str
    key: str
    on: date
    lines: list[LineBody]


class BalanceBody(BaseModel):
    """One account; debit less credit."""

    account: str
    name: Told
    balance_fen: int


class DifferenceBody(BaseModel):
    """A figure that is not what it adds up to."""

    what: str
    name: str
    is_fen: int
    should_fen: int


class MirroredDrawdownBody(BaseModel):
    """A drawdown as the institution told it."""

    drawdown_ref: str
    state: str
    amount_fen: int
    principal_repaid_fen: int
    value_date: date | None
    days_past_due: int
    bucket: str
    settled_on: date | None


class BreakBody(BaseModel):
    """What was told and not believed, with both values."""

    institution: str
    event_id: UUID
    kind: str
    at: datetime
    ref: str
    field: str
    ours: int | str | None
    theirs: int | str | None


class MirrorBody(BaseModel):
    """The mirror of one application."""

    application_id: UUID
    institution: str
    contract_ref: str | None
    limit_fen: int | None
    drawdowns: list[MirroredDrawdownBody]
    breaks: list[BreakBody]


def contract_body(one: Contract) -> ContractBody:
    """A contract as shown."""
    return ContractBody(
        id=one.id,
        application_id=one.application_id,
        reference=one.reference,
        product=one.agreed.product,
        state=one.state,
        limit_fen=one.terms.limit_fen,
        months=one.terms.months,
        method=one.terms.method,
        annual_rate=str(one.terms.annual_rate),
        drafted_at=one.drafted_at,
        signed_on=one.signed_on,
        ends_on=one.ends_on,
    )


def drawdown_body(one: Drawdown) -> DrawdownBody:
    """A drawdown as shown."""
    return DrawdownBody(**{name: getattr(one, name) for name in DrawdownBody.model_fields})


def facility_body(one: Facility) -> FacilityBody:
    """A limit as shown."""
    return FacilityBody(**{name: getattr(one, name) for name in FacilityBody.model_fields})


def entry_body(one: Entry) -> EntryBody:
    """An entry as shown."""
    lines = [
        LineBody(account=it.account, side=it.side, amount_fen=it.amount_fen, drawdown_id=it.drawdown_id)
        for it in one.lines
    ]
    return EntryBody(kind=one.kind, key=one.key, on=one.on, lines=lines)


def balance_body(account: AccountCode, balance_fen: int) -> BalanceBody:
    """A balance as shown."""
    name = chart()[account].name
    return BalanceBody(account=account, name=Told(zh=name.zh, en=name.en), balance_fen=balance_fen)


def difference_body(one: Difference) -> DifferenceBody:
    """A difference as shown."""
    return DifferenceBody(what=one.what, name=one.name, is_fen=one.is_fen, should_fen=one.should_fen)


def mirror_body(one: MirroredLoan) -> MirrorBody:
    """A mirrored loan as shown."""
    names = MirroredDrawdownBody.model_fields
    return MirrorBody(
        application_id=one.application_id,
        institution=one.institution,
        contract_ref=one.contract.contract_ref if one.contract else None,
        limit_fen=one.contract.limit_fen if one.contract else None,
        drawdowns=[
            MirroredDrawdownBody(**{name: getattr(it, name) for name in names}) for it in one.drawdowns
        ],
        breaks=[break_body(it) for it in one.breaks],
    )


def break_body(one: MirrorBreak) -> BreakBody:
    """A break as shown."""
    return BreakBody(
        institution=one.institution,
        event_id=one.event_id,
        kind=one.kind,
        at=one.at,
        ref=one.about.ref,
        field=one.about.field,
        ours=one.about.ours,
        theirs=one.about.theirs,
    )
