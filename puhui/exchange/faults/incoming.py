"""What comes in goes wrong: a door that is slow, shut, silent, answers twice, in another order or falsely.

Only partner requests pass through the faults; whatever a process answers while a plan holds says so in
`X-Puhui-Faults`, `/health` as well, so that nobody meets them unknowingly.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from puhui.exchange.faults.lying import with_a_lie
from puhui.exchange.faults.model import FaultKind, Where
from puhui.exchange.faults.plan import written_plan
from puhui.exchange.faults.switch import FaultSwitch, Struck
from puhui.exchange.faults.ways import way_of

HEADER: Final = "X-Puhui-Faults"
_SLOW_SECONDS: Final = 2.0
_SILENT_SECONDS: Final = 15.0
_HELD_SECONDS: Final = 2.0
Sleep = Callable[[float], Awaitable[None]]


class FaultyDoor:
    """ASGI middleware around the whole application: `FaultyDoor(app, switch)`."""

    def __init__(self, app: ASGIApp, switch: FaultSwitch, sleep: Sleep = asyncio.sleep) -> None:
        self.app, self.switch, self.sleep = app, switch, sleep
        self._next: dict[Where, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plan = self.switch.plan
        if scope["type"] != "http" or not plan:
            return await self.app(scope, receive, send)
        announced = _announcing(send, written_plan(plan))
        way = way_of(scope["path"])
        struck = self.switch.strike(way) if way else None
        if way is None or struck is None:
            await self.app(scope, receive, announced)
        else:
            await self._struck(struck, way, (scope, receive, announced))
        if way is not None and (struck is None or struck.kind is not FaultKind.REORDERED):
            self._wake(way)

    async def _struck(self, struck: Struck, way: Where, asked: tuple[Scope, Receive, Send]) -> None:
        scope, receive, send = asked
        match struck.kind:
            case FaultKind.REFUSE:
                return await _unavailable(send)
            case FaultKind.SILENT:
                return await self._be_silent(struck, asked)
            case FaultKind.SLOW:
                await self.sleep(struck.seconds(_SLOW_SECONDS))
            case FaultKind.REORDERED:
                await self._let_another_pass(way, struck.seconds(_HELD_SECONDS))
            case FaultKind.TWICE:
                body, second = await _whole(receive), _copy(scope)
                await self.app(scope, _again(body), send)
                return await self.app(second, _again(body), _unheard)
            case FaultKind.LIE:
                return await self._lie(asked)
        await self.app(scope, receive, send)

    async def _be_silent(self, struck: Struck, asked: tuple[Scope, Receive, Send]) -> None:
        scope, receive, send = asked
        if struck.coin:
            await self.app(scope, receive, _unheard)
        await self.sleep(struck.seconds(_SILENT_SECONDS))
        await _unavailable(send)

    async def _let_another_pass(self, way: Where, at_most_seconds: float) -> None:
        waiting = self._next.setdefault(way, asyncio.Event())
        try:
            await asyncio.wait_for(waiting.wait(), at_most_seconds)
        except TimeoutError:
            return

    def _wake(self, way: Where) -> None:
        waiting = self._next.pop(way, None)
        if waiting is not None:
            waiting.set()

    async def _lie(self, asked: tuple[Scope, Receive, Send]) -> None:
        scope, receive, send = asked
        told: list[Message] = []

        async def kept(message: Message) -> None:
            told.append(message)

        await self.app(scope, receive, kept)
        body = _lied(b"".join(it.get("body", b"") for it in told))
        start = next(it for it in told if it["type"] == "http.response.start")
        headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        await send({**start, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _lied(body: bytes) -> bytes:
    try:
        return orjson.dumps(with_a_lie(orjson.loads(body)))
    except orjson.JSONDecodeError:
        return body


def _announcing(send: Send, plan: str) -> Send:
    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [*message.get("headers", []), (HEADER.lower().encode(), plan.encode())]
            message = {**message, "headers": headers}
        await send(message)

    return told


async def _unavailable(send: Send) -> None:
    headers = [(b"content-length", b"0"), (b"retry-after", b"1")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _whole(receive: Receive) -> bytes:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message["type"] == "http.request" and message.get("more_body", False)
    return bytes(body)


def _again(body: bytes) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    return received


def _copy(scope: Scope) -> Scope:
    return {**scope, "state": dict(scope.get("state", {}))}


async def _unheard(_: Message) -> None:
    return None
