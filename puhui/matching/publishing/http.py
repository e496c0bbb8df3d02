"""Products over HTTP: read, change, compare, try out, submit, publish."""

from typing import Annotated, Any

from fastapi import Depends, Path, Request

from puhui.ground import Ground, Work
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
from puhui.matching.catalogue import shipped_catalogue
from puhui.matching.publishing import service
from puhui.matching.publishing.bodies import ProductBody, ProductLine, ProductPreviewBody
from puhui.matching.publishing.diff import changes
from puhui.matching.publishing.documents import documents_in, opened
from puhui.matching.publishing.now import KIND
from puhui.matching.publishing.service import Shelf, in_force
from puhui.matching.publishing.shown import product_shown, products_shown

router = Router(prefix="/api/v1/products", tags=["product"])

Code = Annotated[str, Path(pattern="^[a-z][a-z0-9_]{2,60}$")]


@router.get("")
def products(request: Request, work: Annotated[Work, Depends(work_for("product.read"))]) -> list[ProductLine]:
    """产品清单。Every product, with its true cost at its cheapest and its dearest."""
    return products_shown(work, _shelf(request, work))


@router.get("/{code}")
def product(
    request: Request, code: Code, work: Annotated[Work, Depends(work_for("product.read"))]
) -> ProductBody:
    """一个产品、历史和草稿。One product with its history and its draft."""
    return answer(product_shown(work, _shelf(request, work), code))


@router.put("/{code}/draft")
def write(
    request: Request, code: Code, body: DraftIn, work: Annotated[Work, Depends(work_for("product.edit"))]
) -> KeptBody:
    """保存草稿；新代码就是新产品。Keep a draft, whatever is wrong with it; a new code is a new product."""
    saved = service.write(
        work,
        _shelf(request, work),
        code,
        body.content,
        seen_revision=body.seen_revision,
        based_on=body.based_on,
    )
    draft, troubles = answer(saved)
    return kept_out(draft, troubles)


@router.post("/{code}/draft/check")
def check(
    request: Request,
    code: Code,
    body: CheckIn,
    work: Annotated[Work, Depends(work_for("product.read", moves=False))],
) -> list[TroubleBody]:
    """检查内容，不保存。Everything that is wrong with a product, without keeping it."""
    return troubles_out(service.look_over(work, _shelf(request, work), code, body.content))


@router.get("/{code}/draft/diff")
def difference(
    request: Request, code: Code, work: Annotated[Work, Depends(work_for("product.read"))]
) -> DiffBody:
    """草稿与现行的差别。What the draft changes, field by field; `value` on both sides."""
    draft = answer(draft_of(work, KIND, code) or NO_DRAFT)
    now = in_force(work, _shelf(request, work)).get(code)
    return _diff(opened(now) if now else {}, opened(draft.content))


@router.post("/{code}/draft/preview")
def preview(
    request: Request,
    code: Code,
    body: PreviewIn,
    work: Annotated[Work, Depends(work_for("product.read", moves=False))],
) -> ProductPreviewBody:
    """用过去的申请试一试。Who would gain or lose an offer, among past applications."""
    tried = service.try_out(work, _shelf(request, work), code, body.content, body.at_most)
    return ProductPreviewBody.of(sound(tried, "product"))


@router.post("/{code}/draft/submission")
def submit(
    request: Request, code: Code, body: NoteIn, work: Annotated[Work, Depends(work_for("product.edit"))]
) -> KeptBody:
    """提交审批。Hand the draft to somebody else; refused while anything is wrong with it."""
    done = service.submit(work, _shelf(request, work), code, body.note, body.seen_revision)
    return kept_out(sound(done, "product"), ())


@router.post("/{code}/draft/rejection")
def reject(code: Code, body: NoteIn, work: Annotated[Work, Depends(work_for("product.publish"))]) -> KeptBody:
    """退回修改。Send a submitted draft back with a word."""
    return kept_out(answer(reject_draft(work, KIND, code, body.note, body.seen_revision)), ())


@router.post("/{code}/draft/publication", status_code=201)
def publish(
    request: Request,
    code: Code,
    body: PublicationIn,
    work: Annotated[Work, Depends(work_for("product.publish"))],
) -> PublicationBody:
    """发布。Put a submitted draft in force; by another person than those who wrote it."""
    shelf = _shelf(request, work)
    published = service.publish(
        work,
        shelf,
        code,
        effective_from=body.effective_from,
        seen_revision=body.seen_revision,
        note=body.note,
    )
    done = sound(published, "product")
    shown = answer(product_shown(work, shelf, code))
    return next(it for it in shown.history if it.number == done.number)


@router.delete("/{code}/draft", status_code=204)
def discard(code: Code, work: Annotated[Work, Depends(work_for("product.edit"))]) -> None:
    """放弃草稿。Throw the draft away."""
    answer(discard_draft(work, KIND, code))


def _shelf(request: Request, work: Work) -> Shelf:
    ground: Ground = request.app.state.ground
    catalogue = getattr(request.app.state, "catalogue", None) or shipped_catalogue()
    return Shelf(catalogue, documents_in(ground.settings.catalogue), is_own=work.institution is not None)


def _diff(before: dict[str, Any], after: dict[str, Any]) -> DiffBody:
    return DiffBody(
        rows=[
            DiffRow(
                row_id=it.field,
                change=it.change,
                before=None if it.change == "added" else {"value": it.before},
                after=None if it.change == "removed" else {"value": it.after},
                said=Said.of(it.said),
            )
            for it in changes(before, after)
        ],
        columns=[DiffColumn(key="value", label=Said(zh="内容", en="value"), change="same")],
    )
