"""Limits and what is used of them. Every change of a facility happens under its row's lock.

Locks are always taken in one order, so that no two drawdowns can wait for each other: drawdowns, then the
borrowers' lines by id, then programmes by id. The database's own check has the last word.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from puhui.ground import Mode
from puhui.kernel import new_id
from puhui.loan.drawing import Facility, FacilityKind
from puhui.loan.tables import facility

Wanted = tuple[FacilityKind, str]
"""Which facility: its kind and name."""


def open_facility(
    connection: Connection, institution: str, mode: Mode, wanted: Wanted, limit_fen: int | None
) -> None:
    """Make a facility where there is none."""
    row = {"id": new_id(), "institution": institution, "mode": mode, "kind": wanted[0], "name": wanted[1]}
    opened = insert(facility).values(**row, limit_fen=limit_fen, reserved_fen=0, drawn_fen=0)
    connection.execute(opened.on_conflict_do_nothing())


def lock(
    connection: Connection, institution: str, mode: Mode, wanted: Collection[Wanted]
) -> dict[Wanted, Facility]:
    """Hold facilities until the transaction ends: lines first, programmes after, each by id."""
    held: dict[Wanted, Facility] = {}
    for kind in (FacilityKind.BORROWER, FacilityKind.PROGRAMME):
        names = sorted(name for of_kind, name in wanted if of_kind is kind)
        if names:
            some = _mine(institution, mode).where(facility.c.kind == kind, facility.c.name.in_(names))
            rows = connection.execute(some.order_by(facility.c.id).with_for_update())
            held |= {(kind, row.name): _facility(row) for row in rows}
    return held


def get(connection: Connection, institution: str, mode: Mode, wanted: Wanted) -> Facility | None:
    """A facility as it stands."""
    key = tuple_(facility.c.kind, facility.c.name) == wanted
    row = connection.execute(_mine(institution, mode).where(key)).one_or_none()
    return _facility(row) if row else None


def facilities(
    connection: Connection, institution: str, mode: Mode, kind: FacilityKind, at_most: int
) -> tuple[Facility, ...]:
    """Facilities of one kind, newest first."""
    wanted = _mine(institution, mode).where(facility.c.kind == kind).order_by(facility.c.id.desc())
    return tuple(map(_facility, connection.execute(wanted.limit(at_most))))


def change(connection: Connection, facility_id: UUID, *, reserved_fen: int = 0, drawn_fen: int = 0) -> None:
    """Add to what is reserved and drawn; what goes below nothing or above the limit the database refuses."""
    columns = facility.c
    changed = update(facility).where(columns.id == facility_id)
    connection.execute(
        changed.values(
            reserved_fen=columns.reserved_fen + reserved_fen, drawn_fen=columns.drawn_fen + drawn_fen
        )
    )


def set_limit(connection: Connection, facility_id: UUID, limit_fen: int | None) -> None:
    """Another limit, never below what is used."""
    connection.execute(update(facility).where(facility.c.id == facility_id).values(limit_fen=limit_fen))


def _mine(institution: str, mode: Mode) -> Select[Any]:
    return select(facility).where(facility.c.institution == institution, facility.c.mode == mode)


def _facility(row: Row[Any]) -> Facility:
    return Facility(
        row.id,
        row.institution,
        Mode(row.mode),
        FacilityKind(row.kind),
        row.name,
        row.limit_fen,
        row.reserved_fen,
        row.drawn_fen,
    )
