"""A wire with weather: what a request meets on its way to another house, and how its sender hears of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

import httpx

from puhui.exchange import SigningKeys, sign
from puhui.kernel import Clock
from tests.simulation.faults.crashes import was_killed
from tests.simulation.faults.weather import Link, Trouble, Weather
from tests.simulation.wires.tampering import told_about_money, with_another_amount


class Door(Protocol):
    """Where a house listens."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The house's answer; a house that dies raises."""
        ...


@dataclass(frozen=True, slots=True)
class Lie:
    """An amount that a sender signed and that is not true: of which kind, about what."""

    kind: str
    ref: str


@dataclass(slots=True)
class Wire(httpx.BaseTransport):
    """One direction between two houses. Whatever it holds back is delivered by `deliver_late`."""

    link: Link
    door: Callable[[httpx.Request], Door]
    weather: Weather
    luck: random.Random
    wait: Callable[[timedelta], None]
    lied: Callable[[Lie], None]
    keys: SigningKeys
    clock: Clock
    held: list[httpx.Request] = field(default_factory=list)
    troubles: dict[Trouble, int] = field(default_factory=dict)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """What the sender hears."""
        request.read()
        trouble = self.weather.strikes(self.link)
        self.troubles[trouble] = self.troubles.get(trouble, 0) + 1
        match trouble:
            case Trouble.SLOW:
                self.wait(timedelta(seconds=self.luck.uniform(1, 90)))
                return self._arrive(request)
            case Trouble.REFUSE:
                return httpx.Response(503, request=request)
            case Trouble.SILENT_BEFORE:
                raise httpx.ConnectTimeout("nobody answers", request=request)
            case Trouble.SILENT_AFTER:
                self._arrive(request)
                raise httpx.ReadTimeout("the answer was lost", request=request)
            case Trouble.TWICE:
                answer = self._arrive(request)
                self._arrive(request)
                return answer
            case Trouble.REORDERED:
                self.held.append(request)
                raise httpx.ReadTimeout("the request is still on its way", request=request)
            case Trouble.TAMPERED:
                return self._arrive(with_another_amount(request))
            case Trouble.LIE:
                return self._lie(request)
            case _:
                return self._arrive(request)

    def deliver_late(self) -> int:
        """Everything that was held back arrives now, in another order; nobody hears the answers."""
        late, self.held = self.held, []
        self.luck.shuffle(late)
        for request in late:
            try:
                self._arrive(request)
            except httpx.TransportError:
                continue
        return len(late)

    def _lie(self, request: httpx.Request) -> httpx.Response:
        """The sender itself signs another amount, where what it tells is about a drawdown's money."""
        about = told_about_money(request)
        if about is None:
            return self._arrive(request)
        answer = self._arrive(sign(with_another_amount(request), self.keys, self.clock))
        if answer.is_success:
            self.lied(Lie(*about))
        return answer

    def _arrive(self, request: httpx.Request) -> httpx.Response:
        try:
            return self.door(request).handle_request(request)
        except BaseException as error:
            if was_killed(error):
                raise httpx.RemoteProtocolError("the other side died", request=request) from None
            raise
