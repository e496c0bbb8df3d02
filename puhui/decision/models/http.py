"""The register over HTTP: hand in, read, settle, name a champion, recalibrate, withdraw."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Form, UploadFile

from puhui.decision.models import problems, registering, using
from puhui.decision.models.bodies import (
    ChampionIn,
    ModelBody,
    ModelLine,
    NoteIn,
    RecalibrationIn,
    UseBody,
    WhyIn,
)
from puhui.decision.models.model import Fallback, Recalibration, Registered, Settled, Use
from puhui.decision.models.sealing import FILES, Terms
from puhui.decision.models.shown import model_shown, models_shown, uses_shown
from puhui.ground import Work
from puhui.ground.web import Router, answer, work_for
from puhui.kernel import Problem

router = Router(prefix="/api/v1", tags=["model"])


@router.get("/models")
def every(work: Annotated[Work, Depends(work_for("model.read"))]) -> list[ModelLine]:
    """模型登记册。Every model of the house, newest first."""
    return models_shown(work)


@router.post("/models", status_code=201)
def register(
    files: list[UploadFile],
    *,
    expires_on: Annotated[date, Form()],
    work: Annotated[Work, Depends(work_for("model.register"))],
    valid_from: Annotated[date | None, Form()] = None,
    product: Annotated[str, Form(max_length=64, pattern="^[A-Za-z0-9_.-]*$")] = "",
    fallback: Annotated[Fallback, Form()] = Fallback.REFER,
    note: Annotated[str, Form(max_length=1000)] = "",
) -> ModelBody:
    """登记一个模型文件夹里的文件。Hand in the files of a model folder."""
    terms = Terms(product, fallback, valid_from or work.today(), expires_on)
    texts = answer(_texts(files))
    return _model(work, registering.register_model(work, texts, terms, note, "upload"))


@router.get("/models/{model_id}")
def one(model_id: UUID, work: Annotated[Work, Depends(work_for("model.read"))]) -> ModelBody:
    """一个模型和它的卡。One model with its card."""
    return _model(work, registering.registered(work, model_id))


@router.post("/models/{model_id}/approval")
def approve(
    model_id: UUID, body: NoteIn, work: Annotated[Work, Depends(work_for("model.approve"))]
) -> ModelBody:
    """批准登记。Approve what somebody else handed in."""
    return _model(work, registering.settle_model(work, model_id, Settled.APPROVED, body.note))


@router.post("/models/{model_id}/rejection")
def reject(
    model_id: UUID, body: NoteIn, work: Annotated[Work, Depends(work_for("model.approve"))]
) -> ModelBody:
    """退回登记。Reject what was handed in."""
    return _model(work, registering.settle_model(work, model_id, Settled.REJECTED, body.note))


@router.post("/models/{model_id}/withdrawal")
def withdraw(
    model_id: UUID, body: WhyIn, work: Annotated[Work, Depends(work_for("model.withdraw"))]
) -> ModelBody:
    """撤下模型，立即生效。Stop a model at once; what it rates goes to people until another is named."""
    return _model(work, registering.withdraw_model(work, model_id, body.why))


@router.get("/model-uses")
def uses(work: Annotated[Work, Depends(work_for("model.read"))]) -> list[UseBody]:
    """现役与校准的提议和历史。Champions and recalibrations: what is proposed, in force, past."""
    return uses_shown(work)


@router.post("/model-uses/champion", status_code=201)
def champion(body: ChampionIn, work: Annotated[Work, Depends(work_for("model.register"))]) -> UseBody:
    """提议现役模型。Propose what rates a product from a day on."""
    made = using.propose_champion(work, body.product, body.model_id, body.effective_from, body.note)
    return _use(work, made)


@router.post("/model-uses/recalibration", status_code=201)
def recalibrate(body: RecalibrationIn, work: Annotated[Work, Depends(work_for("model.register"))]) -> UseBody:
    """提议产品自己的重新校准。Propose a product's own recalibration."""
    moved = Recalibration(body.shift, body.slope)
    made = using.propose_recalibration(
        work, body.product, body.model_id, moved, body.effective_from, note=body.note
    )
    return _use(work, made)


@router.post("/model-uses/{use_id}/approval")
def approve_use(
    use_id: UUID, body: NoteIn, work: Annotated[Work, Depends(work_for("model.approve"))]
) -> UseBody:
    """批准提议，从下一个决定起生效。Approve what somebody else proposed."""
    return _use(work, using.settle_use(work, use_id, Settled.APPROVED, body.note))


@router.post("/model-uses/{use_id}/rejection")
def reject_use(
    use_id: UUID, body: NoteIn, work: Annotated[Work, Depends(work_for("model.approve"))]
) -> UseBody:
    """退回提议。Reject a proposal."""
    return _use(work, using.settle_use(work, use_id, Settled.REJECTED, body.note))


def _model(work: Work, found: Registered | Problem) -> ModelBody:
    return model_shown(work, answer(found))


def _use(work: Work, made: Use | Problem) -> UseBody:
    done = answer(made)
    return next(it for it in uses_shown(work) if it.id == done.id)


def _texts(files: list[UploadFile]) -> dict[str, str] | Problem:
    """The files of a model folder by name; others that came along are left alone."""
    texts = {}
    for file in files:
        name = (file.filename or "").rsplit("/", 1)[-1]
        if name in FILES:
            try:
                texts[name] = file.file.read().decode("utf-8")
            except UnicodeDecodeError:
                return problems.broken(name, "utf-8")
    return texts
