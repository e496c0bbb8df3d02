"""The router every room uses: its routes remember answers by key and leave a trace of every change."""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Final

from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.status import HTTP_200_OK

from puhui.ground.idempotency import Answer, keeping
from puhui.ground.web.access import Grant, Replayed, grant_of, is_change
from puhui.ground.web.at_once import Way, answer_at_once, parts_at_once
from puhui.ground.web.content import read_content
from puhui.ground.web.problems import MEDIA_TYPE, problem_answer
from puhui.ground.work import Work
from puhui.kernel import Problem, Text

_KEPT_HEADERS: Final = ("content-type", "location", "content-language")

_KEY_PARAMETER: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "每次操作一个 UUID，重试时不变。A UUID for each operation, unchanged when retrying.",
    "schema": {"type": "string", "minLength": 8, "maxLength": 200, "pattern": "^[!-~]{8,200}$"},
}
_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    "default": {
        "description": "Problem document (RFC 9457)",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}


_SHOWN_ONCE: Final = Problem(
    "idempotency.secret.already",
    Text(
        "这件事已经办好，其中的密钥只显示一次。",
        "This was done before; its secret was shown once and not kept.",
    ),
    Text("没有收到的话，请撤销它再发一个。", "If you never received it, revoke it and issue another."),
)


class Route(APIRoute):
    """A route that knows what it asks for (`grant`)."""

    grant: Grant | None
    answered: Callable[[Request], Coroutine[Any, Any, Response]]
    """What the routing table runs, for the lane that goes past it."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:  # noqa: ANN401
        super().__init__(path, endpoint, **options)
        self.grant = next(_grants(self.dependant), None)
        if self.grant:
            told: dict[str, Any] = {"x-action": self.grant.action}
            if self.needs_key() and not self.grant.by_page:
                told["parameters"] = [_KEY_PARAMETER]
            self.openapi_extra = {**(self.openapi_extra or {}), **told}

    def needs_key(self) -> bool:
        """Whether a call here must bring an `Idempotency-Key`."""
        return bool(self.grant and self.grant.moves and "POST" in (self.methods or ()))

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        ordinary = super().get_route_handler()

        async def handle(request: Request) -> Response:
            parts = parts_at_once(self.endpoint, request)
            if parts is None or self.grant is None:
                response = await ordinary(request)
                if is_change(request) and hasattr(request.state, "work"):
                    await run_in_threadpool(_conclude, request, response)
                return response
            way = Way(self.grant, self.endpoint, self.status_code or HTTP_200_OK, _conclude)
            async with request.app.state.turns:
                return await run_in_threadpool(answer_at_once, request, way, parts)

        async def handle_once(request: Request) -> Response:
            if is_change(request):
                await read_content(request, is_signed=bool(self.grant and self.grant.is_signed))
            try:
                return await handle(request)
            except Replayed as before:
                return _again(before.answer)

        self.answered = handle_once
        return handle_once


class Router(APIRouter):
    """`Router(prefix="/api/v1/applications", tags=["intake"])`: an APIRouter of such routes."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        options["responses"] = {**_PROBLEMS, **options.get("responses", {})}
        super().__init__(route_class=Route, **options)


def _conclude(request: Request, response: Response) -> None:
    """Inside the transaction still: note who changed what by which action, keep the answer for a retry."""
    work: Work = request.state.work
    route: Route = request.scope["route"]
    assert route.grant is not None  # noqa: S101 - it opened the work
    work.audit("http.change", f"action:{route.grant.action}", request_id=request.state.request_id)
    claimed = getattr(request.state, "claim", None)
    if claimed is not None:
        response = problem_answer(request, _SHOWN_ONCE, 409) if route.grant.secret else response
        kept = tuple((name, response.headers[name]) for name in _KEPT_HEADERS if name in response.headers)
        work.later(*keeping(claimed, Answer(response.status_code, kept, bytes(response.body))))


def _again(answer: Answer) -> Response:
    headers = {**dict(answer.headers), "Idempotency-Replayed": "true"}
    return Response(answer.body, answer.status, headers)


def _grants(dependant: Dependant) -> Iterator[Grant]:
    if grant := grant_of(dependant.call):
        yield grant
    for below in dependant.dependencies:
        yield from _grants(below)
