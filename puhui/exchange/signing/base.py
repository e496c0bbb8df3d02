"""What is signed: the lines of RFC 9421 section 2.5, over the parts of a request that mean something.

Method, path and query; the digest of the body (RFC 9530); and every header that decides what a request does:
its version, whom it is for, live or test, and its idempotency key.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from puhui.exchange.model import VERSION
from puhui.ground import Mode

LABEL: Final = "puhui"
"""The name of our signature among those a request may carry."""

VERSION_HEADER: Final = "x-puhui-version"
TO_HEADER: Final = "x-puhui-to"
MODE_HEADER: Final = "x-puhui-mode"
KEY_HEADER: Final = "idempotency-key"
DIGEST_HEADER: Final = "content-digest"

_ALWAYS: Final = ("@method", "@path", DIGEST_HEADER, VERSION_HEADER, TO_HEADER, MODE_HEADER)


@dataclass(frozen=True, slots=True)
class Content:
    """A request as it lies on the wire, before anybody reads anything in it.

    `path` is percent-encoded as it was sent; `query` is without its question mark, empty when there is none.
    """

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)

    def header(self, name: str) -> str | None:
        """A header's value as RFC 9421 section 2.1 joins it; None when it is absent."""
        found = [value.strip() for known, value in self.headers if known.lower() == name]
        return ", ".join(found) if found else None


def protocol_headers(to: str, mode: Mode) -> dict[str, str]:
    """What every request says of itself: the version it speaks, whom it is for, live or test."""
    return {VERSION_HEADER: str(VERSION), TO_HEADER: to, MODE_HEADER: mode.value}


def components_of(content: Content) -> tuple[str, ...]:
    """Everything that must be signed of this request."""
    query = ("@query",) if content.query else ()
    key = (KEY_HEADER,) if content.header(KEY_HEADER) is not None else ()
    return (*_ALWAYS, *query, *key)


def digest_of(body: bytes) -> str:
    """`Content-Digest` of a body, an empty one as well.

    >>> digest_of(b"")
    'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:'
    """
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def signature_base(content: Content, components: Sequence[str], parameters: str) -> bytes | None:
    """The bytes that are signed; None when a named component is not in the request."""
    lines = []
    for component in components:
        value = _value(content, component)
        if value is None:
            return None
        lines.append(f'"{component}": {value}')
    lines.append(f'"@signature-params": {parameters}')
    return "\n".join(lines).encode()


def written_parameters(components: Iterable[str], created: int, nonce: str, key_id: str) -> str:
    """The value of `Signature-Input` after its label.

    >>> written_parameters(["@method"], 1790000000, "n-1", "ed25519-0a")
    '("@method");created=1790000000;nonce="n-1";keyid="ed25519-0a";alg="ed25519"'
    """
    named = " ".join(f'"{component}"' for component in components)
    return f'({named});created={created};nonce="{nonce}";keyid="{key_id}";alg="ed25519"'


def _value(content: Content, component: str) -> str | None:
    if component == "@method":
        return content.method.upper()
    if component == "@path":
        return content.path or "/"
    if component == "@query":
        return f"?{content.query}"
    return None if component.startswith("@") else content.header(component)
