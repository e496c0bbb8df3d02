"""What people at desks settled, as it goes out: notes and saved views."""

from puhui.desk.bodies.case import NoteBody
from puhui.desk.bodies.queue import CaseFilter
from puhui.desk.bodies.views import ViewBody
from puhui.desk.model import Note, View
from puhui.desk.showing.naming import Names


def note_body(one: Note, names: Names) -> NoteBody:
    """A note as it is shown."""
    return NoteBody(id=one.id, at=one.at, by=names.person(one.by), text=one.text, pinned=one.pinned)


def view_body(one: View, names: Names, reader: str) -> ViewBody:
    """A saved view as `reader`, an actor's id, sees it."""
    return ViewBody(
        name=one.name,
        filter=CaseFilter.model_validate(one.filter),
        sort=one.sort,
        columns=list(one.columns),
        shared=one.shared,
        by=names.person(one.owner),
        is_mine=one.owner == reader,
        saved_at=one.saved_at,
    )
