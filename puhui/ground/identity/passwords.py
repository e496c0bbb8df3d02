"""Passwords, kept as scrypt hashes that carry their own parameters.

The parameters are stored with each hash, so that they can be raised later without asking anybody for a new
password: `needs_rehash` says so at the next successful sign-in.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from puhui.kernel import Problem, Text


@dataclass(frozen=True, slots=True)
class Cost:
    """scrypt's cost. The default (64 MiB, two passes) is one of those OWASP's password sheet asks for."""

    n: int = 1 << 16
    r: int = 8
    p: int = 2


SHORTEST: Final = 10
_LONGEST: Final = 200


def password_problem(password: str) -> Problem | None:
    """Long enough is the only rule (NIST SP 800-63B): rules about symbols make people write them down."""
    if SHORTEST <= len(password) <= _LONGEST and len(set(password)) > 3:
        return None
    return Problem(
        "account.password",
        Text("密码太短或太简单。", "The password is too short or too simple."),
        Text(
            f"请用 {SHORTEST} 到 {_LONGEST} 个字符，不要只是重复几个字符。",
            f"Use {SHORTEST} to {_LONGEST} characters, not a few repeated ones.",
        ),
        "password",
    )


def hash_password(password: str, cost: Cost | None = None, salt: bytes | None = None) -> str:
    """`scrypt$n$r$p$salt$hash`, salt and hash in base64.

    >>> hash_password("an evening in Kunming", Cost(n=1 << 10), b"0123456789abcdef").rsplit("$", 1)[0]
    'scrypt$1024$8$2$MDEyMzQ1Njc4OWFiY2RlZg=='
    """
    cost = cost or Cost()
    salt = secrets.token_bytes(16) if salt is None else salt
    digest = _digest(password, cost, salt)
    return f"scrypt${cost.n}${cost.r}${cost.p}${_text(salt)}${_text(digest)}"


def password_matches(password: str, kept: str) -> bool:
    """Whether `password` is the one that was hashed, compared in constant time."""
    cost, salt, digest = _parse(kept)
    return hmac.compare_digest(_digest(password, cost, salt), digest)


def needs_rehash(kept: str, cost: Cost | None = None) -> bool:
    """Whether a hash was made with less than today's cost."""
    return _parse(kept)[0] != (cost or Cost())


def _digest(password: str, cost: Cost, salt: bytes) -> bytes:
    memory = 2 * 128 * cost.n * cost.r
    return hashlib.scrypt(password.encode(), salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=memory, dklen=32)


def _parse(kept: str) -> tuple[Cost, bytes, bytes]:
    _, n, r, p, salt, digest = kept.split("$")
    return Cost(int(n), int(r), int(p)), base64.b64decode(salt), base64.b64decode(digest)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
