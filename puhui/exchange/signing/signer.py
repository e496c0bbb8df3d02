"""Signing a request that is about to leave. A retry is signed anew, under its old idempotency key."""

import base64
import secrets
from typing import Final

import httpx

from puhui.exchange.model import PLATFORM
from puhui.exchange.signing.base import (
    DIGEST_HEADER,
    LABEL,
    Content,
    components_of,
    digest_of,
    protocol_headers,
    signature_base,
    written_parameters,
)
from puhui.exchange.signing.keys import SigningKeys
from puhui.ground import Mode
from puhui.kernel import Clock

_OURS: Final = frozenset({DIGEST_HEADER, "signature", "signature-input"})


def sign(request: httpx.Request, keys: SigningKeys, clock: Clock, nonce: str | None = None) -> httpx.Request:
    """The same request, signed at this instant.

    What the caller did not say is filled in: this version, `X-Puhui-To: platform`, live. `nonce` is drawn
    where none is given; a test gives one.
    """
    body = request.read()
    headers = [(name, value) for name, value in request.headers.multi_items() if name.lower() not in _OURS]
    given = {name.lower() for name, _ in headers}
    usual = protocol_headers(PLATFORM, Mode.LIVE).items()
    headers += [(name, value) for name, value in usual if name not in given]
    headers.append((DIGEST_HEADER, digest_of(body)))
    content = content_of(request, tuple(headers), body)
    components = components_of(content)
    created = int(clock.now().timestamp())
    parameters = written_parameters(components, created, nonce or secrets.token_urlsafe(16), keys.key_id)
    base = signature_base(content, components, parameters)
    assert base is not None  # noqa: S101 - every component was taken from this very request
    signature = base64.b64encode(keys.private.sign(base)).decode()
    headers += [("signature-input", f"{LABEL}={parameters}"), ("signature", f"{LABEL}=:{signature}:")]
    return httpx.Request(
        request.method, request.url, headers=headers, content=body, extensions=request.extensions
    )


def content_of(request: httpx.Request, headers: tuple[tuple[str, str], ...], body: bytes) -> Content:
    """What will lie on the wire."""
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    return Content(request.method, path, query, headers, body)
