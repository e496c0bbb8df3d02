"""A loan on the page: at an institution its own books, on the platform what it was told."""

from uuid import UUID

from puhui.desk.bodies.case.lent import BreakShown, DrawdownShown, LoanShown, RepaymentShown
from puhui.desk.bodies.shapes import said
from puhui.desk.showing.naming import Names
from puhui.ground import Work
from puhui.kernel import BEIJING, Problem, Text
from puhui.loan import Contract, Drawdown, drawdowns_of
from puhui.loan.mirror import MirrorBreak, MirroredDrawdown, MirroredLoan, MirroredRepayment
from puhui.servicing import Position, Repayment, bucket_names, loans_of, repayments


def mirror_loan(loan: MirroredLoan, names: Names) -> LoanShown:
    """What an institution told about a loan that began here."""
    contract = loan.contract
    return LoanShown(
        source="mirror",
        institution=loan.institution,
        institution_name=said(names.house(loan.institution)),
        contract_ref=contract.contract_ref if contract else None,
        product=contract.product if contract else None,
        state="signed" if contract else None,
        limit_fen=contract.limit_fen if contract else None,
        months=contract.months if contract else None,
        annual_rate=str(contract.annual_rate) if contract else None,
        signed_on=contract.signed_at.astimezone(BEIJING).date() if contract else None,
        drawdowns=[_mirrored(it) for it in loan.drawdowns],
        repayments=[_repaid(it) for it in loan.repayments],
        breaks=[_break(it) for it in loan.breaks],
    )


def booked_loan(work: Work, contract: Contract, names: Names) -> LoanShown:
    """The institution's own contract, drawdowns and repayments."""
    standing = {at.drawdown_id: at for at in loans_of(work, contract.id)}
    drawn = drawdowns_of(work, contract.id)
    return LoanShown(
        source="books",
        institution=contract.institution,
        institution_name=said(names.house(contract.institution)),
        contract_ref=str(contract.id),
        product=contract.agreed.product,
        state=contract.state.value,
        limit_fen=contract.terms.limit_fen,
        months=contract.terms.months,
        annual_rate=str(contract.terms.annual_rate),
        signed_on=contract.signed_on,
        drawdowns=[_booked(it, standing.get(it.id)) for it in drawn],
        repayments=[_paid(it) for one in standing for it in repaid(work, one)],
        breaks=[],
    )


def repaid(work: Work, drawdown_id: UUID) -> tuple[Repayment, ...]:
    """Repayments of one loan; none where there is no such loan."""
    found = repayments(work, drawdown_id)
    return () if isinstance(found, Problem) else found


def _mirrored(one: MirroredDrawdown) -> DrawdownShown:
    return DrawdownShown(
        ref=one.drawdown_ref,
        state=one.state.value,
        amount_fen=one.amount_fen,
        value_date=one.value_date,
        outstanding_fen=one.outstanding_fen,
        principal_repaid_fen=one.principal_repaid_fen,
        days_past_due=one.days_past_due,
        bucket=one.bucket,
        bucket_name=said(_bucket(one.bucket)),
        next_due=None,
        next_due_fen=None,
        due_now_fen=None,
        settled_on=one.settled_on,
    )


def _booked(one: Drawdown, at: Position | None) -> DrawdownShown:
    bucket = at.bucket if at else "C"
    return DrawdownShown(
        ref=str(one.id),
        state=one.state.value,
        amount_fen=one.amount_fen,
        value_date=one.value_date,
        outstanding_fen=at.principal_outstanding_fen if at else 0,
        principal_repaid_fen=at.repaid.principal_fen if at else 0,
        days_past_due=at.days_past_due if at else 0,
        bucket=bucket,
        bucket_name=said(_bucket(bucket)),
        next_due=at.next_due if at else None,
        next_due_fen=at.next_due_fen if at else None,
        due_now_fen=at.due_now_fen if at else None,
        settled_on=at.settled_on if at else None,
    )


def _repaid(one: MirroredRepayment) -> RepaymentShown:
    parts = {name: getattr(one, name) for name in _PARTS}
    return RepaymentShown(
        ref=one.repayment_ref,
        drawdown_ref=one.drawdown_ref,
        on=one.value_date,
        state="posted",
        amount_fen=sum(parts.values()),
        **parts,
    )


def _paid(one: Repayment) -> RepaymentShown:
    return RepaymentShown(
        ref=str(one.id),
        drawdown_ref=str(one.drawdown_id),
        on=one.value_date,
        state=one.state.value,
        amount_fen=one.amount_fen,
        **{name: getattr(one.split, name) for name in _PARTS},
    )


def _break(one: MirrorBreak) -> BreakShown:
    about = {name: getattr(one.about, name) for name in ("ref", "field", "ours", "theirs")}
    return BreakShown(event_id=one.event_id, at=one.at, kind=one.kind, **about)


def _bucket(code: str) -> Text:
    return bucket_names().get(code) or Text(code, code)


_PARTS = ("principal_fen", "interest_fen", "fees_fen", "penalty_fen")
