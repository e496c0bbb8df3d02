"""All SQL of judgements. They are appended, never changed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select

from puhui.evidence.tables import judgement
from puhui.ground import Mode


def add(connection: Connection, row: dict[str, Any]) -> None:
    """Append one."""
    connection.execute(insert(judgement).values(**row))


def of_pair(connection: Connection, mode: Mode, left: bytes, right: bytes) -> Sequence[Row[Any]]:
    """Everything that was said of one pair, oldest first."""
    query = select(judgement).where(
        judgement.c.mode == mode, judgement.c.left_index == left, judgement.c.right_index == right
    )
    return connection.execute(query.order_by(judgement.c.at, judgement.c.id)).all()


def among(connection: Connection, mode: Mode, indexes: Sequence[bytes]) -> Sequence[Row[Any]]:
    """Everything that was said of pairs with both ends among these, oldest first."""
    query = select(judgement).where(
        judgement.c.mode == mode,
        judgement.c.left_index.in_(indexes),
        judgement.c.right_index.in_(indexes),
    )
    return connection.execute(query.order_by(judgement.c.at, judgement.c.id)).all()


def last_of(connection: Connection, mode: Mode, left: bytes, right: bytes) -> UUID | None:
    """The judgement that a new one of the same pair supersedes."""
    said = of_pair(connection, mode, left, right)
    return said[-1].id if said else None
