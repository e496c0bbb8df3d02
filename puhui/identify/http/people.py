"""Who runs a business: for programs, for the card on an application's page, and for the person."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from puhui.ground import Work
from puhui.ground.web import Router, answer, work_for
from puhui.identify.bodies.people import KnownBody, OwnerBody, OwnWordAsked, SeenAsked
from puhui.identify.owner import judge
from puhui.identify.service.people import correct, infer_owner, known, take_word_back
from puhui.intake import application

router = Router(prefix="/api/v1/identify", tags=["identify"])


@router.post("/owner")
def owner(
    body: SeenAsked, work: Annotated[Work, Depends(work_for("identify.ask", moves=False))]
) -> OwnerBody:
    """给出特征，判断是否在经营；不保存。From features alone, about nobody by name; nothing is kept."""
    return OwnerBody.of(judge(body.seen()))


@router.get("/owner/{subject_id}")
def read(subject_id: UUID, work: Annotated[Work, Depends(work_for("identify.known"))]) -> KnownBody:
    """这个人被推断为什么，本人怎么说。What was inferred of a person, and what they say themselves."""
    return KnownBody.of(answer(known(work, subject_id)))


@router.post("/owner/{subject_id}/inference", status_code=201)
def infer(
    subject_id: UUID,
    work: Annotated[Work, Depends(work_for("identify.infer"))],
    body: SeenAsked | None = None,
) -> KnownBody:
    """推断一次并留存；只用有授权或公开的来源。Infer and keep it, only from sources that may be used."""
    return KnownBody.of(answer(infer_owner(work, subject_id, body.seen() if body else None)))


@router.post("/owner/{subject_id}/correction", status_code=201)
def write(
    subject_id: UUID, body: OwnWordAsked, work: Annotated[Work, Depends(work_for("identify.correct"))]
) -> KnownBody:
    """本人更正；从此以本人的话为准。The person's own word, which holds from now on."""
    return KnownBody.of(answer(correct(work, subject_id, body.word())))


@router.delete("/owner/{subject_id}/correction")
def take_back(subject_id: UUID, work: Annotated[Work, Depends(work_for("identify.correct"))]) -> KnownBody:
    """撤回更正。The person no longer holds to it."""
    return KnownBody.of(answer(take_word_back(work, subject_id)))


@router.get("/applications/{application_id}/owner")
def read_applicant(
    application_id: UUID, work: Annotated[Work, Depends(work_for("identify.known"))]
) -> KnownBody:
    """这笔申请的经营者。The same of the owner who applied."""
    return KnownBody.of(answer(known(work, answer(application(work, application_id)).owner_id)))


@router.post("/applications/{application_id}/owner/inference", status_code=201)
def infer_applicant(
    application_id: UUID, work: Annotated[Work, Depends(work_for("identify.infer"))]
) -> KnownBody:
    """推断这笔申请的经营者；只看平台自己有的。Infer it of the owner who applied, by what is held here."""
    return KnownBody.of(answer(infer_owner(work, answer(application(work, application_id)).owner_id)))
