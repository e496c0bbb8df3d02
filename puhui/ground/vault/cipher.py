"""Authenticated encryption, one family or the other, and nothing else: bytes in, bytes out.

An envelope is `format · suite · key version · nonce · ciphertext and tag`, so that what was sealed with one
family can be opened after the setting was changed to the other.
"""

import hmac
import os
import struct
from dataclasses import dataclass
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SM3, Hash

from puhui.ground.vault.suite import Suite

_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_HEAD: Final = struct.Struct(">BBH")
_FORMAT: Final = 1
_NUMBERS: Final = {Suite.AES: 1, Suite.SM: 2}
_SUITES: Final = {number: suite for suite, number in _NUMBERS.items()}
_KEY_BYTES: Final = {Suite.AES: 32, Suite.SM: 16}


class CannotOpenError(Exception):
    """The key, the place or the bytes are not those it was sealed with. Says nothing else on purpose."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Something sealed, as it lies in a column."""

    suite: Suite
    key_version: int
    body: bytes

    def to_bytes(self) -> bytes:
        """As stored."""
        return _HEAD.pack(_FORMAT, _NUMBERS[self.suite], self.key_version) + self.body

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """As read back; raises CannotOpenError when these bytes were never an envelope."""
        if len(stored) < _HEAD.size + _NONCE_BYTES + _TAG_BYTES:
            raise CannotOpenError
        layout, number, version = _HEAD.unpack_from(stored)
        if layout != _FORMAT or number not in _SUITES:
            raise CannotOpenError
        return cls(_SUITES[number], version, stored[_HEAD.size :])


def new_key() -> bytes:
    """A fresh key; SM4 uses its first half."""
    return os.urandom(32)


def seal(suite: Suite, key: bytes, plaintext: bytes, bound_to: bytes) -> bytes:
    """Nonce, ciphertext and tag; opens only with the same key and the same `bound_to`."""
    nonce = os.urandom(_NONCE_BYTES)
    if suite is Suite.AES:
        return nonce + AESGCM(key).encrypt(nonce, plaintext, bound_to)
    encryptor = Cipher(algorithms.SM4(key[: _KEY_BYTES[suite]]), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(bound_to)
    return nonce + encryptor.update(plaintext) + encryptor.finalize() + encryptor.tag


def unseal(suite: Suite, key: bytes, body: bytes, bound_to: bytes) -> bytes:
    """What `seal` was given. Raises CannotOpenError.

    >>> key = new_key()
    >>> [unseal(suite, key, seal(suite, key, b"shop", b"here"), b"here") for suite in Suite]
    [b'shop', b'shop']
    """
    nonce, tag = body[:_NONCE_BYTES], body[-_TAG_BYTES:]
    try:
        if suite is Suite.AES:
            return AESGCM(key).decrypt(nonce, body[_NONCE_BYTES:], bound_to)
        mode = modes.GCM(nonce, tag)
        decryptor = Cipher(algorithms.SM4(key[: _KEY_BYTES[suite]]), mode).decryptor()
        decryptor.authenticate_additional_data(bound_to)
        return decryptor.update(body[_NONCE_BYTES:-_TAG_BYTES]) + decryptor.finalize()
    except InvalidTag:
        raise CannotOpenError from None


def keyed_hash(suite: Suite, key: bytes, message: bytes) -> bytes:
    """HMAC (RFC 2104) with SHA-256 or SM3: 32 bytes.

    >>> sm3(b"abc").hex()[:16]
    '66c7f0f462eeedd9'
    """
    if suite is Suite.AES:
        return hmac.digest(key, message, "sha256")
    block = key.ljust(64, b"\0")
    inner = sm3(bytes(byte ^ 0x36 for byte in block) + message)
    return sm3(bytes(byte ^ 0x5C for byte in block) + inner)


def sm3(message: bytes) -> bytes:
    """GB/T 32905."""
    digest = Hash(SM3())
    digest.update(message)
    return digest.finalize()
