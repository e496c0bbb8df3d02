"""The API of this room: invoices, debts and verifications of an application."""

from typing import Annotated, Final, TypeVar
from uuid import UUID

from fastapi import Depends, Request, UploadFile

from puhui.evidence import bodies
from puhui.evidence.invoices import Source
from puhui.evidence.service import (
    debts_of,
    declare_debts,
    fetch_debts,
    import_invoices,
    imports_of,
    verifications_of,
    verify_application,
)
from puhui.evidence.verification import HttpProvider
from puhui.ground import Erased, Work
from puhui.ground.web import ProblemResponse, Router, answer, language_of, work_for
from puhui.intake import Application, SeveralProblems, application
from puhui.kernel import Problem, Text

T = TypeVar("T")
_MOST_FILES: Final = 50
router = Router(prefix="/api/v1/applications/{application_id}", tags=["evidence"])


@router.post("/invoices", status_code=201)
def upload(
    request: Request,
    application_id: UUID,
    files: list[UploadFile],
    work: Annotated[Work, Depends(work_for("evidence.upload"))],
) -> bodies.ImportBody:
    """上传发票文件（CSV、.gz、.xlsx），可多份。Upload invoice files; bad rows are named, good ones kept."""
    business_id = _business(answer(application(work, application_id)))
    if len(files) > _MOST_FILES:
        raise ProblemResponse(_TOO_MANY_FILES)
    sources = [Source(file.filename or "upload", content=file.file.read()) for file in files]
    return bodies.ImportBody.of(answer(import_invoices(work, business_id, sources)), language_of(request))


@router.get("/imports")
def list_imports(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(work_for("evidence.read"))]
) -> list[bodies.ImportBody]:
    """已导入的批次，以及没有采用的行。Imports so far, with what was left out of each."""
    business_id = _business(answer(application(work, application_id)))
    language = language_of(request)
    return [bodies.ImportBody.of(batch, language) for batch in imports_of(work, business_id)]


@router.post("/debts", status_code=201)
def declare(
    application_id: UUID,
    body: bodies.DeclarationBody,
    work: Annotated[Work, Depends(work_for("evidence.declare_debts"))],
) -> bodies.DebtsBody:
    """申报已有负债；没有负债请申报空清单。Declare existing debts; declare an empty list for none."""
    owner_id = answer(application(work, application_id)).owner_id
    _whole(declare_debts(work, owner_id, [debt.model_dump() for debt in body.debts], body.as_of))
    return _debts(work, owner_id)


@router.post("/debts/report", status_code=201)
def report(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(work_for("evidence.fetch_debts"))]
) -> bodies.DebtsBody:
    """向征信机构查询已有负债。Ask the bureau for existing debts."""
    owner_id = answer(application(work, application_id)).owner_id
    answer(fetch_debts(work, owner_id, _provider(request)))
    return _debts(work, owner_id)


@router.get("/debts")
def read_debts(
    application_id: UUID, work: Annotated[Work, Depends(work_for("evidence.read"))]
) -> bodies.DebtsBody:
    """已有负债汇总；未知不等于没有。What is owed in all; unknown is not none."""
    return _debts(work, answer(application(work, application_id)).owner_id)


@router.post("/verifications", status_code=201)
def verify(
    request: Request,
    application_id: UUID,
    body: bodies.VerifyBody,
    work: Annotated[Work, Depends(work_for("evidence.verify"))],
) -> list[bodies.VerificationBody]:
    """核验经营者、企业并筛查名单；ERROR 转人工。Verify owner and firm, screen lists; an ERROR refers."""
    asked = answer(application(work, application_id))
    answers = answer(verify_application(work, _provider(request), asked, body.bank_card))
    return [bodies.VerificationBody.of(one) for one in answers]


@router.get("/verifications")
def read_verifications(
    application_id: UUID, work: Annotated[Work, Depends(work_for("evidence.read"))]
) -> list[bodies.VerificationBody]:
    """最近一次的核验结果。The latest answers about the owner and the firm."""
    asked = answer(application(work, application_id))
    about = [asked.owner_id, *([asked.enterprise_id] if asked.enterprise_id else [])]
    found = [one for subject_id in about for one in verifications_of(work, subject_id).values()]
    return [bodies.VerificationBody.of(one) for one in found]


def _business(asked: Application) -> UUID:
    return asked.enterprise_id or asked.owner_id


def _debts(work: Work, owner_id: UUID) -> bodies.DebtsBody:
    summary = debts_of(work, owner_id)
    return bodies.DebtsBody.of(answer(_GONE if isinstance(summary, Erased) else summary))


def _provider(request: Request) -> HttpProvider:
    """`app.state.provider`, which app sets from the settings."""
    provider = getattr(request.app.state, "provider", None)
    return answer(provider if isinstance(provider, HttpProvider) else _NO_PROVIDER)


def _whole(result: T | Problem) -> T:
    if isinstance(result, SeveralProblems):
        raise ProblemResponse(result, others=result.each)
    return answer(result)


_TOO_MANY_FILES: Final = Problem(
    "evidence.files.too_large",
    Text(f"一次最多上传{_MOST_FILES}份文件。", f"At most {_MOST_FILES} files at once."),
    Text("请分几次上传：已读取的行会被认出。", "Send them in parts: rows already read are recognised."),
    "files",
)
_GONE: Final = Problem(
    "evidence.subject.gone", Text("这个主体的数据已经删除。", "This subject's data was erased.")
)
_NO_PROVIDER: Final = Problem(
    "evidence.provider.unavailable",
    Text("没有配置核验服务。", "No provider of verification is set."),
    Text("请设置 PUHUI_PROVIDER_URL。", "Set PUHUI_PROVIDER_URL."),
)
