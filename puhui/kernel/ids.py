"""New ids: UUID version 7 (RFC 9562), so that rows made one after another lie beside each other."""

import secrets
import time
from uuid import UUID

_VERSION_7 = 0x7 << 76
_VARIANT_RFC = 0b10 << 62


def new_id(unix_ms: int | None = None, random_bits: int | None = None) -> UUID:
    """A fresh time-ordered id; both ingredients may be given, to make a run repeatable.

    >>> new_id(1_790_000_000_000, 7)
    UUID('01a0c450-6c00-7000-8000-000000000007')
    """
    unix_ms = time.time_ns() // 1_000_000 if unix_ms is None else unix_ms
    random_bits = secrets.randbits(74) if random_bits is None else random_bits
    high, low = random_bits >> 62, random_bits & ((1 << 62) - 1)
    return UUID(int=(unix_ms << 80) | _VERSION_7 | (high << 64) | _VARIANT_RFC | low)
