"""signing: who sent a request, when, and that not a byte of it was changed. Pure but for the key file."""

from puhui.exchange.signing.base import Content, digest_of, protocol_headers
from puhui.exchange.signing.keys import SigningKeys, key_id_of, new_keys, own_keys, renew_own_keys
from puhui.exchange.signing.signer import sign
from puhui.exchange.signing.verifier import KnownKey, Signed, claimed_key, verify

__all__ = [
    "Content",
    "KnownKey",
    "Signed",
    "SigningKeys",
    "claimed_key",
    "digest_of",
    "key_id_of",
    "new_keys",
    "own_keys",
    "protocol_headers",
    "renew_own_keys",
    "sign",
    "verify",
]
