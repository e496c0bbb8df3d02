"""All SQL of what was made ready: one row a business, read by its key, replaced as a whole."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from puhui.ground import Mode
from puhui.ground.database.direct import Asked, ask, send

_READ: Final = """
    SELECT evidence, related, sealed_numbers FROM decision.prepared
    WHERE mode = %(mode)s AND subject_id = %(subject)s
"""
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
