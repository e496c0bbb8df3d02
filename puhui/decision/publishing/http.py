"""Policy tables over HTTP: read, change, compare, try out, submit, publish."""

from typing import Annotated, Any

from fastapi import Depends, Path, Request

from puhui.decision.owner import Decider, platform_decider
from puhui.decision.policy import Policy
from puhui.decision.publishing import service
from puhui.decision.publishing.bodies import PolicyBody, PolicyLine, PreviewBody
from puhui.decision.publishing.diff import changes, columns
from puhui.decision.publishing.documents import opened
from puhui.decision.publishing.now import KIND, policy_now
from puhui.decision.publishing.shown import policies_shown, policy_shown
from puhui.ground import Work
from puhui.ground.publishing import NO_DRAFT, discard_draft, draft_of, reject_draft
from puhui.ground.publishing.bodies import (
    CheckIn,
    DiffBody,
    DiffColumn,
    DiffRow,
    DraftIn,
    KeptBody,
    NoteIn,
    PreviewIn,
    PublicationBody,
    PublicationIn,
    TroubleBody,
)
from puhui.ground.publishing.showing import kept_out, sound, troubles_out
from puhui.ground.web import Router, Said, answer, work_for

router = Router(prefix="/api/v1/policies", tags=["policy"])

Name = Annotated[str, Path(pattern="^[a-z][a-z_]{1,40}$")]


@router.get("")
def policies(request: Request, work: Annotated[Work, Depends(work_for("policy.read"))]) -> list[PolicyLine]:
    """策略表清单。Every policy table, in the order of a decision."""
    return policies_shown(work, _base(request))


@router.get("/{name}")
def policy(
    request: Request, name: Name, work: Annotated[Work, Depends(work_for("policy.read"))]
) -> PolicyBody:
    """一张策略表、历史和草稿。One table with its history and its draft."""
    answer(service.known(_base(request), name))
    return policy_shown(work, _base(request), name)


@router.put("/{name}/draft")
def write(
    request: Request, name: Name, body: DraftIn, work: Annotated[Work, Depends(work_for("policy.edit"))]
) -> KeptBody:
    """保存草稿，有问题也保存。Keep a draft, whatever is wrong with it."""
    saved = service.write(
        work, _base(request), name, body.content, seen_revision=body.seen_revision, based_on=body.based_on
    )
    draft, troubles = answer(saved)
    return kept_out(draft, troubles)


@router.post("/{name}/draft/check")
def check(
    request: Request,
    name: Name,
    body: CheckIn,
    work: Annotated[Work, Depends(work_for("policy.read", moves=False))],
) -> list[TroubleBody]:
    """检查内容，不保存。Everything that is wrong with content, without keeping it."""
    return troubles_out(answer(service.look_over(work, _base(request), name, body.content)))


@router.get("/{name}/draft/diff")
def difference(
    request: Request, name: Name, work: Annotated[Work, Depends(work_for("policy.read"))]
) -> DiffBody:
    """草稿与现行的差别。What the draft changes, row by row."""
    answer(service.known(_base(request), name))
    draft = answer(draft_of(work, KIND, name) or NO_DRAFT)
    now = opened(policy_now(work, _base(request)).contents[name])
    return _diff(now, opened(draft.content))


@router.post("/{name}/draft/preview")
def preview(
    request: Request,
    name: Name,
    body: PreviewIn,
    work: Annotated[Work, Depends(work_for("policy.read", moves=False))],
) -> PreviewBody:
    """用过去的申请试一试。Past applications decided again with the draft."""
    tried = service.try_out(work, _base(request), name, body.content, body.at_most)
    return PreviewBody.of(sound(tried, "policy"))


@router.post("/{name}/draft/submission")
def submit(
    request: Request, name: Name, body: NoteIn, work: Annotated[Work, Depends(work_for("policy.edit"))]
) -> KeptBody:
    """提交审批。Hand the draft to somebody else; refused while anything is wrong with it."""
    done = service.submit(work, _base(request), name, body.note, body.seen_revision)
    return kept_out(sound(done, "policy"), ())


@router.post("/{name}/draft/rejection")
def reject(
    request: Request, name: Name, body: NoteIn, work: Annotated[Work, Depends(work_for("policy.publish"))]
) -> KeptBody:
    """退回修改。Send a submitted draft back with a word."""
    return kept_out(answer(reject_draft(work, KIND, name, body.note, body.seen_revision)), ())


@router.post("/{name}/draft/publication", status_code=201)
def publish(
    request: Request,
    name: Name,
    body: PublicationIn,
    work: Annotated[Work, Depends(work_for("policy.publish"))],
) -> PublicationBody:
    """发布。Put a submitted draft in force; by another person than those who wrote it."""
    published = service.publish(
        work,
        _base(request),
        name,
        effective_from=body.effective_from,
        seen_revision=body.seen_revision,
        note=body.note,
    )
    done = sound(published, "policy")
    shown = policy_shown(work, _base(request), name)
    return next(it for it in shown.history if it.number == done.number)


@router.delete("/{name}/draft", status_code=204)
def discard(name: Name, work: Annotated[Work, Depends(work_for("policy.edit"))]) -> None:
    """放弃草稿。Throw the draft away."""
    answer(discard_draft(work, KIND, name))


def _base(request: Request) -> Policy:
    decider: Decider = getattr(request.app.state, "decider", None) or platform_decider()
    return decider.policy


def _diff(before: dict[str, Any], after: dict[str, Any]) -> DiffBody:
    return DiffBody(
        rows=[
            DiffRow(
                row_id=it.row_id, change=it.change, before=it.before, after=it.after, said=Said.of(it.said)
            )
            for it in changes(before, after)
        ],
        columns=[
            DiffColumn(key=it.key, label=Said.of(it.label), change=it.change) for it in columns(before, after)
        ],
    )
