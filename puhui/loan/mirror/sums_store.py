"""Sums over the mirror's tables: money out and back by day, what is owed by bucket of arrears."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection, text

from puhui.ground import Mode


def moved_by_day(connection: Connection, mode: Mode, since: date) -> Mapping[date, tuple[int, int]]:
    """By value date: fen paid out and fen that came back."""
    rows = connection.execute(_BY_DAY, {"mode": mode.value, "since": since})
    return {row.on: (int(row.out_fen), int(row.back_fen)) for row in rows}


def owed_by_bucket(connection: Connection, mode: Mode) -> Mapping[str, tuple[int, int]]:
    """By bucket of running loans: how many, and the principal owed, fen."""
    rows = connection.execute(_BY_BUCKET, {"mode": mode.value})
    return {row.bucket: (row.loans, int(row.owed_fen)) for row in rows}


_BY_DAY: Final = text("""
    SELECT "on", sum(out_fen) AS out_fen, sum(back_fen) AS back_fen FROM (
        SELECT value_date AS "on", amount_fen AS out_fen, 0 AS back_fen FROM loan.mirror_drawdown
        WHERE mode = :mode AND state = 'posted' AND value_date >= :since
        UNION ALL
        SELECT value_date, 0, principal_fen + interest_fen + fees_fen + penalty_fen FROM loan.mirror_repayment
        WHERE mode = :mode AND value_date >= :since
    ) moved GROUP BY "on" """)
_BY_BUCKET: Final = text("""
    SELECT bucket, count(*) AS loans, sum(amount_fen - principal_repaid_fen) AS owed_fen
    FROM loan.mirror_drawdown WHERE mode = :mode AND state = 'posted' AND settled_on IS NULL
    GROUP BY bucket""")
