"""Call an ASGI application in this process as if over HTTP, from ordinary code.

One request runs from beginning to end before the next line of the caller, in this one thread, so a simulated
town has no races that its seed does not know of.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import anyio.to_thread
import httpx
from fastapi import FastAPI


class AsgiTransport(httpx.BaseTransport):
    """An httpx transport to an application; an exception out of it reaches the caller, as a death must."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The application's whole answer."""
        with patch.object(anyio.to_thread, "run_sync", _here), _no_loop_around():
            return _LOOP.run_until_complete(_call(self.app, request, request.read()))


_LOOP = asyncio.new_event_loop()


@contextmanager
def _no_loop_around() -> Iterator[None]:
    """A browser that another test has opened keeps a loop of its own in this thread; ours runs inside it."""
    around = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(around)


async def _here(work: Callable[..., Any], *arguments: Any, **_: Any) -> Any:
    """What would run in a thread of its own runs at once."""
    return work(*arguments)


async def _call(app: Any, request: httpx.Request, body: bytes) -> httpx.Response:
    status, headers, parts = 500, [], []
    is_read = False

    async def receive() -> dict[str, Any]:
        nonlocal is_read
        if is_read:
            return {"type": "http.disconnect"}
        is_read = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], message.get("headers", [])
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await app(_scope(request), receive, send)
    return httpx.Response(status, headers=headers, content=b"".join(parts), request=request)


def _scope(request: httpx.Request) -> dict[str, Any]:
    path, _, query = request.url.raw_path.partition(b"?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "server": (request.url.host, request.url.port or 80),
        "client": ("127.0.0.1", 50_000),
        "state": {},
    }
