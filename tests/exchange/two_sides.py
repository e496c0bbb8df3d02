"""A platform and Test Cloud Bank, each with its own database, keys and address, talking over signed HTTP."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.exchange import (
    Courier,
    Deposited,
    NewPartner,
    PartnerEvent,
    SigningKeys,
    add_partner,
    apply_heard,
    deliver,
    deliver_package,
    deliver_withdrawal,
    events,
    new_keys,
    refusals_of,
)
from puhui.exchange.http import institution_router, platform_router, router
from puhui.ground import SYSTEM, Ground, Work
from puhui.ground.outbox import Message
from puhui.ground.permission import load_permissions
from puhui.ground.web import install
from puhui.ground.worker import Drained, Handler, drain_once
from puhui.kernel import Problem, Text
from tests.conftest import ROOT
from tests.exchange.made_up import BUREAU, TODAY

BANK = "test_cloud_bank"
PLATFORM_URL = "https://puhui.example"
BANK_URL = "https://test-cloud-bank.example"
BANK_HOST = "test-cloud-bank.example"


class Post:
    """Carries requests to whichever application lives at their host, and may lose or repeat them."""

    def __init__(self) -> None:
        self.houses: dict[str, TestClient] = {}
        self.sent: list[httpx.Request] = []
        self.lose_answers = 0
        self.lose_requests = 0

    def send(self, request: httpx.Request) -> httpx.Response:
        """One request, as the network of the day allows."""
        self.sent.append(request)
        if self.lose_requests:
            self.lose_requests -= 1
            raise httpx.ConnectError("nobody there")
        response: httpx.Response = self.houses[request.url.host].send(request)
        if self.lose_answers:
            self.lose_answers -= 1
            raise httpx.ReadTimeout("the answer was lost")
        return response


@dataclass
class Relay:
    """A bureau in this process: keeps what was left, for whom and under which consent."""

    cra_id: str = BUREAU
    left: dict[str, tuple[Mapping[str, Any], str, str]] = field(default_factory=dict)

    def deposit(self, parcel: Mapping[str, Any], recipient: str, consent_id: str) -> Deposited | Problem:
        """Left under the next number."""
        number = f"parcel-{len(self.left) + 1}"
        self.left[number] = (parcel, recipient, consent_id)
        return Deposited(self.cra_id, number)


@dataclass
class Side:
    """One process: its ground, its application behind a client, its keys, what its outbox does."""

    ground: Ground
    client: TestClient
    keys: SigningKeys
    courier: Courier
    handlers: dict[str, Handler] = field(default_factory=dict)

    def drain(self) -> Drained:
        """One round of its outbox."""
        return drain_once(self.ground, self.handlers)

    def refused(self) -> list[str]:
        """Codes of what it refused, as they were recorded."""
        with self.ground.work(SYSTEM) as work:
            return sorted(it.code for it in refusals_of(work))


@dataclass
class Town:
    """Both sides and the post between them."""

    platform: Side
    bank: Side
    post: Post
    relay: Relay
    heard: list[PartnerEvent] = field(default_factory=list)

    def settle(self) -> None:
        """Drain both until nothing is due."""
        while self.platform.drain().handled + self.bank.drain().handled:
            pass


def make_town(platform: Ground, bank: Ground, make: Callable[[Ground], FastAPI] | None = None) -> Town:
    """Both sides, registered with each other; `make` gives another than `small_app`."""
    post = Post()
    sides = [
        _side((make or small_app)(ground), ground, post, url)
        for ground, url in ((platform, PLATFORM_URL), (bank, BANK_URL))
    ]
    town = Town(sides[0], sides[1], post, Relay())
    introduce(town.platform, _card(town.bank.keys, BANK_URL, BANK_HOST, is_platform=False))
    introduce(town.bank, _card(town.platform.keys, PLATFORM_URL, "puhui.example", is_platform=True))
    _listen(town)
    return town


def introduce(side: Side, card: NewPartner) -> None:
    """Register the other side."""
    with side.ground.work(SYSTEM) as work:
        assert not isinstance(add_partner(work, card), Problem)


def _card(keys: SigningKeys, url: str, host: str, *, is_platform: bool) -> NewPartner:
    name = Text("测试", "Test")
    until = TODAY.replace(year=2027)
    return NewPartner(BANK, name, url, host, keys.public_key_text, (BUREAU,), TODAY, until, is_platform)


def small_app(ground: Ground) -> FastAPI:
    """The routes of this room alone. Making one takes longer than a test, so it is made once a side."""
    app = _SMALL.get(ground.institution)
    if app is None:
        app = _SMALL[ground.institution] = FastAPI()
        install(app, ground, load_permissions(ROOT / "puhui" / "app" / "permissions.yaml"))
        for one in (institution_router if ground.institution else platform_router, router):
            app.include_router(one)
    app.state.ground, app.state.turns = ground, asyncio.Semaphore(ground.settings.database_pool)
    return app


_SMALL: dict[str | None, FastAPI] = {}


def _side(app: FastAPI, ground: Ground, post: Post, url: str) -> Side:
    app.state.page_url = url
    client = TestClient(app, base_url=url, raise_server_exceptions=False)
    post.houses[httpx.URL(url).host] = client
    keys = new_keys()
    return Side(ground, client, keys, Courier(post, keys))


def _listen(town: Town) -> None:
    """Only what this room hands on; everything else of the outbox is heard and done."""

    def heard(work: Work, event: PartnerEvent) -> None:
        town.heard.append(event)

    platform, bank = town.platform, town.bank
    platform.handlers |= {
        events.PACKAGE_DUE: lambda work, it: deliver_package(work, it, platform.courier),
        events.WITHDRAWAL_DUE: lambda work, it: deliver_withdrawal(work, it, platform.courier),
        events.EVENT_HEARD: lambda work, it: apply_heard(work, it, heard),
        events.HANDOVER_MOVED: _nothing,
    }
    bank.handlers |= {
        events.EVENT_DUE: lambda work, it: deliver(work, it, bank.courier),
        events.PACKAGE_RECEIVED: _nothing,
        events.PACKAGE_WITHDRAWN: _nothing,
    }


def _nothing(work: Work, message: Message) -> None:
    return None
