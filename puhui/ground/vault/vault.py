"""The vault: what is sensitive is born encrypted, under a key of the person or firm it belongs to.

Each subject has its own data key (DEK), kept in `ground.subject_key` wrapped by a master key (KEK) that lies
outside the database. A sealed value is bound to its subject and its field, so that it opens nowhere else.
Destroying a subject's keys makes everything of theirs unreadable at once, in every copy (crypto-shredding).
To find without opening there is a blind index: a keyed hash, equal for equal values of one field.
`for_tenant(code)` is the same vault under keys of one institution: each seals the same person under its own.

What this does not do: it does not decide what is sensitive (the rooms do), nor normalise a value before it
is indexed (a phone number with and without +86 are two values).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from puhui.ground.unavailable import Unavailable
from puhui.ground.vault import store
from puhui.ground.vault.cipher import CannotOpenError, Envelope, keyed_hash, new_key, seal, unseal
from puhui.ground.vault.keys import MasterKeys, keys_of_tenant
from puhui.ground.vault.store import WrappedKey
from puhui.ground.vault.suite import Suite
from puhui.kernel import Problem, Text


@dataclass(frozen=True, slots=True)
class Erased:
    """The subject's keys were destroyed: what was here can never be read again."""


ERASED: Final = Erased()


class ErasedSubjectError(Exception):
    """Something was to be sealed for a subject whose keys were destroyed."""


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals and opens; holds the master keys and a choice of algorithms, and keeps nothing it has opened."""

    keys: MasterKeys
    suite: Suite = Suite.AES
    tenant: str = ""
    seen: dict[tuple[str, UUID, int], WrappedKey] | None = field(default=None, repr=False, compare=False)
    """Keys as they were found, for one work and no longer; None keeps none."""

    def for_one_work(self) -> "Vault":
        """The same vault, which looks each key up once. The next work makes another and looks again, so a key
        that was destroyed is missed at once."""
        return replace(self, seen={})

    def for_tenant(self, code: str) -> "Vault":
        """The vault of one institution in this house: keys of its own, derived from the house's.

        Raises ValueError when this is another institution's already: from its keys nobody else's follow.
        """
        if self.tenant == code:
            return self
        if self.tenant:
            raise ValueError(f"the vault of {self.tenant} cannot become that of {code}")
        return replace(self, keys=keys_of_tenant(self.keys, code), tenant=code)

    def seal(self, connection: Connection, subject_id: UUID, field: str, plaintext: str) -> bytes:
        """An envelope only this subject's key opens, and only as this field."""
        wrapped = store.newest_key(connection, subject_id, self.tenant) or self._first_key(
            connection, subject_id
        )
        if wrapped.wrapped is None:
            raise ErasedSubjectError(str(subject_id))
        key = self.unwrap(wrapped)
        body = seal(wrapped.suite, key, plaintext.encode(), bound_to(subject_id, field))
        return Envelope(wrapped.suite, wrapped.version, body).to_bytes()

    def open(self, connection: Connection, subject_id: UUID, field: str, sealed: bytes) -> str | Erased:
        """What was sealed, or `Erased`. Raises CannotOpenError for another's subject or field."""
        envelope = Envelope.from_bytes(sealed)
        wrapped = self._found(connection, subject_id, envelope.key_version)
        return self._opened(wrapped, envelope, bound_to(subject_id, field))

    def open_each(
        self, connection: Connection, field: str, sealed: Mapping[UUID, bytes]
    ) -> dict[UUID, str | Erased]:
        """The same field of several subjects, with one look for their keys: a list's names, for instance."""
        envelopes = {subject_id: Envelope.from_bytes(one) for subject_id, one in sealed.items()}
        keys = store.keys_of(connection, list(envelopes), self.tenant)
        return {
            subject_id: self._opened(
                keys.get((subject_id, one.key_version)), one, bound_to(subject_id, field)
            )
            for subject_id, one in envelopes.items()
        }

    def blind_index(self, field: str, value: str) -> bytes:
        """32 bytes, equal for equal values of one field; tells nothing without the key (domain 5.4)."""
        return keyed_hash(self.keys.blind_suite, self.keys.blind, field.encode() + b"\0" + value.encode())

    def destroy(self, connection: Connection, subject_id: UUID) -> None:
        """Shred every key of a subject, the house's vault also those in the vaults of its institutions.

        A subject that never had one is remembered as erased as well.
        """
        if self.seen is not None:
            self.seen.clear()
        self._first_key(connection, subject_id)
        store.destroy_keys(connection, subject_id, self.tenant)

    def renew_key(self, connection: Connection, subject_id: UUID) -> int:
        """A fresh data key for what is sealed from now on (domain: at least yearly); gives its version."""
        newest = store.newest_key(connection, subject_id, self.tenant) or self._first_key(
            connection, subject_id
        )
        if newest.wrapped is None:
            raise ErasedSubjectError(str(subject_id))
        self._add_key(connection, subject_id, newest.version + 1)
        return newest.version + 1

    def rewrap(self, connection: Connection, at_most: int = 1000) -> int:
        """Wrap data keys of older master keys again with the current one; gives how many were done."""
        old = store.keys_not_wrapped_by(connection, self.keys.current, at_most)
        for wrapped in old:
            whose = self.for_tenant(wrapped.institution) if wrapped.institution else self
            again = whose._wrap(whose.unwrap(wrapped), wrapped)
            store.rewrap_key(connection, wrapped, self.keys.current, again)
        return len(old)

    def check(self, connection: Connection) -> None:
        """Raise Unavailable when this database was filled under other master keys than ours."""
        ours = keyed_hash(Suite.AES, self.keys.audit, b"puhui.fingerprint\0" + self.keys.blind)
        if store.remember_fingerprint(connection, ours) != ours:
            raise Unavailable(_other_keys(None))
        newest = store.any_key(connection)
        if newest is not None:
            whose = self.for_tenant(newest.institution) if newest.institution else self
            whose.unwrap(newest)

    def _found(self, connection: Connection, subject_id: UUID, version: int) -> WrappedKey | None:
        place = (self.tenant, subject_id, version)
        if self.seen is not None and place in self.seen:
            return self.seen[place]
        found = store.key(connection, subject_id, self.tenant, version)
        if self.seen is not None and found is not None:
            self.seen[place] = found
        return found

    def _opened(self, wrapped: WrappedKey | None, envelope: Envelope, bound: bytes) -> str | Erased:
        if wrapped is None:
            raise CannotOpenError
        if wrapped.wrapped is None:
            return ERASED
        return unseal(envelope.suite, self.unwrap(wrapped), envelope.body, bound).decode()

    def _first_key(self, connection: Connection, subject_id: UUID) -> WrappedKey:
        self._add_key(connection, subject_id, 1)
        first = store.newest_key(connection, subject_id, self.tenant)
        assert first is not None  # noqa: S101 - just inserted, or somebody else's that we waited for
        return first

    def _add_key(self, connection: Connection, subject_id: UUID, version: int) -> None:
        fresh = WrappedKey(subject_id, self.tenant, version, self.suite, self.keys.current, None)
        store.add_key(connection, fresh, self._wrap(new_key(), fresh))

    def _wrap(self, key: bytes, place: WrappedKey) -> bytes:
        return seal(place.suite, self.keys.keks[self.keys.current], key, _key_bound(place))

    def unwrap(self, wrapped: WrappedKey) -> bytes:
        """A data key in the open. Raises Unavailable when our master keys are not those it was wrapped by."""
        kek = self.keys.keks.get(wrapped.kek_id or "")
        if kek is None:
            raise Unavailable(_other_keys(wrapped.kek_id))
        try:
            return unseal(wrapped.suite, kek, wrapped.wrapped or b"", _key_bound(wrapped))
        except CannotOpenError:
            raise Unavailable(_other_keys(wrapped.kek_id)) from None


def bound_to(subject_id: UUID, field: str) -> bytes:
    """The place of a sealed value: it opens nowhere else."""
    return b"puhui.field\0" + subject_id.bytes + field.encode()


def _key_bound(place: WrappedKey) -> bytes:
    return b"puhui.key\0" + place.subject_id.bytes + place.version.to_bytes(4, "big")


def _other_keys(kek_id: str | None) -> Problem:
    return Problem(
        "vault.other_keys",
        Text(
            "数据库里的数据是用另一把主密钥加密的，现在的密钥文件打不开它。",
            "What is in the database was sealed under another master key than the key file holds.",
        ),
        Text(
            "请用 PUHUI_KEK_FILE 指向原来的密钥文件，或从备份恢复它。",
            "Point PUHUI_KEK_FILE to the original key file, or restore that file from your backup.",
        ),
        kek_id,
    )
