"""What the limits and the books should say, added up anew from the drawdowns themselves."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, text

from puhui.ground import Mode

_DRAWN: Final = """
WITH drawn AS (
    SELECT c.id AS contract_id, CASE WHEN c.reference IS NULL THEN 'own' ELSE 'platform' END AS channel,
        coalesce(sum(d.amount_fen) FILTER (WHERE d.state = 'reserved'), 0) AS reserved_fen,
        coalesce(sum(d.amount_fen) FILTER (WHERE d.state = 'posted'), 0) AS posted_fen,
        coalesce(sum(d.released_fen), 0) AS released_fen,
        (c.agreed -> 'terms' ->> 'is_revolving')::boolean AS is_revolving
    FROM loan.contract c LEFT JOIN loan.drawdown d ON d.contract_id = c.id
    WHERE c.institution = :institution AND c.mode = :mode
    GROUP BY c.id
), expected AS (
    SELECT 'borrower' AS kind, contract_id::text AS name, reserved_fen,
        posted_fen - CASE WHEN is_revolving THEN released_fen ELSE 0 END AS drawn_fen FROM drawn
    UNION ALL
    SELECT 'programme', channel, sum(reserved_fen), sum(posted_fen - released_fen) FROM drawn GROUP BY channel
)"""
_LIMITS: Final = text(f"""{_DRAWN}
SELECT f.kind, f.name, f.reserved_fen, f.drawn_fen,
    coalesce(e.reserved_fen, 0) AS should_reserved_fen, coalesce(e.drawn_fen, 0) AS should_drawn_fen
FROM loan.facility f LEFT JOIN expected e ON e.kind = f.kind AND e.name = f.name
WHERE f.institution = :institution AND f.mode = :mode
AND (f.reserved_fen, f.drawn_fen) IS DISTINCT FROM (coalesce(e.reserved_fen, 0), coalesce(e.drawn_fen, 0))
ORDER BY f.kind, f.name""")
_OWED: Final = text(f"""{_DRAWN}
SELECT coalesce(sum(posted_fen - released_fen), 0) FROM drawn""")


def limits_off(connection: Connection, institution: str, mode: Mode) -> Sequence[Row[Any]]:
    """Facilities that do not say what their drawdowns add up to."""
    return connection.execute(_LIMITS, {"institution": institution, "mode": mode.value}).all()


def principal_owed_fen(connection: Connection, institution: str, mode: Mode) -> int:
    """What all posted drawdowns together still owe."""
    return int(connection.execute(_OWED, {"institution": institution, "mode": mode.value}).scalar_one())
