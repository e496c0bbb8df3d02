"""The bench on which the checks are made: a client, a sandbox application and what the checks ask often."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from puhui.exchange.canonical import canonical
from puhui.exchange.client import PartnerClient, Reply
from puhui.exchange.conformance.model import NotConforming
from puhui.exchange.model import EventKind, PartnerEvent
from puhui.exchange.signing import SigningKeys, new_keys
from puhui.ground import Mode
from puhui.kernel import FixedClock, Text, business_date, new_id

PACKAGES: Final = "/partner/v1/packages"
EVENTS: Final = "/partner/v1/events"
_PAUSE_SECONDS: Final = 0.2
_ENTRY_STANDS: Final = timedelta(minutes=30)


@dataclass(slots=True)
class Application:
    """One made-up application in the sandbox and how far its story was told."""

    package_id: UUID
    neighbour_reference: str
    page_host: str
    entry_until: str
    reference: str
    package: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Bench:
    """Everything a check needs. `sleep` is how it waits for what the platform does behind its door."""

    client: PartnerClient
    patience_seconds: float = 20.0
    sleep: Callable[[float], None] = time.sleep
    stranger: SigningKeys = field(default_factory=new_keys)
    _taken: Application | None = None

    def today(self) -> date:
        """The business date."""
        return business_date(self.client.clock)

    def later(self, by: timedelta) -> PartnerClient:
        """The same client with a clock that is wrong by this much."""
        return self.client.at(FixedClock(self.client.clock.now() + by))

    def fresh_application(self) -> Application:
        """Another made-up application, with its package fetched."""
        request = self.client.request("POST", "/partner/v1/sandbox/applications", canonical({}))
        opened = accepted(self.client.send(request))
        made = Application(
            package_id=UUID(opened["package_id"]),
            neighbour_reference=str(opened["neighbour_reference"]),
            page_host=str(opened["page_host"]),
            entry_until=(self.client.clock.now() + _ENTRY_STANDS).isoformat(),
            reference=f"kit-{new_id()}",
        )
        found = accepted(self.client.packages()).get("packages", [])
        mine = [it for it in found if isinstance(it, dict) and it.get("package_id") == str(made.package_id)]
        if len(mine) != 1:
            raise NotConforming(
                Text("领取清单里没有刚建立的沙箱资料包。", "The fetched list lacks the sandbox's package.")
            )
        made.package = mine[0]
        return made

    def application(self) -> Application:
        """The one application whose story the checks tell, taken under a reference of ours."""
        if self._taken is None:
            made = self.fresh_application()
            accepted(self.take(made, made.page_host))
            self._taken = made
        return self._taken

    def take(self, made: Application, host: str) -> Reply:
        """Accept its package; the borrower is sent to `host`."""
        scheme = "http" if host.startswith(("127.0.0.1", "localhost")) else "https"
        entry_url = f"{scheme}://{host}/enter/made-up"
        return self.client.accept(made.package_id, made.reference, entry_url, made.entry_until)

    def event(
        self, sequence: int, kind: EventKind, body: Mapping[str, Any], reference: str | None = None
    ) -> PartnerEvent:
        """An event of the one application, now."""
        at: datetime = self.client.clock.now()
        whose = reference or self.application().reference
        return PartnerEvent(
            new_id(), self.client.institution, Mode.TEST, whose, sequence, kind, at, dict(body)
        )

    def look(self, reference: str) -> Reply:
        """What the platform made of what it was told."""
        return self.client.send(self.client.request("GET", f"/partner/v1/sandbox/applications/{reference}"))

    def wait_for(self, seen: Callable[[Mapping[str, Any]], bool]) -> Mapping[str, Any]:
        """The one application once `seen` holds of it; what is done behind the door is given time."""
        waited = 0.0
        while True:
            shown = accepted(self.look(self.application().reference))
            if seen(shown) or waited >= self.patience_seconds:
                return shown
            self.sleep(_PAUSE_SECONDS)
            waited += _PAUSE_SECONDS

    def as_stranger(self) -> PartnerClient:
        """The same client with keys that nobody registered."""
        return replace(self.client, keys=self.stranger)


def accepted(reply: Reply) -> Mapping[str, Any]:
    """The body of an answer that must be a yes."""
    if not reply.is_accepted:
        raise NotConforming(
            Text(f"没有接受：{_said(reply)}。", f"It was not accepted: {_said(reply)}."),
        )
    return reply.body


def refused(reply: Reply, *codes: str, status: int | None = None) -> None:
    """The answer must be a no, as a problem document, with one of these codes."""
    if reply.is_accepted:
        raise NotConforming(
            Text(f"本应拒绝，却接受了：{_said(reply)}。", f"Accepted what must be refused: {_said(reply)}."),
        )
    if status is not None and reply.status != status:
        raise NotConforming(
            Text(
                f"拒绝的状态应为 {status}：{_said(reply)}。",
                f"Refused, but not with {status}: {_said(reply)}.",
            ),
        )
    if codes and not any(reply.code.startswith(code) for code in codes):
        wanted = " / ".join(codes)
        raise NotConforming(
            Text(
                f"拒绝的代码应为 {wanted}：{_said(reply)}。", f"Refused, but not as {wanted}: {_said(reply)}."
            ),
        )


def must(holds: bool, zh: str, en: str) -> None:
    """Not conforming, unless it holds."""
    if not holds:
        raise NotConforming(Text(zh, en))


def _said(reply: Reply) -> str:
    return f"{reply.status} {reply.code[:80]}".strip()
