"""The API of this room: subjects, applications, consents and their texts, the contact register.

A body is bounded by what a request may hold; what is wrong with it the room says, field by field, at once.
"""

from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Path, Query, Request

from puhui.ground import Work
from puhui.ground.web import ProblemResponse, Router, answer, language_of, work_for
from puhui.intake import bodies
from puhui.intake.contact import Channel, ContactPurpose
from puhui.intake.model import SeveralProblems, Status
from puhui.intake.service.applications import (
    application,
    applications,
    submit_application,
    withdraw_application,
)
from puhui.intake.service.consents import consents_of, give_consent, withdraw_consent
from puhui.intake.service.contacts import may_contact, record_contact, wish_contact
from puhui.intake.service.links import link_business
from puhui.intake.service.subjects import find_subjects, register_subject, subject
from puhui.intake.texts import current_text
from puhui.kernel import Problem, Text

T = TypeVar("T")
router = Router(prefix="/api/v1", tags=["intake"])


def _whole(result: T | Problem) -> T:
    """The value, or every problem of the form in one answer."""
    if isinstance(result, SeveralProblems):
        raise ProblemResponse(result, others=result.each)
    return answer(result)


@router.post("/subjects", status_code=201)
def register(
    body: bodies.NewSubjectBody, work: Annotated[Work, Depends(work_for("subject.register"))]
) -> bodies.SubjectBody:
    """登记主体；同一证件号只登记一次。Register a subject; one identifier is registered once."""
    return bodies.SubjectBody.of(_whole(register_subject(work, body.to_new())))


@router.post("/subjects/search")
def search_subjects(
    body: bodies.SearchBody, work: Annotated[Work, Depends(work_for("subject.search", moves=False))]
) -> list[bodies.SubjectBody]:
    """按完整证件号查找。Find by a whole identifier; it travels in the body, never in an address."""
    return [bodies.SubjectBody.of(it) for it in find_subjects(work, body.identifier)]


@router.get("/subjects/{subject_id}")
def read_subject(
    subject_id: UUID, work: Annotated[Work, Depends(work_for("subject.read"))]
) -> bodies.SubjectBody:
    """查看主体。One subject, numbers masked."""
    return bodies.SubjectBody.of(answer(subject(work, subject_id)))


@router.post("/subjects/{subject_id}/owners", status_code=201)
def link(
    subject_id: UUID, body: bodies.LinkBody, work: Annotated[Work, Depends(work_for("subject.link"))]
) -> bodies.LinkedBody:
    """登记经营者。Say which person operates this business."""
    linked = answer(link_business(work, body.owner_id, subject_id, body.since))
    return bodies.LinkedBody(
        owner_id=linked.owner_id,
        business_id=linked.business_id,
        since=linked.since,
        recorded_at=linked.recorded_at,
    )


@router.post("/applications", status_code=201)
def submit(
    body: bodies.NewApplicationBody, work: Annotated[Work, Depends(work_for("application.create"))]
) -> bodies.ApplicationBody:
    """提交申请。Submit an application."""
    return bodies.ApplicationBody.of(_whole(submit_application(work, body.to_new())))


@router.get("/applications")
def list_applications(
    work: Annotated[Work, Depends(work_for("application.read"))],
    owner_id: UUID | None = None,
    status: Status | None = None,
    at_most: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[bodies.ApplicationBody]:
    """申请列表，最新在前。Applications, newest first."""
    found = answer(applications(work, owner_id, status, at_most=at_most))
    return [bodies.ApplicationBody.of(it) for it in found]


@router.get("/applications/{application_id}")
def read_application(
    application_id: UUID, work: Annotated[Work, Depends(work_for("application.read"))]
) -> bodies.ApplicationBody:
    """查看申请。One application."""
    return bodies.ApplicationBody.of(answer(application(work, application_id)))


@router.post("/applications/{application_id}/withdrawal", status_code=201)
def withdraw(
    application_id: UUID, work: Annotated[Work, Depends(work_for("application.withdraw"))]
) -> bodies.ApplicationBody:
    """撤回申请。Withdraw an application."""
    return bodies.ApplicationBody.of(answer(withdraw_application(work, application_id)))


@router.get("/consent-texts/{text_id}")
def read_text(
    text_id: Annotated[str, Path(max_length=64)],
    work: Annotated[Work, Depends(work_for("consent.text"))],
    recipient_name: Annotated[str, Query(max_length=200)] = "",
    recipient_contact: Annotated[str, Query(max_length=200)] = "",
) -> bodies.TextBody:
    """现行授权书原文与校验值。The text now to be shown, and the hash that signing it sends back."""
    text = current_text(text_id, work.today())
    if text is None:
        raise ProblemResponse(_NO_TEXT)
    return bodies.TextBody.of(text, recipient_name, recipient_contact)


@router.post("/consents", status_code=201)
def consent(
    body: bodies.NewConsentBody, work: Annotated[Work, Depends(work_for("consent.give"))]
) -> bodies.ConsentBody:
    """保存一份授权。Keep a consent that was signed."""
    return bodies.ConsentBody.of(_whole(give_consent(work, body.to_new())))


@router.get("/consents")
def list_consents(
    subject_id: UUID, work: Annotated[Work, Depends(work_for("consent.read"))]
) -> list[bodies.ConsentBody]:
    """一个主体的全部授权。Everything a subject consented to."""
    return [bodies.ConsentBody.of(it) for it in answer(consents_of(work, subject_id))]


@router.post("/consents/{consent_id}/withdrawal", status_code=201)
def take_back(
    consent_id: UUID, work: Annotated[Work, Depends(work_for("consent.withdraw"))]
) -> bodies.ConsentBody:
    """撤回授权，立即生效。Take a consent back; it holds at once."""
    return bodies.ConsentBody.of(answer(withdraw_consent(work, consent_id)))


@router.get("/contacts/permission")
def ask(
    subject_id: UUID,
    channel: Channel,
    purpose: ContactPurpose,
    request: Request,
    work: Annotated[Work, Depends(work_for("contact.ask"))],
) -> bodies.MayBody:
    """现在能不能联系。Whether this subject may be contacted now."""
    found = answer(may_contact(work, subject_id, channel, purpose))
    why = found.why_not
    return bodies.MayBody(
        allowed=found.allowed,
        code=why.code if why else None,
        why_not=why.sentence(language_of(request)) if why else None,
        from_when=found.from_when,
    )


@router.post("/contacts", status_code=201)
def record(
    body: bodies.ContactBody, work: Annotated[Work, Depends(work_for("contact.record"))]
) -> bodies.ContactedBody:
    """登记一次联系。Keep an attempt that was made."""
    made = answer(
        record_contact(work, body.subject_id, body.channel, body.purpose, answered=body.answered, at=body.at)
    )
    return bodies.ContactedBody(**{name: getattr(made, name) for name in bodies.ContactedBody.model_fields})


@router.post("/contacts/wishes", status_code=201)
def wish(body: bodies.WishBody, work: Annotated[Work, Depends(work_for("contact.wish"))]) -> bodies.WishBody:
    """登记是否愿意被联系。Keep whether the subject wants to be contacted."""
    answer(wish_contact(work, body.subject_id, body.wanted, body.channel, body.purpose))
    return body


_NO_TEXT = Problem("consent.text.not_found", Text("没有这份授权书。", "There is no such consent text."))
