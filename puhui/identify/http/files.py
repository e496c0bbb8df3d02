"""Tables that somebody sends in: taken, watched, fetched, forgotten. Each sees their own only."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Form, Response, UploadFile

from puhui.ground import Work
from puhui.ground.web import ProblemResponse, Router, answer, work_for
from puhui.identify.bodies.files import FileBody
from puhui.identify.service.filing import file_of, forget_file, my_files, result_of, stop_file, take_file

router = Router(prefix="/api/v1/identify", tags=["identify"])


@router.post("/industry/file", status_code=201)
def take(
    file: UploadFile,
    work: Annotated[Work, Depends(work_for("identify.file"))],
    queue_unsure: Annotated[bool, Form()] = True,
) -> FileBody:
    """上传一张企业表（CSV、xlsx，UTF-8 或 GBK）。A table of firms; it is worked through part by part."""
    found = take_file(work, file.filename or "upload", file.file.read(), queue_unsure=queue_unsure)
    return FileBody.of(answer(found))


@router.get("/files")
def mine(work: Annotated[Work, Depends(work_for("identify.file"))]) -> list[FileBody]:
    """我上传的文件，最新在前。What one sent in and is still kept."""
    return [FileBody.of(one) for one in my_files(work)]


@router.get("/files/{file_id}")
def progress(file_id: UUID, work: Annotated[Work, Depends(work_for("identify.file"))]) -> FileBody:
    """进度。How far it is."""
    return FileBody.of(answer(file_of(work, file_id)))


@router.get("/files/{file_id}/result")
def result(file_id: UUID, work: Annotated[Work, Depends(work_for("identify.file"))]) -> Response:
    """结果（CSV，Excel 可直接打开）。The result, as a CSV that Excel opens as it should."""
    text = answer(result_of(work, file_id))
    headers = {"Content-Disposition": f'attachment; filename="identified-{file_id}.csv"'}
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/files/{file_id}/stop")
def stop(file_id: UUID, work: Annotated[Work, Depends(work_for("identify.file"))]) -> FileBody:
    """停止处理。Work through it no further."""
    return FileBody.of(answer(stop_file(work, file_id)))


@router.delete("/files/{file_id}", status_code=204)
def forget(file_id: UUID, work: Annotated[Work, Depends(work_for("identify.file"))]) -> None:
    """删除文件和结果，不能恢复。Forget a file with its result; there is no way back."""
    if problem := forget_file(work, file_id):
        raise ProblemResponse(problem)
