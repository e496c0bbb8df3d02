"""Sums over one institution's loans: money out and back by value date, what is owed by bucket of arrears."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection, text

from puhui.servicing.store.whose import Whose


def moved_by_day(connection: Connection, mine: Whose, since: date) -> Mapping[date, tuple[int, int]]:
    """By value date: fen paid out and fen that came back."""
    asked = {"institution": mine.institution, "mode": mine.mode.value, "since": since}
    rows = connection.execute(_BY_DAY, asked)
    return {row.on: (int(row.out_fen), int(row.back_fen)) for row in rows}


def owed_by_bucket(connection: Connection, mine: Whose) -> Mapping[str, tuple[int, int]]:
    """By bucket of running loans: how many, and the principal owed, fen."""
    asked = {"institution": mine.institution, "mode": mine.mode.value}
    return {row.bucket: (row.loans, int(row.owed_fen)) for row in connection.execute(_BY_BUCKET, asked)}


_BY_DAY: Final = text("""
    SELECT "on", sum(out_fen) AS out_fen, sum(back_fen) AS back_fen FROM (
        SELECT value_date AS "on", amount_fen AS out_fen, 0 AS back_fen FROM loan.drawdown
        WHERE institution = :institution AND mode = :mode AND state = 'posted' AND value_date >= :since
        UNION ALL
        SELECT value_date, 0, principal_fen + interest_fen + fees_fen + penalty_fen FROM servicing.repayment
        WHERE institution = :institution AND mode = :mode AND state = 'posted' AND value_date >= :since
    ) moved GROUP BY "on" """)
_BY_BUCKET: Final = text("""
    SELECT bucket, count(*) AS loans, sum(owed_fen) AS owed_fen FROM (
        SELECT one.bucket, one.drawdown_id,
            sum(it.principal_fen - it.principal_paid_fen) FILTER (WHERE NOT it.is_cancelled) AS owed_fen
        FROM servicing.loan one JOIN servicing.instalment it USING (drawdown_id)
        WHERE one.institution = :institution AND one.mode = :mode AND one.state <> 'settled'
        GROUP BY one.bucket, one.drawdown_id
    ) running GROUP BY bucket""")
