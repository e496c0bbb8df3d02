"""All SQL of what was made ready: one row a business, read by its key, replaced as a whole.

A decision reads it together with what was seen before (`fraud`): two questions, one statement.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from puhui.decision.fraud import SEEN_BEFORE, seen_by
from puhui.ground import Mode
from puhui.ground.database.direct import Asked, Row, ask, send

_READ: Final = """
    SELECT evidence, related, sealed_numbers FROM decision.prepared
    WHERE mode = %(mode)s AND subject_id = %(subject)s
"""
_READ_WITH_SEEN: Final = " ".join(
    f"""
    SELECT ready.evidence, ready.related, ready.sealed_numbers, seen.*
    FROM ({SEEN_BEFORE}) seen LEFT JOIN ({_READ}) ready ON true
    """.split()
)
"""On one line: the driver remembers how a statement is bound up to 4,096 characters."""
_KEEP: Final = """
    INSERT INTO decision.prepared (mode, subject_id, evidence, related, sealed_numbers, prepared_at)
    VALUES (%(mode)s, %(subject)s, %(evidence)s, %(related)s, %(numbers)s, %(at)s)
    ON CONFLICT (mode, subject_id) DO UPDATE SET (evidence, related, sealed_numbers, prepared_at)
        = (excluded.evidence, excluded.related, excluded.sealed_numbers, excluded.prepared_at)
"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Numbers, sealed, and the hashes of what they and the relations were made from."""

    evidence: str
    related: str
    sealed_numbers: bytes = field(repr=False)


def prepared(connection: Connection, mode: Mode, subject_id: UUID) -> Asked:
    """What is ready for a business: one row of `Prepared`, or none."""
    return ask(connection, _READ, {"mode": mode.value, "subject": subject_id})


class Ready:
    """What is ready and what was seen before, asked together; inside `in_one_go` not there yet."""

    __slots__ = ("_asked", "_row")

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._row: Row | None = None

    def rows(self) -> list[Row]:
        """What is ready for a business: one row of `Prepared`, or none."""
        ready = self._only()[:3]
        return [] if ready[0] is None else [ready]

    def seen(self) -> Row:
        """What was seen before, and rings that were met, as the database told it (`fraud.looking`)."""
        return self._only()[3:]

    def _only(self) -> Row:
        if self._row is None:
            (self._row,) = self._asked.rows()
        return self._row


def prepared_and_seen(
    connection: Connection, mode: Mode, subject_id: UUID, application_id: UUID, at: datetime
) -> Ready:
    """Ask for what is ready for a business, and for what was seen before one of its applications."""
    return Ready(
        ask(connection, _READ_WITH_SEEN, seen_by(mode, application_id, at) | {"subject": subject_id})
    )


def keep_prepared(
    connection: Connection, mode: Mode, subject_id: UUID, ready: Prepared, at: datetime
) -> None:
    """Leave it for the next who asks."""
    bound = {
        "mode": mode.value,
        "subject": subject_id,
        "evidence": ready.evidence,
        "related": ready.related,
        "numbers": ready.sealed_numbers,
        "at": at,
    }
    send(connection, _KEEP, bound)
