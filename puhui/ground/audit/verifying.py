"""Verifying: walk the whole chain again and name the first thing that is not as it was written.

What can be told: an entry altered, deleted, written by somebody without the key, or moved; a link taken out
or changed; the end cut off (against the head outside the database). What cannot: whatever is done by someone
who holds both the database and the key file, and the deletion of an entry together with its place in the
waiting list within the second or so before it is sealed.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine

from puhui.ground.audit import store
from puhui.ground.audit.entry import mac_of
from puhui.ground.audit.head import AlteredHeadError, Head, read_head
from puhui.ground.audit.sealing import GENESIS, digest_of
from puhui.ground.audit.store import Link, Written


class Break(StrEnum):
    """The ways a trail can be broken."""

    ENTRY_ALTERED = "entry_altered"
    ENTRY_DELETED = "entry_deleted"
    ENTRY_FORGED = "entry_forged"
    ENTRY_HIDDEN = "entry_hidden"
    LINK_MISSING = "link_missing"
    LINK_ALTERED = "link_altered"
    TAIL_CUT = "tail_cut"
    HEAD_MISSING = "head_missing"
    HEAD_ALTERED = "head_altered"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first thing found wrong: what, at which link, and which entry it is about."""

    kind: Break
    position: int | None = None
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a verification found. `sealed` links were walked, `unsealed` entries still wait for the sealer."""

    sealed: int
    unsealed: int
    broken: Broken | None

    @property
    def whole(self) -> bool:
        """Nothing is missing and nothing was changed."""
        return self.broken is None


def verify_trail(engine: Engine, key: bytes, head_file: Path) -> AuditReport:
    """Verify against the head on this machine, in one snapshot of the database."""
    try:
        head = read_head(head_file, key)
    except AlteredHeadError:
        head = Head(-1, b"")
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        return verify(connection, key, head)


def verify(connection: Connection, key: bytes, head: Head | None) -> AuditReport:
    """Walk the chain; `head` is where it must at least reach, read before this transaction began."""
    walk = _Walk(key, head)
    broken = next(walk.links(connection), None)
    broken = broken or walk.against_head()
    unsealed, wrong = _unsealed(connection, key)
    return AuditReport(walk.at.position, unsealed, broken or wrong)


class _Walk:
    """How far we have come along the chain."""

    def __init__(self, key: bytes, head: Head | None) -> None:
        self.key, self.head, self.at = key, head, GENESIS
        self.met_head = head is None

    def links(self, connection: Connection) -> Iterator[Broken]:
        for link, written in store.chain(connection):
            wrong = self._wrong(link, written)
            if wrong is not None:
                yield Broken(wrong, self.at.position + 1, link.entry_id)
            self.at = Head(link.position, link.digest)
            self.met_head = self.met_head or self.at == self.head

    def _wrong(self, link: Link, written: Written | None) -> Break | None:
        if link.position != self.at.position + 1:
            return Break.LINK_MISSING
        if written is None:
            return Break.ENTRY_DELETED
        if not hmac.compare_digest(mac_of(self.key, written.entry), written.mac):
            return Break.ENTRY_ALTERED
        expected = digest_of(self.key, self.at, link.sealed_at, written.mac)
        return None if hmac.compare_digest(expected, link.digest) else Break.LINK_ALTERED

    def against_head(self) -> Broken | None:
        if self.head is None:
            return Broken(Break.HEAD_MISSING) if self.at.position else None
        if self.head.position < 0:
            return Broken(Break.HEAD_ALTERED)
        return None if self.met_head else Broken(Break.TAIL_CUT, self.at.position + 1)


def _unsealed(connection: Connection, key: bytes) -> tuple[int, Broken | None]:
    count, broken = 0, None
    for written, waits in store.unsealed(connection):
        count += 1
        if broken is None and not hmac.compare_digest(mac_of(key, written.entry), written.mac):
            broken = Broken(Break.ENTRY_FORGED, None, written.entry.entry_id)
        if broken is None and not waits:
            broken = Broken(Break.ENTRY_HIDDEN, None, written.entry.entry_id)
    gone = store.waiting_without_entry(connection)
    if broken is None and gone is not None:
        broken = Broken(Break.ENTRY_DELETED, None, gone)
    return count, broken
