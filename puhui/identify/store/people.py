"""What was inferred about people, and what they say themselves. Nothing here is ever changed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table, insert, select

from puhui.ground import Mode
from puhui.identify.tables import inference, own_word


def add_inference(connection: Connection, row: Mapping[str, Any]) -> None:
    """One more; earlier ones stay."""
    connection.execute(insert(inference), row)


def add_word(connection: Connection, row: Mapping[str, Any]) -> None:
    """One more; earlier ones stay."""
    connection.execute(insert(own_word), row)


def newest_inference(connection: Connection, mode: Mode, subject_id: UUID) -> Row[Any] | None:
    """The last that was thought."""
    return _newest(connection, inference, mode, subject_id)


def newest_word(connection: Connection, mode: Mode, subject_id: UUID) -> Row[Any] | None:
    """The last that was said, or taken back."""
    return _newest(connection, own_word, mode, subject_id)


def _newest(connection: Connection, table: Table, mode: Mode, subject_id: UUID) -> Row[Any] | None:
    own = (table.c.subject_id == subject_id) & (table.c.mode == mode.value)
    chosen = select(table).where(own).order_by(table.c.at.desc(), table.c.id.desc()).limit(1)
    return connection.execute(chosen).one_or_none()
