"""Booking: once under each key, balanced or not at all, never changed afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.ground import Work
from puhui.kernel import new_id
from puhui.loan.ledger import store
from puhui.loan.ledger.model import AccountCode, Entry, Line, Side
from puhui.loan.lender import lender_of


class BookedOtherwiseError(Exception):
    """Another entry is in the books under this key: a mistake of the program, never of a person."""


class NotInTheBooksError(LookupError):
    """An entry was to be reversed that is not there."""


def book(work: Work, entry: Entry) -> UUID:
    """Put an entry into the books of this institution; the same one twice is there once.

    Raises BookedOtherwiseError when the key is taken by other content.
    """
    return book_all(work, (entry,))[0]


def book_all(work: Work, entries: Sequence[Entry]) -> tuple[UUID, ...]:
    """Many entries in two statements, each as `book` would; gives their ids in the same order."""
    wanted = {entry.key: (new_id(), entry) for entry in entries}
    if len(wanted) != len(entries):
        raise BookedOtherwiseError("one key twice in one booking")
    if not wanted:
        return ()
    return _add(work, wanted, {})


def reverse(work: Work, key: str, on: date) -> UUID:
    """Undo an entry by its mirror image, booked on a day of its own; reversed twice, it is reversed once."""
    lender = lender_of(work)
    found = store.entries_by_key(work.connection, lender, work.actor.mode, [key])
    if not found:
        raise NotInTheBooksError(key)
    mirrored = tuple(replace(line, side=line.side.other) for line in _lines(work, found[0].id))
    undone = Entry(f"{found[0].kind}.reversed", f"reverse:{key}", on, mirrored)
    return _add(work, {undone.key: (new_id(), undone)}, {undone.key: found[0].id})[0]


def entry_under(work: Work, key: str) -> Entry | None:
    """What is in the books under a key."""
    found = store.entries_by_key(work.connection, lender_of(work), work.actor.mode, [key])
    return None if not found else Entry(found[0].kind, key, found[0].on, _lines(work, found[0].id))


def entries(work: Work, drawdown_id: UUID | None = None, at_most: int = 50) -> tuple[Entry, ...]:
    """The newest entries of this institution, of one drawdown if one is named."""
    rows = store.entries(
        work.connection, lender_of(work), work.actor.mode, drawdown_id=drawdown_id, at_most=at_most
    )
    lines: dict[UUID, list[Line]] = {row.id: [] for row in rows}
    for row in store.lines_of(work.connection, list(lines)) if lines else ():
        lines[row.entry_id].append(_line(row))
    return tuple(Entry(row.kind, row.key, row.on, tuple(lines[row.id])) for row in rows)


def _add(
    work: Work, wanted: Mapping[str, tuple[UUID, Entry]], reverses: Mapping[str, UUID]
) -> tuple[UUID, ...]:
    lender, mode = lender_of(work), work.actor.mode
    rows = [
        {
            "id": entry_id,
            "institution": lender,
            "mode": mode,
            "kind": entry.kind,
            "key": key,
            "on": entry.on,
            "digest": entry.digest(),
            "booked_at": work.now(),
            "actor": work.actor.id,
            "reverses": reverses.get(key),
        }
        for key, (entry_id, entry) in sorted(wanted.items())
    ]
    added = store.add_entries(work.connection, rows)
    lines = [
        row for entry_id, entry in wanted.values() if entry_id in added for row in _rows(entry_id, entry)
    ]
    if lines:
        store.add_lines(work.connection, [{**row, "institution": lender} for row in lines])
    known = {} if len(added) == len(wanted) else _known(work, wanted, added)
    return tuple(known.get(key, entry_id) for key, (entry_id, _) in wanted.items())


def _known(work: Work, wanted: Mapping[str, tuple[UUID, Entry]], added: frozenset[UUID]) -> dict[str, UUID]:
    """Ids of the entries that were there before, which must be the same ones."""
    before = [key for key, (entry_id, _) in wanted.items() if entry_id not in added]
    found = store.entries_by_key(work.connection, lender_of(work), work.actor.mode, before)
    kept = {row.key: row for row in found}
    for key in before:
        if key not in kept or kept[key].digest != wanted[key][1].digest():
            raise BookedOtherwiseError(key)
    return {key: row.id for key, row in kept.items()}


def _rows(entry_id: UUID, entry: Entry) -> list[dict[str, Any]]:
    return [
        {
            "entry_id": entry_id,
            "number": number,
            "account": line.account,
            "side": line.side,
            "amount_fen": line.amount_fen,
            "drawdown_id": line.drawdown_id,
        }
        for number, line in enumerate(entry.lines, 1)
    ]


def _lines(work: Work, entry_id: UUID) -> tuple[Line, ...]:
    return tuple(map(_line, store.lines_of(work.connection, [entry_id])))


def _line(row: Row[Any]) -> Line:
    return Line(AccountCode(row.account), Side(row.side), row.amount_fen, row.drawdown_id)
