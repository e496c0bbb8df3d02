"""When each loan was first so many days late, from the positions that were kept day by day."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, text

from puhui.servicing.store.whose import Whose

_PERFORMANCES: Final = text("""
    WITH late AS (
        SELECT drawdown_id, jsonb_object_agg(days, first_on) AS first_on FROM (
            SELECT drawdown_id, days, min("on") AS first_on
            FROM servicing.day_position CROSS JOIN unnest(CAST(:thresholds AS integer[])) AS days
            WHERE institution = :institution AND mode = :mode AND days_past_due >= days
            GROUP BY drawdown_id, days
        ) reached GROUP BY drawdown_id
    ), seen AS (
        SELECT drawdown_id, max("on") AS until FROM servicing.day_position
        WHERE institution = :institution AND mode = :mode GROUP BY drawdown_id
    )
    SELECT agreed.application_id, drawn.value_date AS lent_on, first.due AS first_due_on, kept.settled_on,
        coalesce(seen.until, drawn.value_date) AS seen_until, late.first_on
    FROM servicing.loan kept
        JOIN loan.drawdown drawn ON drawn.id = kept.drawdown_id
        JOIN loan.contract agreed ON agreed.id = kept.contract_id
        LEFT JOIN servicing.instalment first ON first.drawdown_id = kept.drawdown_id AND first.number = 1
        LEFT JOIN seen ON seen.drawdown_id = kept.drawdown_id
        LEFT JOIN late ON late.drawdown_id = kept.drawdown_id
    WHERE kept.institution = :institution AND kept.mode = :mode AND drawn.value_date IS NOT NULL
    ORDER BY kept.drawdown_id""")


def performances(connection: Connection, whose: Whose, thresholds: Sequence[int]) -> Sequence[Row[Any]]:
    """Every loan of the application it came from; nobody is named."""
    asked = {"institution": whose.institution, "mode": whose.mode.value, "thresholds": list(thresholds)}
    return connection.execute(_PERFORMANCES, asked).all()
