"""Carrying one signed request to a partner and reading its answer; a failure on the way is a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from puhui.exchange.canonical import read_object
from puhui.exchange.data import figures
from puhui.exchange.model import Partner
from puhui.exchange.ports import Sender
from puhui.exchange.signing import SigningKeys, protocol_headers, sign
from puhui.ground import Work
from puhui.kernel import Problem, Text


@dataclass(frozen=True, slots=True)
class Answered:
    """What the other side said. `body` is empty where it is no JSON object."""

    status: int
    body: Mapping[str, Any] = field(repr=False)

    @property
    def is_accepted(self) -> bool:
        """2xx."""
        return 200 <= self.status < 300

    @property
    def is_final(self) -> bool:
        """A no to what was said, which sending it again would not change. Any other no (a clock, a key, a
        database that is away, a reference not known yet, the first try still under way) may be a yes the next
        time."""
        return self.status in _FINAL and self.code not in _PASSING

    @property
    def code(self) -> str:
        """The code of its refusal, as far as it gave one."""
        return str(self.body.get("code", self.status))[:80]


@dataclass(frozen=True, slots=True)
class Courier:
    """Who carries (`sender`), and whose signature goes on it. Every request is signed when it leaves."""

    sender: Sender
    keys: SigningKeys

    def post(self, work: Work, to: Partner, path: str, content: bytes, key: str) -> Answered | Problem:
        """POST canonical bytes under an idempotency key that a retry keeps."""
        headers = {"content-type": "application/json", "idempotency-key": key}
        return self._send(
            work, to, httpx.Request("POST", f"{to.base_url}{path}", headers=headers, content=content)
        )

    def get(self, work: Work, to: Partner, path: str) -> Answered | Problem:
        """GET."""
        return self._send(work, to, httpx.Request("GET", f"{to.base_url}{path}"))

    def _send(self, work: Work, to: Partner, request: httpx.Request) -> Answered | Problem:
        request.headers["accept"] = "application/json"
        request.headers.update(protocol_headers(to.address, work.actor.mode))
        request.extensions["timeout"] = httpx.Timeout(figures()["send_timeout_seconds"]).as_dict()
        try:
            response = self.sender.send(sign(request, self.keys, work.clock))
            return Answered(response.status_code, read_object(response.read()[:_LONGEST]) or {})
        except httpx.HTTPError:
            return SILENT


def not_accepted(answered: Answered) -> Problem:
    """Tried again later by the outbox: for days when the other side may come round, soon shown to a person
    when it will not."""
    code = f"partner.answered_{answered.status}" + ("" if answered.is_final else ".unavailable")
    return Problem(
        code,
        Text("对方没有接受。", "The other side did not accept it."),
        Text("稍后会自动再试。", "It is tried again later."),
    )


_LONGEST: Final = 1 << 20
"""Bytes of an answer that are read; a longer one is no object."""
_FINAL: Final = frozenset({409, 410, 422})
_PASSING: Final = frozenset({"idempotency.conflict", "signature.replayed.conflict"})

SILENT: Final = Problem(
    "partner.silent.unavailable",
    Text("对方没有应答。", "The other side did not answer."),
    Text("稍后会自动再试。", "It is tried again later."),
)
