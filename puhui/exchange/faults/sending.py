"""Signed requests to a partner go wrong on their way out."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import httpx
import orjson

from puhui.exchange.faults.held import Held
from puhui.exchange.faults.lying import with_a_lie
from puhui.exchange.faults.model import FaultKind
from puhui.exchange.faults.switch import FaultSwitch, Struck
from puhui.exchange.faults.ways import way_of
from puhui.exchange.ports import Sender

_SLOW_SECONDS: Final = 2.0


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
    _held: Held = field(default_factory=Held, init=False)

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
