"""The master keys: one small file outside the database, so that a copy of the database opens nothing.

It holds the keys that wrap the subjects' data keys (KEKs, by id; the newest wraps, older ones still unwrap),
the key of the blind index and the key of the audit chain. Mode 600, made atomically, never overwritten.
"""

import base64
import json
import secrets
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.hashes import SHA256, SM3
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from puhui.ground.secret_file import is_open_to_others, write_first, write_over
from puhui.ground.unavailable import Unavailable
from puhui.ground.vault.cipher import new_key
from puhui.ground.vault.suite import Suite
from puhui.kernel import Problem, Text

_LAYOUT: Final = 1


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """Every key that lies outside the database. Never printed."""

    keks: dict[str, bytes] = field(repr=False)
    current: str
    blind_suite: Suite
    blind: bytes = field(repr=False)
    audit: bytes = field(repr=False)


def new_master_keys(suite: Suite) -> MasterKeys:
    """A first set of keys; the blind index keeps this family for good, or nothing would be found again."""
    kek_id = f"kek-{secrets.token_hex(4)}"
    return MasterKeys({kek_id: new_key()}, kek_id, suite, new_key(), new_key())


def with_new_kek(keys: MasterKeys) -> MasterKeys:
    """The same keys and one more KEK, which wraps from now on (then run `rewrap`)."""
    kek_id = f"kek-{secrets.token_hex(4)}"
    return MasterKeys({**keys.keks, kek_id: new_key()}, kek_id, keys.blind_suite, keys.blind, keys.audit)


def keys_of_tenant(keys: MasterKeys, tenant: str) -> MasterKeys:
    """The keys of one institution's part of this house, derived (HKDF, RFC 5869): nobody has to keep them.

    What is sealed under them opens under no other institution's, and equal values have unequal blind indexes.
    The audit key stays: there is one trail in a house.
    """
    derived = partial(_derived, keys.blind_suite, tenant)
    keks = {kek_id: derived(kek, f"kek:{kek_id}") for kek_id, kek in keys.keks.items()}
    return replace(keys, keks=keks, blind=derived(keys.blind, "blind"))


def login_password(keys: MasterKeys, login: str, generation: int) -> str:
    """The password of a database login: derived too, so every process of a house knows it, none keeps it."""
    return _derived(keys.blind_suite, login, keys.blind, f"login:{generation}").hex()


def load_or_make_keys(file: Path, suite: Suite) -> MasterKeys:
    """The keys in `file`; a first start makes them. Two first starts at once agree on one file."""
    try:
        if not file.exists():
            write_first(file, _written(new_master_keys(suite)))
        return _load(file)
    except OSError as error:
        raise Unavailable(_unreadable(file, error)) from None


def replace_keys(file: Path, keys: MasterKeys) -> None:
    """Write a changed set of keys over the old one, atomically."""
    write_over(file, _written(keys))


def _derived(suite: Suite, whose: str, key: bytes, use: str) -> bytes:
    algorithm = SM3() if suite is Suite.SM else SHA256()
    info = b"puhui.tenant\0" + whose.encode() + b"\0" + use.encode()
    return HKDF(algorithm=algorithm, length=32, salt=None, info=info).derive(key)


def _load(file: Path) -> MasterKeys:
    if is_open_to_others(file):
        raise Unavailable(_too_open(file))
    try:
        return _from_json(json.loads(file.read_text()))
    except (ValueError, KeyError, TypeError):
        raise Unavailable(_damaged(file)) from None


def _written(keys: MasterKeys) -> str:
    stored = {
        "layout": _LAYOUT,
        "current": keys.current,
        "keks": {name: _b64(key) for name, key in keys.keks.items()},
        "blind_suite": keys.blind_suite.value,
        "blind": _b64(keys.blind),
        "audit": _b64(keys.audit),
    }
    return json.dumps(stored, indent=1)


def _from_json(stored: dict[str, Any]) -> MasterKeys:
    keks = {name: _key(text) for name, text in stored["keks"].items()}
    if stored["layout"] != _LAYOUT or stored["current"] not in keks:
        raise ValueError("layout")
    blind_suite = Suite(stored["blind_suite"])
    return MasterKeys(keks, stored["current"], blind_suite, _key(stored["blind"]), _key(stored["audit"]))


def _b64(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != 32:
        raise ValueError("length")
    return key


def _unreadable(file: Path, error: OSError) -> Problem:
    return Problem(
        "vault.keys_unreadable",
        Text("密钥文件不能读取或建立。", "The key file cannot be read or made."),
        Text("请检查权限，或设置 PUHUI_KEK_FILE。", "Check its permissions, or set PUHUI_KEK_FILE."),
        f"{file} ({error.strerror})",
    )


def _too_open(file: Path) -> Problem:
    return Problem(
        "vault.keys_too_open",
        Text("别的用户能读到密钥文件。", "Other users can read the key file."),
        Text(f"请运行 chmod 600 {file}", f"Run: chmod 600 {file}"),
        str(file),
    )


def _damaged(file: Path) -> Problem:
    return Problem(
        "vault.keys_damaged",
        Text("密钥文件不完整或被改动过。", "The key file is incomplete or was changed."),
        Text(
            "请从备份恢复它；没有它，已加密的数据无法读取。不要删除或重建。",
            "Restore it from your backup; without it sealed data cannot be read. Do not delete or remake it.",
        ),
        str(file),
    )
