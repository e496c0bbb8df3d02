"""An accepted package becomes a borrower, an application and a file in the institution's own intake.

Nothing is asked of anybody here, and nothing decided: that waits until the borrower has come and confirmed.
"""

from dataclasses import replace
from uuid import UUID

from puhui.decision import open_underwriting, underwriting_for
from puhui.exchange import ApplicationPackage, bind_application, package_of
from puhui.ground import Work
from puhui.intake import (
    Application,
    NewApplication,
    NewSubject,
    Subject,
    SubjectKind,
    register_subject,
    submit_application,
)
from puhui.kernel import Problem

_TOLD_BY_PLATFORM = "由合作平台随申请资料提供 told by the platform with the application"
"""What shows that an unregistered operator works: the platform has seen it; the lender may ask for more.
Since when is not told either: it is known here from the day it came; the figures say how long it trades."""


def take_in(work: Work, reference: str) -> UUID | Problem:
    """The application of this package here; taken in twice, it is the same one."""
    known = underwriting_for(work, reference)
    if known is not None:
        return known.application_id
    package = package_of(work, reference, hold=True)
    if isinstance(package, Problem):
        return package
    meanwhile = underwriting_for(work, reference)
    if meanwhile is not None:
        return meanwhile.application_id
    asked = _submitted(work, package)
    if isinstance(asked, Problem):
        return asked
    open_underwriting(work, asked.id, reference, package.consent.until)
    bound = bind_application(work, reference, asked.id)
    return bound if isinstance(bound, Problem) else asked.id


def _submitted(work: Work, package: ApplicationPackage) -> Application | Problem:
    who = package.identity
    owner = register_subject(
        work,
        NewSubject(
            SubjectKind.PERSON,
            who.name,
            resident_id=who.resident_id,
            phone=who.phone,
            region=who.region,
        ),
    )
    if isinstance(owner, Problem):
        return owner
    business = _business(work, package, owner)
    if isinstance(business, Problem):
        return business
    return submit_application(
        work,
        NewApplication(
            owner_id=owner.id,
            amount_fen=package.offer.amount_fen,
            months=package.offer.months,
            purpose=package.application.purpose,
            enterprise_id=business.id if business else None,
        ),
    )


def _business(work: Work, package: ApplicationPackage, owner: Subject) -> Subject | Problem | None:
    kind, who = SubjectKind(package.application.borrower_kind), package.identity
    if kind is SubjectKind.PERSON or not who.business_name:
        return None
    new = NewSubject(
        kind,
        who.business_name,
        uscc=who.uscc,
        region=who.region,
        trade=who.trade,
        operated_by=owner.id,
    )
    if kind is SubjectKind.FARM_HOUSEHOLD:
        new = replace(new, resident_id=who.resident_id, place=_TOLD_BY_PLATFORM)
    if kind is SubjectKind.UNREGISTERED_OPERATOR:
        new = replace(new, place=_TOLD_BY_PLATFORM, evidence=(_TOLD_BY_PLATFORM,), since=work.today())
    return register_subject(work, new)
