"""The trail over HTTP: read page by page, and verified as a whole.

Reading the trail is itself written down. Whoever reads it learns ids and codes: nothing of a person is in it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from puhui.ground import Ground
from puhui.ground.audit.reading import MOST_ROWS, Read, Wanted, read_trail
from puhui.ground.audit.verifying import Break, Broken, verify_trail
from puhui.ground.audit.words import BREAKS
from puhui.ground.identity import logins_of
from puhui.ground.web import Router, work_for
from puhui.ground.work import Work

router = Router(prefix="/api/v1/audit", tags=["audit"])
_Code = Annotated[str | None, Field(max_length=200)]


class AskedBody(BaseModel):
    """Which entries: days are Beijing's and both included, `after` continues where a page ended."""

    model_config = ConfigDict(extra="forbid")
    actor: _Code = None
    action: _Code = None
    target: _Code = None
    since: date | None = None
    until: date | None = None
    after: Annotated[int | None, Field(ge=0, lt=2**63)] = None
    at_most: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 50


class EntryBody(BaseModel):
    """Who did what to which thing, when. The logins are those of people with an account here, where the actor
    or the thing is one; `position` is the entry's place in the chain, null until it is sealed."""

    entry_id: UUID
    number: int
    at: datetime
    actor_id: str
    actor_kind: str
    login: str | None
    mode: str
    action: str
    target: str
    target_login: str | None
    detail: dict[str, Any]
    position: int | None


class TrailBody(BaseModel):
    """One page, newest first; `after` asks for the next one, null where the trail begins."""

    rows: list[EntryBody]
    after: int | None


class WordsBody(BaseModel):
    """A sentence in both languages."""

    zh: str
    en: str


class BrokenBody(BaseModel):
    """The first thing that is not as it was written."""

    kind: Break
    what: WordsBody
    position: int | None
    entry_id: UUID | None


class VerificationBody(BaseModel):
    """What walking the whole chain found."""

    whole: bool
    sealed: int
    unsealed: int
    broken: BrokenBody | None
    verified_at: datetime


@router.get("")
def read_page(
    asked: Annotated[AskedBody, Query()], work: Annotated[Work, Depends(work_for("audit.read"))]
) -> TrailBody:
    """Entries, newest first. `action`, `target` and `actor` (an id) are matched whole."""
    rows = read_trail(work.connection, Wanted(**asked.model_dump()))
    logins = logins_of(
        work, {one for row in rows for one in (row.entry.actor_id, _account(row.entry.target))}
    )
    return TrailBody(
        rows=[_shown(row, logins) for row in rows],
        after=rows[-1].number if len(rows) == asked.at_most else None,
    )


@router.post("/verification")
def verify_whole(
    request: Request, work: Annotated[Work, Depends(work_for("audit.verify", moves=False))]
) -> VerificationBody:
    """Walk the whole chain now and name the first break. Takes about a second for fifty thousand entries."""
    ground: Ground = request.app.state.ground
    report = verify_trail(ground.engine, ground.vault.keys.audit, ground.settings.audit_head)
    kind = report.broken.kind.value if report.broken else None
    work.audit("audit.verified", "audit", whole=report.whole, sealed=report.sealed, broken=kind)
    return VerificationBody(
        whole=report.whole,
        sealed=report.sealed,
        unsealed=report.unsealed,
        broken=_broken(report.broken) if report.broken else None,
        verified_at=work.now(),
    )


def _shown(row: Read, logins: Mapping[str, str]) -> EntryBody:
    entry = row.entry
    return EntryBody(
        entry_id=entry.entry_id,
        number=row.number,
        at=entry.at,
        actor_id=entry.actor_id,
        actor_kind=entry.actor_kind,
        login=logins.get(entry.actor_id),
        mode=entry.mode,
        action=entry.action,
        target=entry.target,
        target_login=logins.get(_account(entry.target)),
        detail=dict(entry.detail),
        position=row.position,
    )


def _account(target: str) -> str:
    """The id in `account:<id>`; nothing that is an id otherwise."""
    return target.removeprefix("account:") if target.startswith("account:") else ""


def _broken(broken: Broken) -> BrokenBody:
    what = BREAKS[broken.kind]
    return BrokenBody(
        kind=broken.kind,
        what=WordsBody(zh=what.zh, en=what.en),
        position=broken.position,
        entry_id=broken.entry_id,
    )
