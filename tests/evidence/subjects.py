"""Made-up people and firms who consented."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from puhui.ground import Work
from puhui.intake import (
    Consent,
    NewConsent,
    NewSubject,
    Subject,
    SubjectKind,
    current_text,
    give_consent,
    register_subject,
)

OWNER = NewSubject(SubjectKind.PERSON, "测试一", resident_id="990000199001010017", phone="13800000000")
FIRM = NewSubject(SubjectKind.ENTERPRISE, "测试小吃店有限公司", uscc="91990000MA00TEX70J")


def registered(work: Work, new: NewSubject) -> Subject:
    """A subject that is expected to be accepted."""
    found = register_subject(work, new)
    assert isinstance(found, Subject), found
    return found


def shop(work: Work) -> tuple[UUID, UUID]:
    """An owner and the firm that they operate."""
    owner = registered(work, OWNER)
    firm = registered(work, replace(FIRM, operated_by=owner.id))
    return owner.id, firm.id


def consented(work: Work, subject_id: UUID, text_id: str = "invoices") -> Consent:
    """A consent to the whole current text, for ninety days."""
    shown = current_text(text_id, work.today())
    assert shown is not None
    new = NewConsent(
        subject_id,
        shown.source,
        shown.fields,
        shown.purpose,
        shown.id,
        shown.version,
        shown.hash(),
        work.now() + timedelta(days=90),
        separate=shown.separate,
    )
    given = give_consent(work, new)
    assert isinstance(given, Consent), given
    return given
