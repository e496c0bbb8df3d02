"""This process's own keys: one small file beside the master keys, mode 600.

The newest key signs; older ones stay in the file so that a person can see what the other side may still know.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from puhui.ground import Settings, Unavailable
from puhui.ground.secret_file import is_open_to_others, write_first, write_over
from puhui.kernel import Problem, Text

_LAYOUT: Final = 1


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """What this process signs with. `public_key_text` is base64 of the 32 raw bytes."""

    key_id: str
    public_key_text: str
    private: Ed25519PrivateKey = field(repr=False, compare=False)


def own_keys(settings: Settings) -> SigningKeys:
    """The keys in `PUHUI_HOME/keys/partner.json`; a first start makes them, and two at once agree."""
    file = _file(settings)
    try:
        if not file.exists():
            write_first(file, _written((_fresh(),)))
        return _current(file)
    except OSError as error:
        raise Unavailable(_unreadable(file, error)) from None


def renew_own_keys(settings: Settings) -> SigningKeys:
    """Another key that signs from now on. Until the other side has its card they refuse it."""
    own_keys(settings)
    file = _file(settings)
    before = json.loads(file.read_text())["keys"]
    write_over(file, _written((*(base64.b64decode(it) for it in before), _fresh())))
    return _current(file)


def new_keys() -> SigningKeys:
    """Keys that lie in no file, for tests and for a partner's own program."""
    return keys_of_seed(_fresh())


def keys_of_seed(seed: bytes) -> SigningKeys:
    """The keys that follow from the 32 bytes of an Ed25519 private key."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    return SigningKeys(key_id_of(public), base64.b64encode(public).decode(), private)


def keys_from(file: Path) -> SigningKeys:
    """The keys of a file that `own_keys` made, wherever it lies."""
    return _current(file)


def key_id_of(public_key: bytes) -> str:
    """A key's id follows from the key, so nobody can bring another key under a known id."""
    return f"ed25519-{hashlib.sha256(public_key).hexdigest()[:32]}"


def _file(settings: Settings) -> Path:
    return settings.home / "keys" / "partner.json"


def _fresh() -> bytes:
    return secrets.token_bytes(32)


def _current(file: Path) -> SigningKeys:
    if is_open_to_others(file):
        raise Unavailable(_too_open(file))
    try:
        content: Mapping[str, Any] = json.loads(file.read_text())
        if content["layout"] != _LAYOUT:
            raise ValueError("layout")
        return keys_of_seed(base64.b64decode(content["keys"][-1], validate=True))
    except (ValueError, KeyError, IndexError, TypeError):
        raise Unavailable(_damaged(file)) from None


def _written(seeds: tuple[bytes, ...]) -> str:
    return json.dumps({"layout": _LAYOUT, "keys": [base64.b64encode(seed).decode() for seed in seeds]})


def _unreadable(file: Path, error: OSError) -> Problem:
    return Problem(
        "partner_keys.unreadable",
        Text("伙伴签名密钥文件不能读取或建立。", "The partner key file cannot be read or made."),
        Text("请检查 PUHUI_HOME 的权限。", "Check the permissions of PUHUI_HOME."),
        f"{file} ({error.strerror})",
    )


def _too_open(file: Path) -> Problem:
    return Problem(
        "partner_keys.too_open",
        Text("别的用户能读到伙伴签名密钥文件。", "Other users can read the partner key file."),
        Text(f"请运行 chmod 600 {file}", f"Run: chmod 600 {file}"),
        str(file),
    )


def _damaged(file: Path) -> Problem:
    return Problem(
        "partner_keys.damaged",
        Text("伙伴签名密钥文件不完整或被改动过。", "The partner key file is incomplete or was changed."),
        Text(
            "请从备份恢复；没有备份时移走它，重新启动，再把新名片交给对方登记。",
            "Restore it from your backup; without one move it away, start again, and give the new card to "
            "the other side.",
        ),
        str(file),
    )
