"""Sums over an institution's own books: money out and back by day, what is owed, who is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import text

from puhui.ground import Work
from puhui.servicing.store.whose import whose


@dataclass(frozen=True, slots=True)
class LentMoney:
    """By value date: out and back, fen; principal owed now; loans and principal owed by bucket."""

    by_day: Mapping[date, tuple[int, int]]
    outstanding_fen: int
    by_bucket: Mapping[str, tuple[int, int]]


def lent_money(work: Work, since: date) -> LentMoney:
    """Everything since a day, and what is owed and late as the last closed day left it."""
    mine = whose(work)
    asked = {"institution": mine.institution, "mode": mine.mode.value, "since": since}
    days = {row.on: (int(row.out_fen), int(row.back_fen)) for row in work.connection.execute(_BY_DAY, asked)}
    late = {row.bucket: (row.loans, int(row.owed_fen)) for row in work.connection.execute(_BY_BUCKET, asked)}
    return LentMoney(days, sum(owed_fen for _, owed_fen in late.values()), late)


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
