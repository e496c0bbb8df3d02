"""Where loans stood when a day was closed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, select, text
from sqlalchemy.dialects.postgresql import distinct_on

from puhui.servicing.store.whose import Whose
from puhui.servicing.tables import day_position

_KEEP: Final = text("""
    WITH chunk AS (
        SELECT drawdown_id, institution, mode, contract_id, state, bucket, days_past_due
        FROM servicing.loan
        WHERE institution = :institution AND mode = :mode
          AND (state <> 'settled' OR settled_on = :on OR NOT EXISTS (
              SELECT FROM servicing.day_position AS seen
              WHERE seen.drawdown_id = loan.drawdown_id AND seen.state = 'settled'))
          AND drawdown_id > :after
        ORDER BY drawdown_id LIMIT :at_most
    ), kept AS (
        INSERT INTO servicing.day_position (
            drawdown_id, "on", institution, mode, contract_id, state, bucket, days_past_due, lent_fen,
            principal_repaid_fen, interest_repaid_fen, fees_repaid_fen, penalty_repaid_fen)
        SELECT drawdown_id, :on, chunk.institution, mode, contract_id, state, bucket, days_past_due,
            sum(principal_fen) FILTER (WHERE NOT is_cancelled),
            sum(principal_paid_fen), sum(interest_paid_fen), sum(fees_paid_fen), sum(penalty_paid_fen)
        FROM chunk JOIN servicing.instalment USING (drawdown_id)
        GROUP BY drawdown_id, chunk.institution, mode, contract_id, state, bucket, days_past_due
        ON CONFLICT DO NOTHING
    )
    SELECT count(*) AS loans, max(drawdown_id::text) AS last FROM chunk""")
_BEFORE_ALL: Final = UUID(int=0)


def keep(
    connection: Connection, whose: Whose, on: date, *, after: UUID | None, at_most: int
) -> tuple[int, UUID | None]:
    """Keep the positions of the next loans; gives how many, and the last of them if there may be more."""
    asked = {"institution": whose.institution, "mode": whose.mode.value, "on": on, "at_most": at_most}
    row = connection.execute(_KEEP, asked | {"after": after or _BEFORE_ALL}).one()
    return row.loans, UUID(row.last) if row.loans == at_most else None


def at(connection: Connection, whose: Whose, on: date) -> Sequence[Row[Any]]:
    """Every loan as it stood at the end of a day: its newest position up to then."""
    mine = (day_position.c.institution == whose.institution) & (day_position.c.mode == whose.mode)
    newest = (
        select(day_position)
        .where(mine, day_position.c.on <= on)
        .ext(distinct_on(day_position.c.drawdown_id))
        .order_by(day_position.c.drawdown_id, day_position.c.on.desc())
    )
    return connection.execute(newest).all()
