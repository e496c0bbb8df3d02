"""The SQL of an application's standing: one statement."""

from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from puhui.ground import Mode
from puhui.ground.database.direct import Asked, ask
from puhui.intake.consent import PLATFORM, Consent

_GIVEN: Final = ", ".join(f"c.{name}" for name in Consent.__slots__ if name != "revoked_at")
_STANDING: Final = f"""
    WITH asked AS MATERIALIZED (
        SELECT a.*, coalesce(a.enterprise_id, a.owner_id) AS business_id FROM intake.application a
        WHERE a.id = %(id)s AND a.mode = %(mode)s {{hold}}
    ), linked AS MATERIALIZED (
        SELECT o.* FROM intake.operates o, asked WHERE o.mode = %(mode)s
            AND (o.owner_id IN (asked.owner_id, asked.business_id)
                OR o.business_id IN (asked.owner_id, asked.business_id))
    ), givers AS (
        SELECT owner_id AS id FROM asked UNION SELECT business_id FROM asked UNION
        SELECT linked.owner_id FROM linked, asked
            WHERE linked.business_id IN (asked.owner_id, asked.business_id)
    )
    SELECT asked.id, asked.mode, asked.owner_id, asked.enterprise_id, asked.amount_fen, asked.months,
        asked.purpose, asked.channel, asked.status, asked.created_at, asked.status_at,
        owner.kind, owner.trade, business.kind, business.trade,
        (SELECT json_agg(json_build_array(l.owner_id, l.business_id, l.since, l.recorded_at)
            ORDER BY l.recorded_at) FROM linked l)::text,
        (SELECT json_agg(row_to_json(given)) FROM (
            SELECT {_GIVEN}, w.at AS revoked_at FROM givers
            JOIN intake.consent c ON c.subject_id = givers.id
            LEFT JOIN intake.consent_withdrawal w ON w.consent_id = c.id
            WHERE c.mode = %(mode)s AND c.recipient = '{PLATFORM}' ORDER BY c.signed_at, c.id) given)::text
    FROM asked
    LEFT JOIN intake.subject owner ON owner.id = asked.owner_id AND owner.mode = %(mode)s
    LEFT JOIN intake.subject business ON business.id = asked.business_id AND business.mode = %(mode)s
"""
_READ: Final = _STANDING.format(hold="")
_HELD: Final = _STANDING.format(hold="FOR NO KEY UPDATE")


def standing(connection: Connection, mode: Mode, application_id: UUID, *, hold: bool) -> Asked:
    """Application, kind and trade of owner and business, links and consents (both plain JSON): one row."""
    return ask(connection, _HELD if hold else _READ, {"id": application_id, "mode": mode.value})
