"""Notes of colleagues about an application, sealed under the borrower's key and erased with it."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from puhui.desk.model import Note
from puhui.desk.store import notes as store
from puhui.ground import Erased, Work
from puhui.intake import application, subject
from puhui.kernel import Problem, Text, new_id

LONGEST_NOTE: Final = 2_000
_FIELD: Final = "desk.note"


def add_note(work: Work, application_id: UUID, text: str) -> Note | Problem:
    """Keep a note. Nothing is kept about somebody whose data was erased."""
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return asked
    written = text.strip()
    if not 0 < len(written) <= LONGEST_NOTE:
        return _LENGTH
    owner = subject(work, asked.owner_id)
    if isinstance(owner, Problem) or owner.erased:
        return _ERASED
    note_id = new_id()
    row = {
        "id": note_id,
        "mode": work.actor.mode.value,
        "application_id": application_id,
        "subject_id": asked.owner_id,
        "sealed_text": work.vault.seal(work.connection, asked.owner_id, f"{_FIELD}:{note_id}", written),
        "pinned": False,
        "at": work.now(),
        "actor": work.actor.id,
    }
    store.add(work.connection, row)
    work.audit("desk.noted", f"application:{application_id}", note=str(note_id))
    return Note(note_id, application_id, work.now(), work.actor.id, written, pinned=False)


def notes_of(work: Work, application_id: UUID) -> tuple[Note, ...]:
    """Notes about an application, pinned ones first, then the newest."""
    if isinstance(application(work, application_id), Problem):
        return ()
    rows = store.notes_of(work.connection, work.actor.mode, application_id)
    return tuple(_opened(work, row) for row in rows)


def pin_note(work: Work, application_id: UUID, note_id: UUID, *, pinned: bool) -> Note | Problem:
    """Let a note stay on top, or no longer."""
    if not store.pin(work.connection, work.actor.mode, application_id, note_id, pinned=pinned):
        return _NO_NOTE
    return next(it for it in notes_of(work, application_id) if it.id == note_id)


def _opened(work: Work, row: Row[Any]) -> Note:
    text = work.vault.open(work.connection, row.subject_id, f"{_FIELD}:{row.id}", bytes(row.sealed_text))
    told = None if isinstance(text, Erased) else text
    return Note(row.id, row.application_id, row.at, row.actor, told, row.pinned)


_LENGTH: Final = Problem(
    "desk.note.length",
    Text(f"备注应有内容，不超过 {LONGEST_NOTE} 字。", f"A note has 1 to {LONGEST_NOTE} characters."),
    Text("请改短一些。", "Write less."),
    "text",
)
_ERASED: Final = Problem(
    "desk.subject.gone",
    Text(
        "借款人的个人信息已删除，不能再写备注。", "The borrower's data was erased; nothing is noted any more."
    ),
)
_NO_NOTE: Final = Problem(
    "desk.note.not_found",
    Text("没有找到这条备注。", "There is no such note."),
    Text("请刷新后再试。", "Look again."),
)
