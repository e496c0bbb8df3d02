"""A key that makes a retry safe: what it is scoped by, what it remembers, and how the memory is sealed."""

import hashlib
import json
import re
import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from puhui.kernel import Problem, Text

_KEY: Final = re.compile(r"[!-~]{8,200}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One actor's key on one route. The same key means nothing to another actor or on another route."""

    actor_id: str
    mode: str
    route: str
    key: str
    fingerprint: bytes
    """Hash of the path, query and body; the same key with another fingerprint is a mistake, not a retry."""

    def scope_hash(self) -> bytes:
        """Where the row is. The key itself is not kept."""
        return hashlib.sha256(b"scope\0" + self._scope()).digest()

    def seal(self, answer: "Answer") -> bytes:
        """The answer, readable only with the key that the client chose and holds."""
        nonce = secrets.token_bytes(12)
        return nonce + AESGCM(self._secret()).encrypt(nonce, answer.to_bytes(), self.fingerprint)

    def open(self, status: int, sealed: bytes) -> "Answer":
        """The answer again."""
        plain = AESGCM(self._secret()).decrypt(sealed[:12], sealed[12:], self.fingerprint)
        return Answer.from_bytes(status, plain)

    def _secret(self) -> bytes:
        return hashlib.sha256(b"seal\0" + self._scope()).digest()

    def _scope(self) -> bytes:
        return "\0".join((self.actor_id, self.mode, self.route, self.key)).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as it left, so that a retry hears exactly the same."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def to_bytes(self) -> bytes:
        return json.dumps(self.headers).encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, status: int, raw: bytes) -> "Answer":
        head, _, body = raw.partition(b"\n")
        return cls(status, tuple((name, value) for name, value in json.loads(head)), body)


def key_problem(key: str | None) -> Problem | None:
    """What is wrong with an `Idempotency-Key`, or nothing.

    >>> key_problem("0199b5a0-6c00-7000-8000-000000000007") is None, key_problem(None).code
    (True, 'idempotency.missing')
    """
    if key is None:
        return Problem("idempotency.missing", _MISSING, _FIX, _HEADER)
    return None if _KEY.fullmatch(key) else Problem("idempotency.key", _MALFORMED, _FIX, _HEADER)


_HEADER: Final = "Idempotency-Key"
_MISSING: Final = Text(
    "缺少 Idempotency-Key：没有它，重试可能办两次。",
    "Idempotency-Key is missing: without it a retry could do the same thing twice.",
)
_MALFORMED: Final = Text(
    "Idempotency-Key 应为 8 到 200 个可见 ASCII 字符。",
    "Idempotency-Key should be 8 to 200 visible ASCII characters.",
)
_FIX: Final = Text(
    "请为每一次操作生成一个 UUID，重试时带同一个。",
    "Make a UUID for each operation and send the same one when you retry.",
)
