"""The SQL of what is known about two parties: one statement, in the order in which it was learned."""

from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from puhui.ground import Mode
from puhui.ground.database.direct import Asked, ask

_KNOWN: Final = """
    SELECT
        (SELECT json_agg(row_to_json(answer)) FROM (
            SELECT DISTINCT ON (subject_id, kind)
                subject_id, kind, result, provider, reference, at, latency_ms, reason
            FROM evidence.verification WHERE subject_id = ANY(%(parties)s) AND mode = %(mode)s
            ORDER BY subject_id, kind, at DESC, id DESC) answer)::text,
        (SELECT json_agg(row_to_json(batch)) FROM (
            SELECT id, subject_id, consent_id, learned_at, rows_read, rows_good, rows_new, whole, own_proven
            FROM evidence.import_batch WHERE subject_id = %(business)s AND mode = %(mode)s
            ORDER BY learned_at, id) batch)::text,
        (SELECT array_agg(batch_id ORDER BY learned_at, batch_id) FROM evidence.invoice
            WHERE subject_id = %(business)s AND mode = %(mode)s)
"""
_DEBTS: Final = """
    SELECT id, subject_id, source, as_of, sealed_debts FROM evidence.debt
    WHERE subject_id = ANY(%(parties)s) AND mode = %(mode)s ORDER BY learned_at, id
"""


def known(connection: Connection, mode: Mode, parties: list[UUID], business_id: UUID) -> Asked:
    """The latest answer of each kind, the imports (both plain JSON) and the ids of the invoices' books."""
    bound = {"parties": parties, "business": business_id, "mode": mode.value}
    return ask(connection, _KNOWN, bound)


def debts(connection: Connection, mode: Mode, parties: list[UUID]) -> Asked:
    """Every report of debts, sealed."""
    return ask(connection, _DEBTS, {"parties": parties, "mode": mode.value})
