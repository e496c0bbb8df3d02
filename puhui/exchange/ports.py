"""What this room needs from the world: somebody who carries a request, and a bureau that relays a parcel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from puhui.kernel import Problem


class Sender(Protocol):
    """Carries one request to another process. `httpx.Client` is one; so are a test client and a faulty one.

    Raises `httpx.HTTPError` when there is no answer.
    """

    def send(self, request: httpx.Request) -> httpx.Response:
        """The answer to `request`."""
        ...


@dataclass(frozen=True, slots=True)
class Deposited:
    """Where the recipient collects the parcel: at which licensed bureau, under which number."""

    via_cra_id: str
    parcel: str


class Relay(Protocol):
    """A licensed bureau as far as the platform needs it: credit data goes through it, never beside it."""

    def deposit(self, parcel: Mapping[str, Any], recipient: str, consent_id: str) -> Deposited | Problem:
        """Leave `parcel` for `recipient`; the same parcel under the same consent may be left twice."""
        ...
