"""A platform as its partners reach it, in this process: their routes, the mirror, and a worker."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient

import puhui.exchange.conformance.http
import puhui.exchange.http
import puhui.exchange.reconciliation.http
from puhui.exchange import NewPartner, SigningKeys, add_partner, apply_heard, new_keys
from puhui.exchange.client import PartnerClient
from puhui.exchange.events import EVENT_HEARD
from puhui.exchange.reconciliation import Break, BreakKind
from puhui.ground import SYSTEM, Ground, Mode, Work
from puhui.ground.outbox import Message
from puhui.ground.permission import load_permissions
from puhui.ground.web import install
from puhui.ground.worker import drain_once
from puhui.kernel import Problem, Text
from puhui.loan.mirror import mirror, mirror_breaks, mirror_rows
from tests.conftest import ROOT

BANK = "test_brook_bank"
PAGE_HOST = "127.0.0.1:8101"


@dataclass
class Platform:
    """The platform as one partner reaches it: after every answer its worker does what is due."""

    app: FastAPI
    ground: Ground
    client: TestClient
    drain: Callable[[], object]

    def send(self, request: httpx.Request) -> httpx.Response:
        """Carry one request."""
        answer: httpx.Response = self.client.send(request)
        self.drain()
        return answer


def platform(ground: Ground) -> Platform:
    """Everything a partner may call, on this ground."""
    app = FastAPI()
    install(app, ground, load_permissions(ROOT / "puhui" / "app" / "permissions.yaml"))
    app.include_router(puhui.exchange.http.platform_router)
    app.include_router(puhui.exchange.reconciliation.http.router)
    app.include_router(puhui.exchange.conformance.http.router)
    app.state.books, app.state.mirror_breaks = mirror_rows, _told_breaks

    def drain() -> None:
        drain_once(ground, {EVENT_HEARD: _apply})

    return Platform(app, ground, TestClient(app, raise_server_exceptions=False), drain)


def partner_client(there: Platform, keys: SigningKeys | None = None, code: str = BANK) -> PartnerClient:
    """A registered institution's client in test mode."""
    keys = keys or new_keys()
    new = NewPartner(
        institution=code,
        name=Text("测试清溪银行", "Test Brook Bank"),
        base_url=f"http://{PAGE_HOST}",
        page_host=PAGE_HOST,
        public_key=keys.public_key_text,
        cra_ids=("test_cra_one",),
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 12, 31),
    )
    with there.ground.work(replace(SYSTEM, mode=Mode.TEST)) as work:
        assert not isinstance(add_partner(work, new), Problem)
    return PartnerClient("http://127.0.0.1", code, keys, there, there.ground.clock, Mode.TEST)


def _apply(work: Work, message: Message) -> Problem | None:
    return apply_heard(work, message, mirror)


def _told_breaks(work: Work, institution: str, reference: str) -> list[Break]:
    return [
        Break(BreakKind.AMOUNT, it.about.ref, it.about.field, it.about.ours, it.about.theirs)
        for it in mirror_breaks(work, institution, reference)
    ]
