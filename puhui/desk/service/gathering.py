"""What the rooms say about one application now: the whole of what its row is made from."""

from dataclasses import dataclass
from datetime import datetime

from puhui.decision import (
    Newest,
    ProposalMark,
    RequestMark,
    newest_decision,
    proposal_marks,
    request_marks,
    underwriting_of,
)
from puhui.desk.model import Stage
from puhui.desk.staging import Money, Standing, stage_at_institution, stage_on_platform
from puhui.exchange import Handover, handover_of
from puhui.ground import Work
from puhui.intake import Application
from puhui.kernel import Outcome
from puhui.loan import Contract, DrawdownState, contract_for, drawdowns_of
from puhui.loan.mirror import MirroredLoan, mirrored
from puhui.matching import offers_standing
from puhui.servicing import LoanState, kept_loans


@dataclass(frozen=True, slots=True)
class Lent:
    """What is known of the loan: whether money is out, how late it is, when it last moved."""

    money: Money
    bucket: str | None = None
    moved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that a row needs beside who asks and for what."""

    stage: Stage
    decision: Newest | None
    requests: tuple[RequestMark, ...]
    proposals: tuple[ProposalMark, ...]
    institution: str | None
    bucket: str | None
    moved_at: datetime
    referred_at: datetime | None = None
    """When an institution's machine gave up; nothing was decided then."""


def gather_case(work: Work, asked: Application) -> Gathered:
    """Ask every room. At an institution its own books, on the platform hand-over and mirror."""
    newest = newest_decision(work, asked.id)
    requests = request_marks(work, asked.id) if newest else ()
    proposals = proposal_marks(work, asked.id) if newest else ()
    outcome = None if newest is None else newest.mark.outcome
    asks = any(it.kind == "person" and it.is_own and it.closed_at is None for it in requests)
    look = _on_the_platform if work.house is None else _at_the_institution
    seen = look(work, asked, outcome, asks)
    decided_at = newest.mark.decided_at if newest else None
    return Gathered(
        seen.stage,
        newest,
        requests,
        proposals,
        seen.institution,
        seen.bucket,
        max([asked.status_at, *filter(None, [decided_at, *seen.moved])]),
        seen.referred_at,
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one role sees: `moved` are the moments at which something about it changed."""

    stage: Stage
    institution: str | None
    bucket: str | None
    moved: tuple[datetime | None, ...]
    referred_at: datetime | None = None


def _on_the_platform(work: Work, asked: Application, outcome: Outcome | None, asks: bool) -> _Seen:
    made, handover = offers_standing(work, asked.id), handover_of(work, asked.id)
    now = handover if isinstance(handover, Handover) else None
    lent = _mirrored(mirrored(work, asked.id) if now else None)
    stage = stage_on_platform(
        Standing(
            asked.status,
            outcome,
            asks_person=asks,
            has_offers=made.offers > 0 if made else None,
            handover=now.status if now else None,
            money=lent.money,
        )
    )
    institution = now.institution if now else made.chosen if made else None
    told = [it.at for it in now.told] if now else []
    return _Seen(stage, institution, lent.bucket, (now.changed_at if now else None, *told))


def _at_the_institution(work: Work, asked: Application, outcome: Outcome | None, asks: bool) -> _Seen:
    file, contract = underwriting_of(work, asked.id), contract_for(work, asked.id)
    lent = _booked(work, contract)
    stage = stage_at_institution(
        Standing(
            asked.status,
            outcome,
            asks_person=asks,
            contract=contract.state if contract else None,
            is_confirmed=file is not None and file.confirmed_at is not None,
            is_referred=file is not None and file.referred_at is not None,
            is_stopped=file is not None and file.stopped_at is not None,
            money=lent.money,
        )
    )
    moved = (file.confirmed_at, file.referred_at, file.stopped_at) if file else ()
    agreed_at = contract.state_at if contract else None
    referred_at = file.referred_at if file else None
    return _Seen(stage, work.house, lent.bucket, (*moved, agreed_at, lent.moved_at), referred_at)


def _mirrored(loan: MirroredLoan | None) -> Lent:
    drawn = loan.drawdowns if loan else ()
    out = [it for it in drawn if it.state is DrawdownState.POSTED]
    running = [it for it in out if it.settled_on is None]
    under_way = any(it.state is DrawdownState.RESERVED for it in drawn)
    is_settled = bool(out) and not running and not under_way
    return Lent(Money(bool(out), is_settled), _worst([(it.days_past_due, it.bucket) for it in running]))


def _booked(work: Work, contract: Contract | None) -> Lent:
    """Loans as events and the end of day left them, so that a row hangs on no date that moves by itself."""
    if contract is None:
        return Lent(Money())
    drawn, loans = drawdowns_of(work, contract.id), kept_loans(work, contract.id)
    out = [it for it in drawn if it.state is DrawdownState.POSTED]
    running = [it for it in loans if it.state is not LoanState.SETTLED]
    is_open = contract.terms.is_revolving or any(it.state is DrawdownState.RESERVED for it in drawn)
    is_settled = bool(out) and not running and len(loans) == len(out) and not is_open
    ends = [it.ended_at or it.reserved_at for it in drawn]
    late = _worst([(it.days_past_due, it.bucket) for it in running])
    return Lent(Money(bool(out), is_settled), late, max(ends, default=None))


def _worst(late: list[tuple[int, str]]) -> str | None:
    return max(late)[1] if late else None
