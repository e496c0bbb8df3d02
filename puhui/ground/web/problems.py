"""Problem details for HTTP (RFC 9457): every refusal of the API has this one shape.

`type` and `code` are for machines, `detail` and `fix` for people in the language they asked for, `where` is a
place in their request, `request_id` is what they quote to us and what our log carries.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from puhui.ground.web.language import language_of
from puhui.kernel import Language, Problem, Text

MEDIA_TYPE: Final = "application/problem+json"
T = TypeVar("T")

_STATUS_BY_ENDING: Final[dict[str, int]] = {
    "not_found": 404,
    "forbidden": 403,
    "conflict": 409,
    "closed": 409,
    "already": 409,
    "gone": 410,
    "too_large": 413,
    "unsupported": 415,
    "too_many": 429,
    "unavailable": 503,
}
"""How the last word of a problem's code becomes a status; every other expected failure is 422."""

TITLES: Final[dict[int, Text]] = {
    400: Text("请求无法理解", "The request cannot be understood"),
    401: Text("需要先登录", "Sign in first"),
    403: Text("没有权限", "Not allowed"),
    404: Text("没有找到", "Not found"),
    405: Text("这里不接受这种方法", "This method is not accepted here"),
    409: Text("与已有的情况冲突", "In conflict with what is already there"),
    410: Text("已经不在了", "No longer there"),
    413: Text("内容太大", "Too large"),
    415: Text("不接受这种格式", "This format is not accepted"),
    422: Text("内容有误", "Something in it is wrong"),
    429: Text("次数太多，请稍后再试", "Too many attempts, try again later"),
    500: Text("我们这边出了差错", "Something went wrong on our side"),
    503: Text("暂时无法处理", "Not possible at the moment"),
}


class ProblemResponse(HTTPException):
    """Raised at the edge to answer with a `Problem`; whatever the request did is rolled back.

    The only exception that a handler raises on purpose: everything below the edge returns its problems.
    """

    def __init__(
        self,
        problem: Problem,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        others: Sequence[Problem] = (),
    ) -> None:
        super().__init__(status or status_of(problem), problem.code, headers)
        self.problem = problem
        self.others = tuple(others)


def answer(result: T | Problem, status: int | None = None) -> T:
    """The value, or the problem raised as the response: `return answer(submit_application(work, new))`.

    The status follows from the last word of the code (`application.not_found` → 404, `consent.forbidden` →
    403, `quota.conflict` → 409 …), 422 otherwise, or is given.

    >>> answer(42)
    42
    """
    if isinstance(result, Problem):
        raise ProblemResponse(result, status)
    return result


def status_of(problem: Problem) -> int:
    """The HTTP status that a problem's code stands for.

    >>> status_of(Problem("application.not_found", Text("没有", "none")))
    404
    """
    return _STATUS_BY_ENDING.get(problem.code.rsplit(".", 1)[-1], 422)


def problem_details(
    problem: Problem, status: int, language: Language, request_id: str, others: Sequence[Problem] = ()
) -> dict[str, Any]:
    """The body of the answer; fields without anything to say are left out."""
    title = TITLES.get(status, TITLES[500 if status >= 500 else 400])
    body = {
        "type": f"urn:puhui:problem:{problem.code}",
        "title": title.in_(language),
        "status": status,
        **_one(problem, language),
        "request_id": request_id,
    }
    return body | ({"errors": [_one(other, language) for other in others]} if others else {})


def problem_answer(
    request: Request,
    problem: Problem,
    status: int,
    headers: Mapping[str, str] | None = None,
    others: Sequence[Problem] = (),
) -> JSONResponse:
    """The whole response, in the reader's language."""
    language = language_of(request)
    body = problem_details(problem, status, language, request_id_of(request), others)
    return JSONResponse(
        body, status, {"Content-Language": language, **(headers or {})}, media_type=MEDIA_TYPE
    )


def request_id_of(request: Request) -> str:
    """The id that this request has in the log and in its answer."""
    return str(request.scope.get("state", {}).get("request_id", ""))


def _one(problem: Problem, language: Language) -> dict[str, str]:
    said = {
        "code": problem.code,
        "detail": problem.what.in_(language),
        "where": problem.place(language),
        "fix": problem.fix.in_(language) if problem.fix else None,
    }
    return {name: value for name, value in said.items() if value}
