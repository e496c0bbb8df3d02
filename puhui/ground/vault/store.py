"""All SQL of the vault: the wrapped keys of subjects."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, select, true, update
from sqlalchemy.dialects.postgresql import insert

from puhui.ground.tables import master_keys, subject_key
from puhui.ground.vault.suite import Suite


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """One version of a subject's data key; `wrapped` is None once it was destroyed.

    `institution` says whose copy of the subject it belongs to; empty for the house's own.
    """

    subject_id: UUID
    institution: str
    version: int
    suite: Suite
    kek_id: str | None
    wrapped: bytes | None = field(repr=False)


def newest_key(connection: Connection, subject_id: UUID, institution: str) -> WrappedKey | None:
    """The version that seals now."""
    query = _keys().where(subject_key.c.subject_id == subject_id, subject_key.c.institution == institution)
    return _one(connection.execute(query.order_by(subject_key.c.version.desc()).limit(1)).first())


def key(connection: Connection, subject_id: UUID, institution: str, version: int) -> WrappedKey | None:
    """The version that something was sealed with."""
    columns = subject_key.c
    query = _keys().where(columns.subject_id == subject_id, columns.institution == institution)
    return _one(connection.execute(query.where(columns.version == version)).first())


def keys_of(
    connection: Connection, subject_ids: Collection[UUID], institution: str
) -> dict[tuple[UUID, int], WrappedKey]:
    """Every version of the keys of several subjects, by subject and version."""
    columns = subject_key.c
    query = _keys().where(columns.subject_id.in_(subject_ids), columns.institution == institution)
    found = [_one(row) for row in connection.execute(query)]
    return {(it.subject_id, it.version): it for it in found if it is not None}


def any_key(connection: Connection) -> WrappedKey | None:
    """The key made last, to try the master keys on."""
    query = _keys().where(subject_key.c.wrapped.is_not(None))
    return _one(connection.execute(query.order_by(subject_key.c.subject_id.desc()).limit(1)).first())


def remember_fingerprint(connection: Connection, fingerprint: bytes) -> bytes:
    """The fingerprint of the keys this database was first opened with, which may be this one."""
    connection.execute(insert(master_keys).values(fingerprint=fingerprint).on_conflict_do_nothing())
    found: bytes = connection.execute(select(master_keys.c.fingerprint)).scalar_one()
    return found


def add_key(connection: Connection, fresh: WrappedKey, wrapped: bytes) -> None:
    """A new version, unless somebody else made that version first."""
    row = {
        "subject_id": fresh.subject_id,
        "institution": fresh.institution,
        "version": fresh.version,
        "suite": fresh.suite.value,
        "kek_id": fresh.kek_id,
        "wrapped": wrapped,
    }
    connection.execute(insert(subject_key).values(row).on_conflict_do_nothing())


def destroy_keys(connection: Connection, subject_id: UUID, institution: str) -> None:
    """Forget every version; the rows stay and say when. The house (`""`) forgets every institution's too."""
    columns = subject_key.c
    whose = true() if institution == "" else columns.institution == institution
    connection.execute(
        update(subject_key)
        .where(columns.subject_id == subject_id, columns.wrapped.is_not(None), whose)
        .values(wrapped=None, kek_id=None, destroyed_at=func.now())
    )


def keys_not_wrapped_by(connection: Connection, kek_id: str, at_most: int) -> list[WrappedKey]:
    """Keys that another master key wraps, locked until the transaction ends."""
    query = _keys().where(subject_key.c.wrapped.is_not(None), subject_key.c.kek_id != kek_id)
    rows = connection.execute(query.limit(at_most).with_for_update(skip_locked=True))
    return [found for row in rows if (found := _one(row)) is not None]


def rewrap_key(connection: Connection, old: WrappedKey, kek_id: str, wrapped: bytes) -> None:
    """The same key under another master key."""
    columns = subject_key.c
    connection.execute(
        update(subject_key)
        .where(columns.subject_id == old.subject_id, columns.institution == old.institution)
        .where(columns.version == old.version)
        .values(kek_id=kek_id, wrapped=wrapped)
    )


def _keys() -> Select[UUID, str, int, str, str, bytes]:
    columns = subject_key.c
    return select(
        columns.subject_id,
        columns.institution,
        columns.version,
        columns.suite,
        columns.kek_id,
        columns.wrapped,
    )


def _one(row: Row[UUID, str, int, str, str, bytes] | None) -> WrappedKey | None:
    return None if row is None else WrappedKey(row[0], row[1], row[2], Suite(row[3]), row[4], row[5])
