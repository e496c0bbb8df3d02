"""Secrets that we hand out: what they look like, and what of them we keep.

A token holds 192 random bits, so a plain SHA-256 of it is safe to keep (a slow hash protects only what people
invent). The prefix says what it is, for people, for secret scanners and for our own log redaction.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from puhui.ground.actor import Mode

SESSION_PREFIX: Final = "ps_"
BORROWER_PREFIX: Final = "pb_"
_RANDOM_BYTES: Final = 24


@dataclass(frozen=True, slots=True)
class KeyText:
    """An API key as written: `pk_live_<prefix>_<secret>`. The prefix finds the row, the secret proves it."""

    mode: Mode
    prefix: str
    secret: str

    def __str__(self) -> str:
        return f"pk_{self.mode}_{self.prefix}_{self.secret}"

    def secret_hash(self) -> bytes:
        return hash_token(self.secret)


def new_key(mode: Mode) -> KeyText:
    """A fresh API key."""
    return KeyText(mode, secrets.token_hex(4), secrets.token_hex(_RANDOM_BYTES))


def parse_key(written: str) -> KeyText | None:
    """The parts of a key, or nothing when it is not written like one.

    >>> parse_key("pk_test_0a1b2c3d_ffff").prefix, parse_key("pk_demo_0a1b2c3d_ffff")
    ('0a1b2c3d', None)
    """
    parts = written.split("_")
    if len(parts) != 4 or parts[0] != "pk" or parts[1] not in set(Mode) or not (parts[2] and parts[3]):
        return None
    return KeyText(Mode(parts[1]), parts[2], parts[3])


def new_token(prefix: str) -> str:
    """A fresh session token."""
    return prefix + secrets.token_hex(_RANDOM_BYTES)


def hash_token(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def csrf_of(token: str) -> str:
    """The value a form must bring back with a session's cookie; only the session's own pages can know it.

    Derived, not stored: another site can make a browser send the cookie, and cannot read it.
    """
    return hmac.new(token.encode(), b"puhui.csrf", hashlib.sha256).hexdigest()
