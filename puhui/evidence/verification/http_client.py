"""One careful question over HTTP: bounded in time and size, retried only where asking twice changes nothing.

Whatever surprises, from a refused connection to half a page of HTML, comes back as an `Unclear` with a code.
Nothing of the question is logged or repeated. Connections are kept between questions, cookies are not: the
provider is never told that two questions belong together.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Final

import httpx
import orjson

_LARGEST_ANSWER_BYTES: Final = 256 * 1024
_TRY_AGAIN: Final = frozenset({429, 502, 503, 504})
_PAUSE_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Unclear:
    """There was no usable answer, and why, as a code: `timeout`, `unreachable`, `status_500`, `not_json` …"""

    reason: str


@dataclass(frozen=True, slots=True)
class HttpClient:
    """Where to ask and how patiently. All questions of a verifier are look-ups, so a retry is harmless.

    Made once and shared by all threads; `close` it with whatever it was made for.
    """

    base_url: str
    timeout_seconds: float = 3.0
    retries: int = 1
    api_key: str | None = field(default=None, repr=False)
    _connections: httpx.Client = field(
        default_factory=lambda: httpx.Client(trust_env=False, cookies=_no_cookies()),
        init=False,
        repr=False,
        compare=False,
    )

    def close(self) -> None:
        """Hang up. Asking again afterwards is a mistake of the program."""
        self._connections.close()

    def ask(self, path: str, question: Mapping[str, Any]) -> dict[str, Any] | Unclear:
        """POST a question as JSON, get an object."""
        deadline = time.monotonic() + self.timeout_seconds
        answer: dict[str, Any] | Unclear = Unclear("timeout")
        for attempt in range(self.retries + 1):
            left = deadline - time.monotonic()
            if left <= 0:
                return answer
            answer = self._once(path, question, left)
            if not isinstance(answer, Unclear) or not _worth_another_try(answer):
                return answer
            if attempt < self.retries:
                time.sleep(min(_PAUSE_SECONDS, max(0.0, deadline - time.monotonic())))
        return answer

    def _once(self, path: str, question: Mapping[str, Any], seconds: float) -> dict[str, Any] | Unclear:
        headers = {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}
        until = time.monotonic() + seconds
        try:
            with self._connections.stream(
                "POST", f"{self.base_url}{path}", json=dict(question), headers=headers, timeout=seconds
            ) as response:
                if response.status_code != httpx.codes.OK:
                    return Unclear(f"status_{response.status_code}")
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > _LARGEST_ANSWER_BYTES:
                        return Unclear("too_large")
                    if time.monotonic() > until:
                        return Unclear("timeout")
        except httpx.TimeoutException:
            return Unclear("timeout")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
            return Unclear("unreachable")
        return _object(bytes(body))


def _no_cookies() -> CookieJar:
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def _object(body: bytes) -> dict[str, Any] | Unclear:
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Unclear("not_json")
    return answer if isinstance(answer, dict) else Unclear("not_an_object")


def _worth_another_try(unclear: Unclear) -> bool:
    return unclear.reason == "unreachable" or unclear.reason in {f"status_{status}" for status in _TRY_AGAIN}
