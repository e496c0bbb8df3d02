"""What the routes of rooms that publish have in common: bodies in, bodies out."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field

from puhui.ground.publishing.model import Draft, Publication
from puhui.ground.publishing.names import names_of
from puhui.ground.publishing.trouble import Refused, Trouble, errors_in
from puhui.ground.web import ProblemResponse, answer
from puhui.ground.work import Work
from puhui.kernel import Problem, Text

T = TypeVar("T")
State = Literal["draft", "submitted", "rejected"]
Note = Annotated[str, Field(max_length=1000)]
Revision = Annotated[int, Field(ge=1, le=2**31 - 1)]
Content = Annotated[dict[str, Any], Field(description="The whole content as JSON; at most 256 KiB.")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Said(BaseModel):
    """A sentence in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, text: Text) -> "Said":
        """The sentence."""
        return cls(zh=text.zh, en=text.en)


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


def troubles_out(troubles: Iterable[Trouble]) -> list[TroubleBody]:
    """As they go out."""
    return [
        TroubleBody(
            kind=it.kind,
            severity=it.severity.value,
            row_id=it.row_id,
            column=it.column,
            other_row_id=it.other_row_id,
            what=Said.of(it.what),
            fix=Said.of(it.fix),
            example=dict(it.example) if it.example is not None else None,
        )
        for it in troubles
    ]


def sound(result: T | Refused | Problem, prefix: str) -> T:
    """The value; a refusal is raised with every error that it carries."""
    if not isinstance(result, Refused):
        return answer(result)
    found = [it.problem(prefix) for it in errors_in(result.troubles)]
    whole = Problem(
        f"{prefix}.broken",
        Text(f"有 {len(found)} 处错误，还不能继续。", f"{len(found)} errors; it cannot go on yet."),
        Text("请按标出的位置逐处改正。", "Correct each place that is marked."),
    )
    raise ProblemResponse(whole, 422, others=found)


def draft_line(held: Draft, names: Mapping[str, str]) -> DraftLine:
    """A draft, in a list."""
    return DraftLine(revision=held.revision, state=_state(held), by=names[held.edited_by], at=held.edited_at)


def draft_out(
    work: Work, held: Draft, content: dict[str, Any], troubles: Iterable[Trouble], *, may_publish: bool
) -> DraftBody:
    """A draft, whole."""
    names = names_of(work, [*held.editors, held.edited_by, held.submitted_by])
    return DraftBody(
        **draft_line(held, names).model_dump(),
        content=content,
        editors=sorted(names[it] for it in held.editors),
        submitted_by=names[held.submitted_by] if held.submitted_by else None,
        submitted_at=held.submitted_at,
        note=held.note,
        may_publish=may_publish,
        troubles=troubles_out(troubles),
    )


def kept_out(held: Draft, troubles: Iterable[Trouble]) -> KeptBody:
    """A draft that was just written."""
    return KeptBody(revision=held.revision, state=_state(held), troubles=troubles_out(troubles))


def published_line(found: Publication, names: Mapping[str, str]) -> PublishedLine:
    """A publication, in a list."""
    return PublishedLine(
        number=found.number,
        by=names[found.published_by],
        at=found.published_at,
        effective_from=found.effective_from,
    )


def publication_out(
    found: Publication, names: Mapping[str, str], version: str, *, in_force: bool, today: date
) -> PublicationBody:
    """A publication, in the history."""
    return PublicationBody(
        number=found.number,
        version=version,
        hash=found.hash,
        effective_from=found.effective_from,
        editors=sorted(names[it] for it in found.editors),
        submitted_by=names[found.submitted_by],
        submitted_at=found.submitted_at,
        submitted_note=found.submitted_note,
        published_by=names[found.published_by],
        at=found.published_at,
        note=found.note,
        in_force=in_force,
        is_coming=found.effective_from > today,
    )


def _state(held: Draft) -> State:
    """A closed draft is never given out."""
    return cast("State", held.state.value)
