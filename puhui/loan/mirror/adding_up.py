"""Sums over the mirror: what institutions told of money out and back, and of loans that are late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import text

from puhui.ground import Work


@dataclass(frozen=True, slots=True)
class MirroredMoney:
    """By day: out and back, fen; what is owed now; loans and principal owed by bucket."""

    by_day: Mapping[date, tuple[int, int]]
    outstanding_fen: int
    by_bucket: Mapping[str, tuple[int, int]]


def mirrored_money(work: Work, since: date) -> MirroredMoney:
    """Everything since a day, and what is owed and late now, as far as it was told."""
    asked = {"mode": work.actor.mode.value, "since": since}
    days = {row.on: (int(row.out_fen), int(row.back_fen)) for row in work.connection.execute(_BY_DAY, asked)}
    late = {row.bucket: (row.loans, int(row.owed_fen)) for row in work.connection.execute(_BY_BUCKET, asked)}
    return MirroredMoney(days, sum(owed_fen for _, owed_fen in late.values()), late)


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
