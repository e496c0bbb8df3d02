"""What an application form tells the rooms: a person, a business, debts. Pure."""

from uuid import UUID

from puhui.app.pages.application_form import ApplicationForm
from puhui.evidence import DebtKind, DebtStatus
from puhui.intake import NewSubject, SubjectKind
from puhui.kernel import yuan


def debts_told(form: ApplicationForm) -> list[dict[str, object]]:
    """What the borrower owes in all, as one declared debt; none is a statement too."""
    if not form.debt_balance_fen and not form.debt_monthly_fen:
        return []
    return [
        {
            "lender": "本人合计 in all",
            "kind": DebtKind.BUSINESS_LOAN.value,
            "status": DebtStatus.CURRENT.value,
            "balance": str(yuan(form.debt_balance_fen)),
            "monthly_payment": str(yuan(form.debt_monthly_fen)),
        }
    ]


def owner_told(form: ApplicationForm) -> NewSubject:
    """The person who applies."""
    return NewSubject(
        SubjectKind.PERSON,
        form.owner_name,
        resident_id=form.resident_id,
        phone=form.mobile,
        region=form.region,
    )


def business_told(form: ApplicationForm, owner_id: UUID) -> NewSubject:
    """The business beside the owner; each kind says what it owes (intake checks it)."""
    is_farm = form.kind is SubjectKind.FARM_HOUSEHOLD
    return NewSubject(
        kind=form.kind,
        name=form.firm_name or form.owner_name,
        resident_id=form.resident_id if is_farm else None,
        uscc=form.uscc,
        phone=form.mobile,
        region=form.region,
        place=form.place,
        trade=form.trade,
        since=form.since,
        evidence=(form.proof,) if form.proof else (),
        operated_by=owner_id,
    )


def has_business(form: ApplicationForm) -> bool:
    """Whether there is a business beside the person."""
    return form.kind is not SubjectKind.PERSON
