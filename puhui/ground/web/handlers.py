"""Whatever goes wrong in a request ends here, as a problem document and never as a stack trace."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from puhui.ground.telemetry import log
from puhui.ground.unavailable import Unavailable
from puhui.ground.web.problems import ProblemResponse, problem_answer
from puhui.ground.web.validation import validation_problems
from puhui.kernel import Language, Problem, Text

E = TypeVar("E", bound=Exception)

_HTTP: Final[dict[int, Problem]] = {
    400: Problem(
        "request.unreadable",
        Text("请求无法理解。", "The request cannot be understood."),
        Text("请按接口说明（/api/docs）重新发送。", "Send it again as the reference (/api/docs) says."),
    ),
    404: Problem(
        "route.not_found",
        Text("没有这个地址。", "There is nothing at this address."),
        Text("请核对地址，接口一览见 /api/docs。", "Check the address; /api/docs lists what there is."),
    ),
    405: Problem(
        "route.method",
        Text("这个地址不接受这种方法。", "This address does not accept this method."),
        Text("可用的方法见 Allow 响应头。", "The Allow header names the methods that are accepted."),
    ),
}
_UNHOLDABLE: Final = Problem(
    "request.value",
    Text("其中有一个值超出了可以保存的范围。", "One of the values is outside what can be stored."),
    Text("请核对数字和日期是否过大。", "Check for numbers or dates that are too large."),
)
_INTERNAL: Final = Problem(
    "internal",
    Text("我们这边出了差错，什么都没有保存。", "Something went wrong on our side; nothing was saved."),
    Text(
        "请稍后再试；若仍不行，请告诉我们 request_id。",
        "Try again later; if it persists, tell us the request_id.",
    ),
)
_DATABASE_AWAY: Final = Problem(
    "database.unavailable",
    Text("数据库暂时无法使用，什么都没有保存。", "The database cannot be reached; nothing was saved."),
    Text("请稍等片刻再试。", "Wait a moment and try again."),
)


def install_handlers(app: FastAPI) -> None:
    """Let `app` answer every expected failure as a problem; the unexpected ones are `RequestLog`'s."""
    app.add_exception_handler(HTTPException, _shown(_http))  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _shown(_invalid))  # type: ignore[arg-type]
    app.add_exception_handler(DataError, _shown(_unholdable))  # type: ignore[arg-type]
    app.add_exception_handler(OperationalError, _shown(_database_away))  # type: ignore[arg-type]
    app.add_exception_handler(InterfaceError, _shown(_database_away))  # type: ignore[arg-type]
    app.add_exception_handler(Unavailable, _shown(_unavailable))  # type: ignore[arg-type]
    app.add_exception_handler(PoolTimeoutError, _shown(_database_away))  # type: ignore[arg-type]


async def unexpected(request: Request, error: Exception) -> Response:
    """A surprise: everything is in the log under the request's id, and only that id is told."""
    log.error("request.failed", kind=type(error).__name__, exc_info=error)
    return await _shown(_internal)(request, error)


def _http(request: Request, error: HTTPException) -> Response:
    if isinstance(error, ProblemResponse):
        return problem_answer(request, error.problem, error.status_code, error.headers, error.others)
    problem = _HTTP.get(error.status_code, _HTTP[400])
    return problem_answer(request, problem, error.status_code, error.headers)


def _invalid(request: Request, error: RequestValidationError) -> Response:
    whole, each = validation_problems(error.errors())
    return problem_answer(request, whole, 422, others=each)


def _unholdable(request: Request, error: DataError) -> Response:
    log.warning("request.value", kind=type(error.orig).__name__)
    return problem_answer(request, _UNHOLDABLE, 422)


def _database_away(request: Request, error: OperationalError | InterfaceError | PoolTimeoutError) -> Response:
    log.error("database.unavailable", kind=type(getattr(error, "orig", error)).__name__)
    return problem_answer(request, _DATABASE_AWAY, 503, {"Retry-After": "2"})


def _unavailable(request: Request, error: Unavailable) -> Response:
    """Something that was there at the start is not there now; its sentence is for whoever runs this."""
    log.error("ground.unavailable", code=error.problem.code, said=error.problem.sentence(Language.EN))
    return problem_answer(request, _DATABASE_AWAY, 503, {"Retry-After": "30"})


def _internal(request: Request, error: Exception) -> Response:
    return problem_answer(request, _INTERNAL, 500)


def _shown(handler: Callable[[Request, E], Response]) -> Callable[[Request, E], Awaitable[Response]]:
    """A page's reader gets a page, where the application has one (`app.state.problem_page`)."""

    async def shown(request: Request, error: E) -> Response:
        response = handler(request, error)
        page = getattr(request.app.state, "problem_page", None)
        if page is None or request.url.path.startswith("/api") or not _reads_html(request):
            return response
        told: Response = page(request, response)
        return told

    return shown


def _reads_html(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
