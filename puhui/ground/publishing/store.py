"""All SQL of publishing. Every row is one house's: `house` is the institution's code, "" on the platform."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select, text, update
from sqlalchemy.dialects.postgresql import distinct_on, insert

from puhui.ground.database.direct import Asked, ask
from puhui.ground.publishing.model import Draft, DraftState, Publication
from puhui.ground.publishing.tables import draft, publication

_ONE_AT_A_TIME: Final = text("SELECT pg_advisory_xact_lock(hashtextextended('publication ' || :house, 0))")
_NEWEST: Final = """
    SELECT id FROM ground.publication WHERE institution = %(house)s ORDER BY number DESC LIMIT 1
"""


def add_draft(connection: Connection, house: str, row: Mapping[str, Any]) -> int | None:
    """Begin a draft where there is none; gives its revision, None where somebody has one."""
    begun = insert(draft).values(institution=house, revision=1, **row)
    again = {name: begun.excluded[name] for name in row if name not in {"kind", "name"}}
    begun = begun.on_conflict_do_update(
        index_elements=["institution", "kind", "name"],
        set_={**again, "revision": draft.c.revision + 1},
        where=draft.c.state == DraftState.CLOSED,
    )
    return connection.execute(begun.returning(draft.c.revision)).scalar_one_or_none()


def change_draft(
    connection: Connection, house: str, kind: str, name: str, seen: int, **values: object
) -> int | None:
    """Change a draft that still is the one that was seen; gives its new revision, None where it is not."""
    still = _key(house, kind, name) & (draft.c.revision == seen) & (draft.c.state != DraftState.CLOSED)
    changed = update(draft).where(still).values(revision=draft.c.revision + 1, **values)
    return connection.execute(changed.returning(draft.c.revision)).scalar_one_or_none()


def get_draft(
    connection: Connection, house: str, kind: str, name: str, *, hold: bool = False
) -> Draft | None:
    """The draft, if there is one; `hold` keeps it as it is until the end of this work."""
    wanted = select(draft).where(_key(house, kind, name), draft.c.state != DraftState.CLOSED)
    row = connection.execute(wanted.with_for_update() if hold else wanted).one_or_none()
    return _draft(row) if row else None


def list_drafts(connection: Connection, house: str, kind: str) -> tuple[Draft, ...]:
    """Every draft of a kind."""
    own = (draft.c.institution == house) & (draft.c.kind == kind) & (draft.c.state != DraftState.CLOSED)
    return tuple(_draft(row) for row in connection.execute(select(draft).where(own).order_by(draft.c.name)))


def add_publication(connection: Connection, house: str, row: Mapping[str, Any]) -> int:
    """Publish under the house's next number. One at a time, so that numbers become visible in order."""
    connection.execute(_ONE_AT_A_TIME, {"house": house})
    highest = select(func.coalesce(func.max(publication.c.number), 0) + 1).where(
        publication.c.institution == house
    )
    added = insert(publication).values(institution=house, number=highest.scalar_subquery(), **row)
    found: int = connection.execute(added.returning(publication.c.number)).scalar_one()
    return found


def asking_newest(connection: Connection, house: str) -> Asked:
    """Ask for the id of the house's newest publication of any kind: one read of an index."""
    return ask(connection, _NEWEST, {"house": house})


def effective(connection: Connection, house: str, kind: str, day: date) -> tuple[Publication, ...]:
    """For each name what is in force on a day: begun latest, and of those published last."""
    own = (publication.c.institution == house) & (publication.c.kind == kind)
    wanted = (
        select(publication)
        .where(own, publication.c.effective_from <= day)
        .ext(distinct_on(publication.c.name))
        .order_by(publication.c.name, publication.c.effective_from.desc(), publication.c.number.desc())
    )
    return tuple(_publication(row) for row in connection.execute(wanted))


def list_publications(
    connection: Connection, house: str, kind: str, name: str | None = None
) -> tuple[Publication, ...]:
    """What was published, newest first: of one name, or of a whole kind."""
    own = (publication.c.institution == house) & (publication.c.kind == kind)
    wanted = select(publication).where(own).order_by(publication.c.number.desc())
    if name is not None:
        wanted = wanted.where(publication.c.name == name)
    return tuple(_publication(row) for row in connection.execute(wanted))


def _key(house: str, kind: str, name: str) -> Any:  # noqa: ANN401 - an SQL expression
    return (draft.c.institution == house) & (draft.c.kind == kind) & (draft.c.name == name)


def _draft(row: Row[Any]) -> Draft:
    values = {name: getattr(row, name) for name in Draft.__slots__}
    return Draft(**{**values, "state": DraftState(row.state), "editors": frozenset(row.editors)})


def _publication(row: Row[Any]) -> Publication:
    values = {name: getattr(row, name) for name in Publication.__slots__}
    return Publication(**{**values, "editors": frozenset(row.editors)})
