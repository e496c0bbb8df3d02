"""How much of a request is read at all, decided while it arrives and before anybody parses it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from puhui.ground.web.json_body import json_problem, nul_problem
from puhui.ground.web.problems import ProblemResponse, problem_answer
from puhui.kernel import Problem, Text

_MB: Final = 1 << 20
_DISCARD_BYTES: Final = 64 * _MB
"""A refused body is read to its end up to here and thrown away, so that the sender hears why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one request may bring. JSON is meant for facts; files go as multipart or as CSV."""

    json_bytes: int = _MB
    upload_bytes: int = 64 * _MB
    json_levels: int = 32
    signed_paths: tuple[str, ...] = ("/partner/",)
    """Where bodies are only counted: whoever signed one is known first, so that what is wrong with it is
    refused by name and written down."""


class BodyGuard:
    """ASGI middleware: refuses what is too large, no JSON, not UTF-8 or carries NUL, and says why."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        try:
            receive = await self._guarded(scope, receive)
        except ProblemResponse as refusal:
            headers = {"Connection": "close"} if refusal.status_code == 413 else {}
            response = problem_answer(Request(scope), refusal.problem, refusal.status_code, headers)
            return await response(scope, receive, send)
        except _HungUpError:
            return None
        await self.app(scope, receive, send)

    async def _guarded(self, scope: Scope, receive: Receive) -> Receive:
        if b"%00" in scope.get("raw_path", b"") or b"%00" in scope["query_string"] or "\x00" in scope["path"]:
            raise ProblemResponse(nul_problem("url"), 400)
        headers = Headers(scope=scope)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if not _has_body(headers):
            return receive
        if scope["path"].startswith(self.limits.signed_paths):
            is_file = kind == "text/csv"
            return _counting(receive, self.limits.upload_bytes if is_file else self.limits.json_bytes)
        if kind == "application/json" or kind.endswith("+json"):
            return await self._json(receive)
        if kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
            limit = self.limits.upload_bytes if kind.startswith("multipart") else self.limits.json_bytes
            return _counting(receive, limit)
        if kind == "text/csv":
            return _counting(receive, self.limits.upload_bytes)
        raise ProblemResponse(UNSUPPORTED, 415)

    async def _json(self, receive: Receive) -> Receive:
        body = bytearray()
        counted = _counting(receive, self.limits.json_bytes)
        more = True
        while more:
            message = await counted()
            if message["type"] == "http.disconnect":
                raise _HungUpError
            body += message.get("body", b"")
            more = message.get("more_body", False)
        if body and (problem := json_problem(bytes(body), self.limits.json_levels)):
            raise ProblemResponse(problem, 422 if problem.code != "json.syntax" else 400)
        return _once({"type": "http.request", "body": bytes(body), "more_body": False}, receive)


class _HungUpError(Exception):
    """The other side hung up; there is nobody to answer."""


def _has_body(headers: Headers) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _counting(receive: Receive, limit_bytes: int) -> Callable[[], Awaitable[Message]]:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit_bytes:
            await _discard(receive, message)
            raise ProblemResponse(_too_large(limit_bytes), 413)
        return message

    return counted


async def _discard(receive: Receive, message: Message) -> None:
    thrown_away = 0
    while message.get("more_body", False) and thrown_away < _DISCARD_BYTES:
        message = await receive()
        thrown_away += len(message.get("body", b""))


def _once(message: Message, then: Receive) -> Receive:
    waiting = [message]

    async def replayed() -> Message:
        return waiting.pop() if waiting else await then()

    return replayed


def _too_large(limit_bytes: int) -> Problem:
    limit = f"{limit_bytes / _MB:g} MB"
    return Problem(
        "request.too_large",
        Text(f"内容超过上限 {limit}。", f"The body is larger than {limit}."),
        Text("请分几次发送，或改用文件上传。", "Send it in parts, or upload it as a file."),
        "body",
    )


UNSUPPORTED: Final = Problem(
    "request.unsupported",
    Text("不接受这种内容类型。", "This content type is not accepted."),
    Text("请用 application/json 或 multipart/form-data。", "Use application/json or multipart/form-data."),
    "Content-Type",
)
