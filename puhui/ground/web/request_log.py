"""One line in the log for each request, one id that joins the line, the answer and the complaint."""

import time
from typing import Final

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from puhui.ground.telemetry import log
from puhui.ground.web.handlers import unexpected
from puhui.kernel import new_id

SAFE_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    "Cache-Control": "no-store",
}
"""Set on every answer that does not say otherwise: nothing is sniffed, framed, cached, fetched elsewhere."""


class RequestLog:
    """ASGI middleware, outermost: names the request, times it, and turns a surprise into a problem."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request_id = str(new_id())
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        answer = _Answer(send, request_id)
        started = time.perf_counter()
        try:
            await self.app(scope, receive, answer)
        except Exception as error:
            response = await unexpected(Request(scope), error)
            if answer.status is None:
                await response(scope, receive, answer)
        finally:
            took_ms = round((time.perf_counter() - started) * 1000, 1)
            log.info(
                "request", method=scope["method"], path=_path(scope), status=answer.status, took_ms=took_ms
            )


class _Answer:
    """`send`, remembering the status and adding the headers that every answer has."""

    def __init__(self, send: Send, request_id: str) -> None:
        self.send, self.request_id = send, request_id
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self.request_id
            for name, value in SAFE_HEADERS.items():
                headers.setdefault(name, value)
        await self.send(message)


def _path(scope: Scope) -> str:
    """The route's template where there is one, so that no identifier typed into a path is written down."""
    route = scope.get("route")
    return str(getattr(route, "path", "")) or "‹unknown route›"
