"""How far the chain reached, remembered outside the database.

Whoever cuts the end off the chain leaves a shorter chain that is whole in itself; only something that the
database's owner does not hold can tell. The head is that: a small file beside the keys, with a code over it.
"""

import hmac
import json
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Head:
    """The last link that was sealed here, as far as this machine knows."""

    position: int
    digest: bytes


class AlteredHeadError(Exception):
    """The head file is not as it was written."""


def write_head(file: Path, key: bytes, head: Head) -> None:
    """Replace the head, atomically."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    told = {"position": head.position, "digest": head.digest.hex(), "mac": _mac(key, head).hex()}
    fresh.write_text(json.dumps(told))
    fresh.replace(file)


def read_head(file: Path, key: bytes) -> Head | None:
    """The head, or None when there is no such file. Raises AlteredHeadError."""
    try:
        told = json.loads(file.read_text())
        head = Head(int(told["position"]), bytes.fromhex(told["digest"]))
        mac = bytes.fromhex(told["mac"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise AlteredHeadError from None
    if not hmac.compare_digest(mac, _mac(key, head)):
        raise AlteredHeadError
    return head


def _mac(key: bytes, head: Head) -> bytes:
    return hmac.digest(key, b"puhui.head\0" + head.position.to_bytes(8, "big") + head.digest, "sha256")
