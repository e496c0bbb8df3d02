"""A small client for an institution's own program: fetch packages, tell events, exchange daily files.

    client = PartnerClient("https://platform.example", "test_brook_bank", keys, httpx.Client(), SystemClock())
    for package in client.packages().body["packages"]: ...
    client.tell(event)
    client.send_file(on, content)

Every call is signed when it leaves, and again when it is repeated: give the same `key` to a retry. Nothing is
retried here. What did not arrive raises `httpx.HTTPError`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

import httpx

from puhui.exchange.canonical import canonical, read_object
from puhui.exchange.model import PLATFORM, PartnerEvent
from puhui.exchange.ports import Sender
from puhui.exchange.saying import event_bytes
from puhui.exchange.signing import SigningKeys, protocol_headers, sign
from puhui.ground import Mode
from puhui.kernel import Clock, new_id

JSON: Final = "application/json"
CSV: Final = "text/csv"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the platform answered. `body` is empty where the answer is no JSON object."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def body(self) -> Mapping[str, Any]:
        """The answer as an object."""
        return read_object(self.content) or {}

    @property
    def is_accepted(self) -> bool:
        """2xx."""
        return 200 <= self.status < 300

    @property
    def code(self) -> str:
        """The stable code of a refusal; empty where there is none."""
        return str(self.body.get("code", ""))


@dataclass(frozen=True, slots=True)
class PartnerClient:
    """One institution's way to one platform. `mode` says live or test: a sandbox knows test only."""

    base_url: str
    institution: str
    keys: SigningKeys
    sender: Sender
    clock: Clock
    mode: Mode = Mode.LIVE

    def packages(self, after: UUID | None = None) -> Reply:
        """Application packages that wait for this institution."""
        query = f"?after={after}" if after else ""
        return self.send(self.request("GET", f"/partner/v1/packages{query}"))

    def accept(self, package_id: UUID, reference: str, entry_url: str, entry_until: str) -> Reply:
        """A fetched package was taken: its reference here, and where the borrower goes on."""
        said = {"reference": reference, "entry_url": entry_url, "entry_until": entry_until}
        path = f"/partner/v1/packages/{package_id}/received"
        return self.send(self.request("POST", path, canonical(said), key=f"take-{package_id}"))

    def tell(self, event: PartnerEvent) -> Reply:
        """Tell one event; the same event told again is harmless."""
        key = str(event.event_id)
        return self.send(self.request("POST", "/partner/v1/events", event_bytes(event), key=key))

    def send_file(self, on: date, content: bytes) -> Reply:
        """Our books of one day; the platform compares them with its mirror at once."""
        return self.send(self.request("POST", f"/partner/v1/reconciliation/{on}", content, kind=CSV))

    def file_of(self, on: date) -> Reply:
        """The platform's mirror of that day as a file: `content`."""
        return self.send(self.request("GET", f"/partner/v1/reconciliation/{on}"))

    def breaks(self, on: date) -> Reply:
        """What the platform found when it compared; `ours` are the platform's values, `theirs` are yours."""
        return self.send(self.request("GET", f"/partner/v1/reconciliation/{on}/breaks"))

    def request(
        self, method: str, path: str, content: bytes = b"", *, kind: str = JSON, key: str | None = None
    ) -> httpx.Request:
        """A request that is not signed yet. A POST gets a fresh idempotency key unless one is given."""
        headers = {"accept": f"{JSON}, {CSV}"} | protocol_headers(PLATFORM, self.mode)
        if method == "POST":
            headers |= {"content-type": kind, "idempotency-key": key or str(new_id())}
        return httpx.Request(method, f"{self.base_url}{path}", headers=headers, content=content or None)

    def send(self, request: httpx.Request) -> Reply:
        """Sign a request now and send it."""
        return self.send_as_is(sign(request, self.keys, self.clock))

    def send_as_is(self, request: httpx.Request) -> Reply:
        """Send a request just as it is, signed or not."""
        response = self.sender.send(request)
        return Reply(response.status_code, dict(response.headers), response.read())

    def at(self, clock: Clock) -> "PartnerClient":
        """The same client by another clock."""
        return replace(self, clock=clock)
