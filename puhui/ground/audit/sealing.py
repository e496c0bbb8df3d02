"""Sealing: in the background, link what was written to everything written before it.

Work only writes its entry and goes on; a sealer (part of the worker) takes the committed entries that wait,
in batches, and continues the chain. The chain's order is the order of sealing, so a transaction that commits
late simply comes later; nothing ever has to be inserted into the middle.
"""

import hmac
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, Engine

from puhui.ground.audit import store
from puhui.ground.audit.head import Head, write_head
from puhui.ground.audit.store import Link

GENESIS: Final = Head(0, bytes(32))
_BATCH: Final = 5_000


def seal_waiting(engine: Engine, key: bytes, head_file: Path, now: datetime, at_most: int = _BATCH) -> int:
    """Seal one batch and remember the new head; gives how many entries were sealed."""
    with engine.begin() as connection:
        links = _seal(connection, key, now, at_most)
    if links:
        write_head(head_file, key, Head(links[-1].position, links[-1].digest))
    return len(links)


def digest_of(key: bytes, before: Head, sealed_at: datetime, mac: bytes) -> bytes:
    """The code of the link after `before`: over the link before it, its place, its time and its entry."""
    place = (before.position + 1).to_bytes(8, "big")
    when = int(sealed_at.timestamp() * 1_000_000).to_bytes(8, "big")
    return hmac.digest(key, b"puhui.link\0" + before.digest + place + when + mac, "sha256")


def _seal(connection: Connection, key: bytes, now: datetime, at_most: int) -> list[Link]:
    store.one_sealer_at_a_time(connection)
    waiting = store.waiting_macs(connection, at_most)
    if not waiting:
        return []
    last = store.last_link(connection)
    links = list(_continue(key, Head(last.position, last.digest) if last else GENESIS, now, waiting))
    store.add_links(connection, links)
    return links


def _continue(key: bytes, head: Head, now: datetime, waiting: list[tuple[UUID, bytes]]) -> Iterator[Link]:
    for entry_id, mac in waiting:
        digest = digest_of(key, head, now, mac)
        head = Head(head.position + 1, digest)
        yield Link(head.position, entry_id, now, digest)
