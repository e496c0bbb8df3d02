"""Verifying a request that came in, over its raw bytes and before anything in it is read.

Pure: whose a key is, is asked of a function, and whether a nonce was seen before is asked afterwards. The
order is: is it said how it is signed, do we know the key, is it fresh, is it the body that was signed, is the
signature right, is it for us.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from puhui.exchange.model import SUPPORTED
from puhui.exchange.signing import refusals as no
from puhui.exchange.signing.base import (
    DIGEST_HEADER,
    LABEL,
    MODE_HEADER,
    TO_HEADER,
    VERSION_HEADER,
    Content,
    components_of,
    digest_of,
    signature_base,
)
from puhui.ground import Mode
from puhui.kernel import Problem


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A public key and whose it is. `ends_at` is when it stops holding, if that is decided."""

    key_id: str
    public_key: str
    institution: str
    ends_at: datetime | None = None
    revoked_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Neither revoked nor run out."""
        return self.revoked_at is None and (self.ends_at is None or at < self.ends_at)


@dataclass(frozen=True, slots=True)
class Signed:
    """A request that is what it says: by which key, as live or test, and the nonce to be remembered."""

    key: KnownKey
    nonce: str
    mode: Mode


def verify(
    content: Content,
    find_key: Callable[[str], KnownKey | None],
    *,
    to: str,
    now: datetime,
    fresh_seconds: int,
) -> Signed | Problem:
    """Who signed it and how, or why it is refused. `to` is our own address (`X-Puhui-To`)."""
    if content.header(VERSION_HEADER) not in {str(it) for it in SUPPORTED}:
        return no.version()
    said = _said(content)
    if isinstance(said, Problem):
        return said
    key = find_key(said.key_id)
    if key is None:
        return no.UNKNOWN_KEY
    if not key.holds(now):
        return no.REVOKED
    if abs((now - said.created).total_seconds()) > fresh_seconds:
        return no.stale(fresh_seconds)
    return _right(content, said, key) or _ours(content, to) or Signed(key, said.nonce, _mode(content))


def claimed_key(content: Content) -> str:
    """The key that a request says it is signed with, for the record of a refusal; empty when it says none."""
    said = _said(content)
    return "" if isinstance(said, Problem) else said.key_id


@dataclass(frozen=True, slots=True)
class _Said:
    components: tuple[str, ...]
    parameters: str
    created: datetime
    nonce: str
    key_id: str
    signature: bytes


_INPUT: Final = re.compile(
    rf'{LABEL}=(\((?P<names>[^()]*)\)(?P<rest>(?:;[a-z]+=(?:"[!#-~ ]*"|[0-9]{{1,11}}))+))'
)
_NAME: Final = re.compile(r'"(@method|@path|@query|[a-z][a-z0-9-]*)"')
_PARAMETER: Final = re.compile(r';([a-z]+)=(?:"([!#-~ ]*)"|([0-9]{1,11}))')
_NONCE: Final = re.compile(r"[!#-~]{12,64}")
_SIGNATURE: Final = re.compile(rf"{LABEL}=:([A-Za-z0-9+/=]{{88}}):")


def _said(content: Content) -> _Said | Problem:
    written, signature = content.header("signature-input"), content.header("signature")
    if written is None or signature is None:
        return no.UNSIGNED
    found, value = _INPUT.fullmatch(written), _SIGNATURE.fullmatch(signature)
    if found is None or value is None:
        return no.MALFORMED
    names = found["names"].split(" ")
    if not all(_NAME.fullmatch(name) for name in names) or len(set(names)) < len(names):
        return no.MALFORMED
    pairs = [(name, text or number) for name, text, number in _PARAMETER.findall(found["rest"])]
    given = dict(pairs)
    if len(given) < len(pairs) or not _complete(given):
        return no.MALFORMED
    raw = _bytes_of(value[1])
    if raw is None:
        return no.MALFORMED
    created = datetime.fromtimestamp(int(given["created"]), UTC)
    components = tuple(name[1:-1] for name in names)
    return _Said(components, found[1], created, given["nonce"], given["keyid"], raw)


def _bytes_of(signature: str) -> bytes | None:
    """The 64 bytes, written in the one way that base64 has for them."""
    try:
        raw = base64.b64decode(signature, validate=True)
    except binascii.Error:
        return None
    return raw if len(raw) == 64 and base64.b64encode(raw).decode() == signature else None


def _complete(given: dict[str, str]) -> bool:
    return (
        given.keys() <= {"created", "nonce", "keyid", "alg"}
        and given.get("alg", "ed25519") == "ed25519"
        and given.get("created", "").isdigit()
        and _NONCE.fullmatch(given.get("nonce", "")) is not None
        and 0 < len(given.get("keyid", "")) <= 100
    )


def _right(content: Content, said: _Said, key: KnownKey) -> Problem | None:
    if not set(components_of(content)) <= set(said.components):
        return no.not_covered(sorted(set(components_of(content)) - set(said.components)))
    digest = content.header(DIGEST_HEADER) or ""
    if not hmac.compare_digest(digest.encode(), digest_of(content.body).encode()):
        return no.DIGEST
    base = signature_base(content, said.components, said.parameters)
    if base is None:
        return no.MALFORMED
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key.public_key))
        public.verify(said.signature, base)
    except InvalidSignature:
        return no.WRONG
    return None


def _ours(content: Content, to: str) -> Problem | None:
    if content.header(TO_HEADER) != to:
        return no.NOT_FOR_US
    if content.header(MODE_HEADER) not in {it.value for it in Mode}:
        return no.MODE
    return None


def _mode(content: Content) -> Mode:
    return Mode(content.header(MODE_HEADER) or "")
