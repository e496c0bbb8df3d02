"""Trials over HTTP: write, check, submit, approve, stop, and what they have shown."""

from typing import Annotated

from fastapi import Depends, Path, Request

from puhui.decision.challenge.comparing import compare_arms
from puhui.decision.owner import Decider, platform_decider
from puhui.decision.policy import Policy
from puhui.decision.shadow.comparing import compare_shadow
from puhui.decision.trial import service, wording
from puhui.decision.trial.bodies import (
    ArmsBody,
    ComparisonBody,
    StopIn,
    TrialBody,
    TrialLine,
)
from puhui.decision.trial.model import TrialKind
from puhui.decision.trial.now import KIND
from puhui.decision.trial.shown import trial_shown, trials_shown
from puhui.decision.what_if.bodies import BesideBody
from puhui.ground import Work
from puhui.ground.publishing import discard_draft, reject_draft
from puhui.ground.publishing.bodies import CheckIn, DraftIn, KeptBody, NoteIn, PublicationIn, TroubleBody
from puhui.ground.publishing.showing import kept_out, sound, troubles_out
from puhui.ground.web import Router, answer, work_for

router = Router(prefix="/api/v1/trials", tags=["trials"])

Name = Annotated[str, Path(pattern="^[a-z][a-z0-9-]{1,40}$")]


@router.get("")
def listed(work: Annotated[Work, Depends(work_for("trial.read"))]) -> list[TrialLine]:
    """试验清单：影子与挑战者。Every trial, what runs first."""
    return trials_shown(work)


@router.get("/{name}")
def read(request: Request, name: Name, work: Annotated[Work, Depends(work_for("trial.read"))]) -> TrialBody:
    """一个试验、历次发布和草稿。One trial with its publications and its draft."""
    return answer(trial_shown(work, _base(request), name))


@router.get("/{name}/comparison")
def comparison(name: Name, work: Annotated[Work, Depends(work_for("trial.read"))]) -> ComparisonBody:
    """到目前为止的对比。What it has shown so far."""
    found = answer(
        next((it.published for it in service.trials(work) if it.published.name == name), wording.NOT_FOUND)
    )
    if found.trial.kind is TrialKind.SHADOW:
        return ComparisonBody(shadow=BesideBody.of(compare_shadow(work, found)))
    return ComparisonBody(arms=ArmsBody.of(compare_arms(work, name)))


@router.put("/{name}/draft")
def write(
    request: Request, name: Name, body: DraftIn, work: Annotated[Work, Depends(work_for("trial.edit"))]
) -> KeptBody:
    """保存草稿，有问题也保存。Keep a draft, whatever is wrong with it."""
    draft, troubles = answer(service.write(work, _base(request), name, body.content, body.seen_revision))
    return kept_out(draft, troubles)


@router.post("/{name}/draft/check")
def check(
    request: Request,
    name: Name,
    body: CheckIn,
    work: Annotated[Work, Depends(work_for("trial.read", moves=False))],
) -> list[TroubleBody]:
    """检查内容，不保存。Everything that is wrong with content, without keeping it."""
    return troubles_out(service.look_over(work, _base(request), name, body.content))


@router.post("/{name}/draft/submission")
def submit(
    request: Request, name: Name, body: NoteIn, work: Annotated[Work, Depends(work_for("trial.edit"))]
) -> KeptBody:
    """提交审批。Hand the draft to somebody else; refused while anything is wrong with it."""
    done = service.submit(work, _base(request), name, body.note, body.seen_revision)
    return kept_out(sound(done, "trial"), ())


@router.post("/{name}/draft/rejection")
def reject(name: Name, body: NoteIn, work: Annotated[Work, Depends(work_for("trial.publish"))]) -> KeptBody:
    """退回修改。Send a submitted draft back with a word."""
    return kept_out(answer(reject_draft(work, KIND, name, body.note, body.seen_revision)), ())


@router.post("/{name}/draft/publication", status_code=201)
def publish(
    request: Request,
    name: Name,
    body: PublicationIn,
    work: Annotated[Work, Depends(work_for("trial.publish"))],
) -> TrialBody:
    """批准开始。Let it begin; by another person than those who wrote it."""
    done = service.publish(
        work,
        _base(request),
        name,
        starts_on=body.effective_from,
        seen_revision=body.seen_revision,
        note=body.note,
    )
    sound(done, "trial")
    return answer(trial_shown(work, _base(request), name))


@router.post("/{name}/stop")
def stop(
    request: Request, name: Name, body: StopIn, work: Annotated[Work, Depends(work_for("trial.stop"))]
) -> TrialBody:
    """提前结束。End it early, from the very next decision on."""
    answer(service.stop(work, name, body.why))
    return answer(trial_shown(work, _base(request), name))


@router.delete("/{name}/draft", status_code=204)
def discard(name: Name, work: Annotated[Work, Depends(work_for("trial.edit"))]) -> None:
    """放弃草稿。Throw the draft away."""
    answer(discard_draft(work, KIND, name))


def _base(request: Request) -> Policy:
    decider: Decider = getattr(request.app.state, "decider", None) or platform_decider()
    return decider.policy
