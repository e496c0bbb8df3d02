"""What goes out goes wrong: signed requests to a partner, and calls of a bureau or a payment rail.

A thing held back (`reordered`) leaves right after the next one, whose sender has by then given it up.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import httpx
import orjson

from puhui.exchange.faults.lying import with_a_lie
from puhui.exchange.faults.model import FaultKind, Where
from puhui.exchange.faults.switch import FaultSwitch, Struck
from puhui.exchange.faults.ways import way_of
from puhui.exchange.ports import Sender

T = TypeVar("T")
_SLOW_SECONDS = 2.0


class _Held:
    """What was held back and leaves after the next one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: list[Callable[[], object]] = []

    def hold(self, call: Callable[[], object]) -> None:
        """Keep it for later."""
        with self._lock:
            self._calls.append(call)

    def release(self) -> None:
        """Let everything go that was held before."""
        with self._lock:
            calls, self._calls = self._calls, []
        for call in calls:
            call()


@dataclass(slots=True)
class FaultySender:
    """A `Sender` in whose hands requests are lost, late, doubled, overtaken or changed.

    `resign` signs a request anew: with it a lie is told under our own signature, without it the partner sees
    a signature that does not fit.
    """

    sender: Sender
    switch: FaultSwitch
    resign: Callable[[httpx.Request], httpx.Request] | None = None
    sleep: Callable[[float], None] = time.sleep
    _held: _Held = field(default_factory=_Held, init=False)

    def send(self, request: httpx.Request) -> httpx.Response:
        """The answer, if there is one. Raises `httpx.HTTPError` as a network does."""
        way = way_of(request.url.path)
        struck = self.switch.strike(way) if way is not None else None
        answer = self.sender.send(request) if struck is None else self._struck(struck, request)
        self._held.release()
        return answer

    def _struck(self, struck: Struck, request: httpx.Request) -> httpx.Response:
        match struck.kind:
            case FaultKind.REFUSE:
                raise httpx.ConnectError("made to refuse", request=request)
            case FaultKind.REORDERED:
                self._held.hold(lambda: self._unheard(request))
                raise httpx.ReadTimeout("made to be overtaken", request=request)
            case FaultKind.SILENT:
                self.sleep(struck.seconds(0.0))
                if struck.coin:
                    self._unheard(request)
                raise httpx.ReadTimeout("made to be silent", request=request)
            case FaultKind.SLOW:
                self.sleep(struck.seconds(_SLOW_SECONDS))
            case FaultKind.TWICE:
                self._unheard(request)
            case FaultKind.LIE:
                return self.sender.send(self._lied(request))
        return self.sender.send(request)

    def _unheard(self, request: httpx.Request) -> None:
        try:
            self.sender.send(request).read()
        except httpx.HTTPError:
            return

    def _lied(self, request: httpx.Request) -> httpx.Request:
        content = request.read()
        try:
            told = with_a_lie(orjson.loads(content))
        except orjson.JSONDecodeError:
            return request
        headers = [(name, value) for name, value in request.headers.items() if name != "content-length"]
        lied = httpx.Request(
            request.method,
            request.url,
            headers=headers,
            content=orjson.dumps(told, option=orjson.OPT_SORT_KEYS),
            extensions=request.extensions,
        )
        return self.resign(lied) if self.resign else lied


def faulty(
    target: T,
    switch: FaultSwitch,
    where: Where,
    lost: Callable[[str], object],
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """The same object, whose methods go wrong as the plan says.

    For ports whose methods never raise: `lost(name)` is what a method gives when no answer came, such as
    `lambda _: NO_ANSWER` for a bureau or `Unclear("timeout")` for a payment rail.
    """
    return cast(T, _Faulty(target, switch, where, lost, sleep))


class _Faulty:
    def __init__(
        self,
        target: object,
        switch: FaultSwitch,
        where: Where,
        lost: Callable[[str], object],
        sleep: Callable[[float], None],
    ) -> None:
        self._target, self._switch, self._where = target, switch, where
        self._lost, self._sleep = lost, sleep
        self._held = _Held()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the target has
        found = getattr(self._target, name)
        if not callable(found) or name.startswith("_") or name == "close":
            return found

        def called(*given: object, **named: object) -> object:
            return self._call(name, lambda: found(*given, **named))

        return called

    def _call(self, name: str, call: Callable[[], object]) -> object:
        struck = self._switch.strike(self._where)
        answer = call() if struck is None else self._struck(struck, name, call)
        if struck is None or struck.kind is not FaultKind.REORDERED:
            self._held.release()
        return answer

    def _struck(self, struck: Struck, name: str, call: Callable[[], object]) -> object:
        match struck.kind:
            case FaultKind.REFUSE:
                return self._lost(name)
            case FaultKind.REORDERED:
                self._held.hold(call)
                return self._lost(name)
            case FaultKind.SILENT:
                self._sleep(struck.seconds(0.0))
                if struck.coin:
                    call()
                return self._lost(name)
            case FaultKind.SLOW:
                self._sleep(struck.seconds(_SLOW_SECONDS))
            case FaultKind.TWICE:
                call()
            case FaultKind.LIE:
                return with_a_lie(call())
        return call()
