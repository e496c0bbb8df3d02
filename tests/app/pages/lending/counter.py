"""A lender's counter in one process: its app, its worker, a rail and a bureau, a clock that can be moved."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from fastapi import FastAPI
from httpx import Response

from puhui.app.api import create_app
from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.exchange import ApplicationPackage, Entry, Received, issue_entry
from puhui.ground import Actor, Ground, Mode
from puhui.ground.worker import drain_once
from puhui.kernel import MovableClock, Problem
from puhui.loan.standin import MemoryRail
from puhui.servicing import end_of_day
from tests.app.institution.packaged import Town, lender, met, package, received
from tests.app.pages.walk import Borrower
from tests.conftest import NOW

CARD = "9999000000000012"
CLOSED_CARD = "9999000000020101"
HANGING_CARD = "9999000000040505"
EMPTY_CARD = "9999000000000202"
PHONE = "16000000001"


@dataclass
class Counter:
    """Everything that stands behind a lender's pages."""

    ground: Ground
    clerk: Actor
    clock: MovableClock
    town: Town
    rail: MemoryRail
    app: FastAPI
    outside: Outside
    case: Received | None = None

    @classmethod
    def open(cls, ground: Ground, clerk: Actor) -> "Counter":
        """On an institution's own ground; borrowers' pages know live data only."""
        clerk = replace(clerk, mode=Mode.LIVE)
        clock = MovableClock(NOW)
        ground = replace(ground, clock=clock)
        with ground.work(clerk) as work:
            met(work)
            town = Town.around(work)
        rail = MemoryRail()
        outside = replace(town.outside, rail=rail)
        app = create_app(ground, party=lender(), outside=outside, is_demo=True)
        return cls(ground, clerk, clock, town, rail, app, outside)

    def ticket(self, **changes: Any) -> str:
        """The platform sends a package; what it would show to the borrower as a link."""
        with self.ground.work(self.clerk) as work:
            sent: ApplicationPackage = replace(package(work, self.town.left_for(), **changes), test=False)
            self.case = received(work, sent)
        return self.ticket_again()

    def ticket_again(self) -> str:
        """Another way in to the same case."""
        assert self.case
        with self.ground.work(self.clerk) as work:
            entry = issue_entry(work, self.case)
            assert isinstance(entry, Entry), entry
            return entry.ticket

    def works(self) -> None:
        """The worker does what waits, and what follows from it."""
        drain_once(self.ground, handlers_of(lender(), self.outside))

    def days_go_by(self, days: int) -> None:
        """Evening after evening, until that day is the business date."""
        self.clock.advance(timedelta(days=days))
        ended = end_of_day(self.ground, self.rail, self.clerk)
        assert not isinstance(ended, Problem), ended
        self.works()


class Customer(Borrower):
    """A borrower at a lender's counter."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter.app)
        self.counter = counter
        self.here = ""

    def comes_in(self, **changes: Any) -> Response:
        """By a fresh ticket, to the page of the inquiry."""
        ticket = self.counter.ticket(**changes)
        self.get(f"/enter/{ticket}")
        page = self.send(f"/enter/{ticket}")
        self.here = page.url.path
        return page

    def comes_back(self) -> None:
        """By another ticket to the same case, when the session has ended."""
        ticket = self.counter.ticket_again()
        self.client.cookies.clear()
        self.get(f"/enter/{ticket}")
        self.send(f"/enter/{ticket}")

    def agrees(self) -> Response:
        """Tick everything that is asked, and let the lender decide."""
        shown = re.findall(r'name="agreed" value="([^"]+)"', self.page.text)
        page = self.send(f"{self.here}/inquiry", {"agreed": shown})
        self.counter.works()
        return self.get(self.here) if page.status_code == 200 else page

    def accepts(self) -> Response:
        """Go on with the terms."""
        return self.send(f"{self.here}/accept")

    def answers(self, **other: str) -> Response:
        """Every question as it suits, unless told otherwise."""
        names = dict.fromkeys(re.findall(r'type="radio" name="([^"]+)"', self.page.text))
        fields = {}
        for name in names:
            values = re.findall(rf'type="radio" name="{name}" value="([^"]+)"', self.page.text)
            fields[name] = other.get(name, values[0])
        return self.send(f"{self.here}/suitability", fields)

    def confirms_costs(self, *, after_seconds: int = 11) -> Response:
        """Read for a while, then confirm what was shown."""
        shown = re.search(r'name="document_hash" value="([^"]+)"', self.page.text)
        assert shown, self.page.text[-3000:]
        self.counter.clock.advance(timedelta(seconds=after_seconds))
        return self.send(f"{self.here}/costs", {"document_hash": shown[1]})

    def binds(self, card: str = CARD) -> Response:
        """Their own card."""
        return self.send(f"{self.here}/account", {"bank_card": card, "phone": PHONE})

    def signs(self, name: str = "测试一", **other: str) -> Response:
        """Read and sign."""
        shown = re.search(r'name="text_hash" value="([^"]+)"', self.page.text)
        assert shown, self.page.text[-3000:]
        fields = {"text_hash": shown[1], "typed_name": name, "agree": "yes", **other}
        return self.send(f"{self.here}/contract", fields)

    def draws(self, amount: str = "50000") -> Response:
        """Press the button; the worker pays."""
        page = self.send(f"{self.here}/draw", {"draw_amount": amount})
        self.counter.works()
        return page

    def until_signed(self, card: str = CARD, **changes: Any) -> Response:
        """From the door to a signed contract."""
        self.comes_in(**changes)
        self.agrees()
        self.accepts()
        self.answers()
        self.confirms_costs()
        self.binds(card)
        return self.signs()
