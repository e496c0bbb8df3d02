"""The keys of a few subjects, looked up once: for one piece of work that opens and seals many things.

It lives for one work and no longer: the next work looks again, so a key that was destroyed is missed at once.
"""

from collections.abc import Collection
from functools import cached_property
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from puhui.ground.database.direct import Row, ask
from puhui.ground.vault.cipher import CannotOpenError, Envelope, seal, unseal
from puhui.ground.vault.store import WrappedKey
from puhui.ground.vault.suite import Suite
from puhui.ground.vault.vault import ERASED, Erased, ErasedSubjectError, Vault, bound_to

_KEYS: Final = """
    SELECT subject_id, institution, version, suite, kek_id, wrapped FROM ground.subject_key
    WHERE subject_id = ANY(%(subjects)s) AND institution = %(institution)s
"""


class Keyring:
    """Seals and opens like the vault it is of, for the subjects that it was made for.

    Made inside `in_one_go`, it looks at the keys when one is first wanted.
    """

    def __init__(self, vault: Vault, connection: Connection, subject_ids: Collection[UUID]) -> None:
        bound = {"subjects": list(subject_ids), "institution": vault.tenant}
        self._vault, self._connection = vault, connection
        self._asked = ask(connection, _KEYS, bound)
        self._unwrapped: dict[tuple[UUID, int], bytes] = {}

    @cached_property
    def _keys(self) -> dict[tuple[UUID, int], WrappedKey]:
        return {(it.subject_id, it.version): it for it in map(_wrapped, self._asked.rows())}

    @cached_property
    def _newest(self) -> dict[UUID, WrappedKey]:
        return {subject_id: self._keys[subject_id, version] for subject_id, version in sorted(self._keys)}

    def is_erased(self, subject_id: UUID) -> bool:
        """Whether the subject's keys were destroyed; one that never had a key is not erased."""
        newest = self._newest.get(subject_id)
        return newest is not None and newest.wrapped is None

    def seal(self, subject_id: UUID, field: str, plaintext: str) -> bytes:
        """As `Vault.seal`."""
        newest = self._newest.get(subject_id)
        if newest is None:
            return self._vault.seal(self._connection, subject_id, field, plaintext)
        if newest.wrapped is None:
            raise ErasedSubjectError(str(subject_id))
        body = seal(newest.suite, self._key(newest), plaintext.encode(), bound_to(subject_id, field))
        return Envelope(newest.suite, newest.version, body).to_bytes()

    def open(self, subject_id: UUID, field: str, sealed: bytes) -> str | Erased:
        """As `Vault.open`."""
        envelope = Envelope.from_bytes(sealed)
        wrapped = self._keys.get((subject_id, envelope.key_version))
        if wrapped is None:
            raise CannotOpenError
        if wrapped.wrapped is None:
            return ERASED
        key, bound = self._key(wrapped), bound_to(subject_id, field)
        return unseal(envelope.suite, key, envelope.body, bound).decode()

    def _key(self, wrapped: WrappedKey) -> bytes:
        place = (wrapped.subject_id, wrapped.version)
        if place not in self._unwrapped:
            self._unwrapped[place] = self._vault.unwrap(wrapped)
        return self._unwrapped[place]


def _wrapped(row: Row) -> WrappedKey:
    subject_id, institution, version, suite, kek_id, wrapped = row
    return WrappedKey(subject_id, institution, version, Suite(suite), kek_id, wrapped)
