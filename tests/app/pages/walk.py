"""A borrower without a browser: follows links and sends forms, one TestClient a borrower."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from puhui.evidence.standin.server import Manners, StandIn

OWNER = {
    "kind": "individual_business",
    "owner_name": "测试人甲子",
    "resident_id": "990000199001010017",
    "mobile": "16000000001",
    "firm_name": "测试小吃店·甲",
    "uscc": "92990000MA00TEX70F",
    "region": "990000",
    "trade": "62",
    "started_year": "2019",
    "amount": "80000",
    "months": "12",
    "purpose": "stock",
    "debt_balance": "0",
    "debt_monthly": "0",
}


class Borrower:
    """Somebody at a browser: keeps cookies, reads the hidden fields of the page last seen."""

    def __init__(self, app: FastAPI) -> None:
        self.client = TestClient(app, base_url="http://127.0.0.1", headers={"Accept": "text/html"})
        self.page: Response = self.get("/")

    def get(self, path: str) -> Response:
        """Open a page."""
        self.page = self.client.get(path)
        return self.page

    def send(self, path: str, fields: dict[str, Any] | None = None, **options: Any) -> Response:
        """Send a form of the page last seen, with its hidden secrets."""
        secrets = {name: self._hidden(name) for name in ("csrf_token", "idempotency_key")}
        self.page = self.client.post(path, data={**secrets, **(fields or {})}, **options)
        return self.page

    def agree(self, *keys: str) -> Response:
        """Tick consents; all that are needed unless told which."""
        self.get("/apply/consent")
        shown = re.findall(r'name="agreed" value="([^"]+)"', self.page.text)
        wanted = keys or ("identity", "invoices", "debts")
        return self.send("/apply/consent", {"agreed": [it for it in shown if it.split("@")[0] in wanted]})

    def apply(self, **changes: str) -> str:
        """Consent and apply; gives the application's address."""
        self.agree()
        agreed = re.findall(r'name="agreed" value="([^"]+)"', self.page.text)
        sent = self.send("/apply", {**OWNER, **changes, "agreed": agreed})
        assert sent.status_code == 200, re.findall(r'class="error"[^>]*>(.*?)</span>', sent.text)
        return str(sent.url.path).removesuffix("/invoices")

    def upload(self, here: str, *files: tuple[str, bytes]) -> Response:
        """Send files from the upload page."""
        self.get(f"{here}/invoices")
        return self.send(f"{here}/invoices", files=[("files", file) for file in files])

    def assess(self, here: str) -> Response:
        """Press the button under the invoices."""
        self.get(f"{here}/invoices")
        return self.send(f"{here}/assess")

    def _hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page.text)
        return found[1] if found else ""


def ticked(*asked: str) -> str:
    """The query that the consent page leads to."""
    return urlencode([("agreed", it) for it in asked])


@contextmanager
def stand_in_provider() -> Iterator[str]:
    """The made-up provider, in a thread."""
    server = StandIn(0, Manners())
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.url
    server.shutdown()
