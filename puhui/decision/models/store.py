"""All SQL of the register. Every row is one house's: `house` is its code, "" on the platform."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, case, select, update
from sqlalchemy.dialects.postgresql import insert

from puhui.decision.models.model import (
    HOUSE,
    Fallback,
    ModelKind,
    Recalibration,
    Registered,
    Settled,
    Use,
    UseKind,
)
from puhui.decision.models.tables import mark, model, use
from puhui.ground.database.direct import Asked, ask

_MARKS: Final = """
    SELECT (SELECT id::text FROM ground.publication
            WHERE institution = %(house)s ORDER BY number DESC LIMIT 1),
           (SELECT mark::text FROM decision.model_mark WHERE institution = %(house)s)
"""
_SHOWN: Final = [column for column in model.columns if column.name not in {"content", "institution"}]


def asking_marks(connection: Connection, house: str) -> Asked:
    """Ask for the newest publication's id and the register's mark, in one read of two indexes."""
    return ask(connection, _MARKS, {"house": house})


def add_model(connection: Connection, house: str, row: Mapping[str, Any]) -> bool:
    """Hand a model in; False where the house has this very one."""
    added = insert(model).values(institution=house, **row).on_conflict_do_nothing(constraint="model_once")
    return connection.execute(added.returning(model.c.id)).first() is not None


def models(connection: Connection, house: str) -> tuple[Registered, ...]:
    """Every model of a house, newest first."""
    wanted = (
        select(*_SHOWN)
        .where(model.c.institution == house)
        .order_by(model.c.registered_at.desc(), model.c.id.desc())
    )
    return tuple(_registered(row) for row in connection.execute(wanted))


def get_model(connection: Connection, house: str, model_id: UUID, *, hold: bool = False) -> Registered | None:
    """One model; `hold` keeps it as it is until the end of this work."""
    wanted = select(*_SHOWN).where(model.c.institution == house, model.c.id == model_id)
    row = connection.execute(wanted.with_for_update() if hold else wanted).one_or_none()
    return _registered(row) if row else None


def content_of(connection: Connection, model_id: UUID) -> bytes:
    """The sealed content of a model that is there."""
    found: bytes = connection.execute(select(model.c.content).where(model.c.id == model_id)).scalar_one()
    return found


def change_model(connection: Connection, model_id: UUID, **values: object) -> None:
    """Write down what became of a model; the database keeps the rest as it is."""
    connection.execute(update(model).where(model.c.id == model_id).values(**values))


def add_use(connection: Connection, house: str, row: Mapping[str, Any]) -> bool:
    """Propose; False where a proposal of this kind waits for the product."""
    added = insert(use).values(institution=house, **row).on_conflict_do_nothing()
    return connection.execute(added.returning(use.c.id)).first() is not None


def get_use(connection: Connection, house: str, use_id: UUID) -> Use | None:
    """One proposal, kept as it is until the end of this work."""
    wanted = select(use).where(use.c.institution == house, use.c.id == use_id).with_for_update()
    row = connection.execute(wanted).one_or_none()
    return _use(row) if row else None


def uses(connection: Connection, house: str) -> tuple[Use, ...]:
    """Everything ever proposed, newest first."""
    wanted = select(use).where(use.c.institution == house).order_by(use.c.proposed_at.desc(), use.c.id.desc())
    return tuple(_use(row) for row in connection.execute(wanted))


def change_use(connection: Connection, use_id: UUID, **values: object) -> None:
    """Write down what became of a proposal."""
    connection.execute(update(use).where(use.c.id == use_id).values(**values))


def next_mark(connection: Connection, house: str, fresh: UUID) -> int:
    """The house's next number, and a mark never seen before: whoever knows an older one looks again. One at a
    time, in the order of commits."""
    raised = insert(mark).values(institution=house, number=1, mark=fresh)
    raised = raised.on_conflict_do_update(
        index_elements=["institution"], set_={"number": mark.c.number + 1, "mark": fresh}
    )
    found: int = connection.execute(raised.returning(mark.c.number)).scalar_one()
    return found


def in_use(connection: Connection, house: str, kind: UseKind, product: str, day: date) -> Use | None:
    """What is in force for a product on a day, else for the house: begun latest, of those settled last."""
    wanted = (
        select(use)
        .where(
            use.c.institution == house,
            use.c.kind == kind,
            use.c.product.in_([product, HOUSE]),
            use.c.settled == Settled.APPROVED,
            use.c.effective_from <= day,
        )
        .order_by(
            case((use.c.product == product, 0), else_=1), use.c.effective_from.desc(), use.c.number.desc()
        )
        .limit(1)
    )
    row = connection.execute(wanted).one_or_none()
    return _use(row) if row else None


def products_in_use(connection: Connection, house: str) -> Sequence[str]:
    """Every product that ever had a champion."""
    wanted = select(use.c.product).where(use.c.institution == house).distinct().order_by(use.c.product)
    return connection.execute(wanted).scalars().all()


def _registered(row: Row[Any]) -> Registered:
    told: dict[str, Any] = dict(row._mapping)
    return Registered(
        **{
            **told,
            "kind": ModelKind(row.kind),
            "needs": tuple(row.needs),
            "fallback": Fallback(row.fallback),
            "settled": _settled(row.settled),
        }
    )


def _use(row: Row[Any]) -> Use:
    moved = None if row.shift is None else Recalibration(row.shift, row.slope)
    return Use(
        row.id,
        UseKind(row.kind),
        row.product,
        row.model_id,
        moved,
        row.effective_from,
        row.note,
        row.proposed_by,
        row.proposed_at,
        _settled(row.settled),
        row.settled_by,
        row.settled_at,
        row.settled_note,
        row.number,
    )


def _settled(written: str | None) -> Settled | None:
    return None if written is None else Settled(written)
