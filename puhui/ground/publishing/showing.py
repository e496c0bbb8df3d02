"""Drafts, publications and troubles as they go out, people by their work names."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar, cast

from puhui.ground.publishing.bodies import (
    DraftBody,
    DraftLine,
    KeptBody,
    PublicationBody,
    PublishedLine,
    State,
    TroubleBody,
)
from puhui.ground.publishing.model import Draft, Publication
from puhui.ground.publishing.names import names_of
from puhui.ground.publishing.trouble import Refused, Trouble, errors_in
from puhui.ground.web import ProblemResponse, Said, answer
from puhui.ground.work import Work
from puhui.kernel import Problem, Text

T = TypeVar("T")


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
