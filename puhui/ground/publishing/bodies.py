"""What the routes of rooms that publish have in common: bodies in, bodies out."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from puhui.ground.web import Said

State = Literal["draft", "submitted", "rejected"]
Note = Annotated[str, Field(max_length=1000)]
Revision = Annotated[int, Field(ge=1, le=2**31 - 1)]
Content = Annotated[dict[str, Any], Field(description="The whole content as JSON; at most 256 KiB.")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DraftIn(_Body):
    """What somebody wrote. `seen_revision` is the draft they saw, null for none; `based_on` the hash of what
    was in force when they began, so that a newer publication is not undone unseen."""

    content: Content
    seen_revision: Revision | None
    based_on: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None


class CheckIn(_Body):
    """Content to look over without keeping it."""

    content: Content


class NoteIn(_Body):
    """A word to the other person; `seen_revision`, where given, must still be the draft's."""

    note: Note = ""
    seen_revision: Revision | None = None


class PublicationIn(_Body):
    """The revision that was read, the day it takes effect, a word about it."""

    effective_from: date
    seen_revision: Revision
    note: Note = ""


class PreviewIn(_Body):
    """How many past applications to try at most; `content` tries that instead of the draft."""

    at_most: Annotated[int, Field(ge=1, le=1000)] = 200
    content: Content | None = None


class TroubleBody(BaseModel):
    """One thing that is wrong, marked by row and column."""

    kind: str
    severity: Literal["error", "warning"]
    row_id: str | None
    column: str | None
    other_row_id: str | None
    what: Said
    fix: Said
    example: dict[str, Any] | None


class KeptBody(BaseModel):
    """The draft as it is kept now, and everything that is wrong with it."""

    revision: int
    state: State
    troubles: list[TroubleBody]


class DraftLine(BaseModel):
    """Where a draft stands, in a list."""

    revision: int
    state: State
    by: str
    at: datetime


class DraftBody(DraftLine):
    """A draft with all there is to know of it. `may_publish`: whether it waits for somebody, and the reader
    is another person than those who wrote it."""

    content: dict[str, Any]
    editors: list[str]
    submitted_by: str | None
    submitted_at: datetime | None
    note: str
    may_publish: bool
    troubles: list[TroubleBody]


class PublishedLine(BaseModel):
    """The publication in force, in a list."""

    number: int
    by: str
    at: datetime
    effective_from: date


class PublicationBody(BaseModel):
    """One publication in the history. `in_force` today; `is_coming` from a later day on."""

    number: int
    version: str
    hash: str
    effective_from: date
    editors: list[str]
    submitted_by: str
    submitted_at: datetime
    submitted_note: str
    published_by: str
    at: datetime
    note: str
    in_force: bool
    is_coming: bool


class DiffRow(BaseModel):
    """One row (of a table) or field (of a product) that is not as before."""

    row_id: str
    change: Literal["added", "removed", "changed", "moved"]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    said: Said


class DiffColumn(BaseModel):
    """A column of either side, by the key its cells have in `before` and `after`."""

    key: str
    label: Said
    change: Literal["same", "added", "removed"]


class DiffBody(BaseModel):
    """What a draft changes against what is in force."""

    rows: list[DiffRow]
    columns: list[DiffColumn]
