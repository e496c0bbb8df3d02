"""Step 3: files in, rows and problems out; then the assessment."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData, UploadFile

from puhui.app.pages.form_file import upload_limits
from puhui.app.pages.page import page, typed_form
from puhui.app.pages.reading import business_of, may_read_invoices, stored_invoices
from puhui.app.pages.views.invoices import Upload
from puhui.app.pages.wording import texts
from puhui.evidence import Source, import_invoices
from puhui.ground import Work
from puhui.ground.web import Router, answer, borrower_work
from puhui.intake import Application, application
from puhui.kernel import Problem

router = Router(include_in_schema=False)


@router.get("/applications/{application_id}/invoices")
def show_upload(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("page.upload"))]
) -> HTMLResponse:
    """What has been read so far, and the form for more."""
    return _shown(request, work, answer(application(work, application_id)))


@router.post("/applications/{application_id}/invoices")
def upload(
    request: Request,
    application_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("page.upload"))],
) -> HTMLResponse:
    """Read every file, keep what is good, and list what was left out by file, line and column."""
    asked = answer(application(work, application_id))
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
    if not files:
        return _shown(request, work, asked, problem=Problem("form.files", texts()["invoices.nothing"]))
    limits = upload_limits()
    if len(files) > limits.files or sum(file.size or 0 for file in files) > limits.megabytes * 1_000_000:
        said = texts()["invoices.too_much"].fill(files=limits.files, megabytes=limits.megabytes)
        return _shown(request, work, asked, problem=Problem("form.files.too_large", said))
    sources = [Source(str(file.filename), content=file.file.read()) for file in files]
    batch = import_invoices(work, business_of(asked), sources)
    if isinstance(batch, Problem):
        return _shown(request, work, asked, problem=batch)
    left_out = (*batch.problems, *batch.remarks)
    brought = Upload(
        batch.rows_read,
        batch.rows_new,
        left_out[: limits.problems_shown],
        len(batch.problems) + len(batch.remarks),
    )
    return _shown(request, work, asked, upload=brought)


def _shown(
    request: Request,
    work: Work,
    asked: Application,
    upload: Upload | None = None,
    problem: Problem | None = None,
) -> HTMLResponse:
    here = f"/applications/{asked.id}"
    return page(
        request,
        "invoices.html",
        422 if problem else 200,
        here=f"{here}/invoices",
        assess=f"{here}/assess",
        stored=stored_invoices(work, asked),
        upload=upload,
        is_open=may_read_invoices(work, asked),
        megabytes=upload_limits().megabytes,
        errors={"files": problem} if problem else {},
        path=f"{here}/invoices",
    )
