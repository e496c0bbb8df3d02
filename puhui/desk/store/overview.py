"""Counting over the rows of the queue: days, what waits, how long decisions take."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, text

from puhui.ground import Mode


def by_day(connection: Connection, mode: Mode, since: datetime) -> Sequence[Row[Any]]:
    """Of each Beijing day since: what was applied for, and what was decided."""
    return connection.execute(_BY_DAY, {"mode": mode.value, "since": since}).all()


def waiting(connection: Connection, mode: Mode, now: datetime) -> Sequence[Row[Any]]:
    """By whom it is waited for: how many, since when the first, and how many minutes in the middle."""
    return connection.execute(_WAITING, {"mode": mode.value, "now": now}).all()


def decision_ms(connection: Connection, mode: Mode, since: datetime) -> Row[Any]:
    """How long decisions since then took: the middle, and the slowest of a hundred."""
    return connection.execute(_DECIDED, {"mode": mode.value, "since": since}).one()


def overdue(connection: Connection, mode: Mode, now: datetime) -> int:
    """Requests of borrowers whose answer was due before now."""
    return int(connection.execute(_OVERDUE, {"mode": mode.value, "now": now}).scalar_one())


_BY_DAY: Final = text("""
    WITH told AS (
        SELECT (created_at AT TIME ZONE 'Asia/Shanghai')::date AS "on", 'applied' AS what, amount_fen AS fen
        FROM desk.case_file WHERE mode = :mode AND created_at >= :since AND status <> 'draft'
        UNION ALL
        SELECT (decided_at AT TIME ZONE 'Asia/Shanghai')::date, outcome, coalesce(limit_fen, 0)
        FROM desk.case_file WHERE mode = :mode AND decided_at >= :since
    )
    SELECT "on",
        count(*) FILTER (WHERE what = 'applied') AS applied,
        count(*) FILTER (WHERE what = 'approve') AS approved,
        count(*) FILTER (WHERE what = 'refer') AS referred,
        count(*) FILTER (WHERE what = 'decline') AS declined,
        coalesce(sum(fen) FILTER (WHERE what = 'applied'), 0) AS asked_fen,
        coalesce(sum(fen) FILTER (WHERE what = 'approve'), 0) AS approved_fen
    FROM told GROUP BY "on" ORDER BY "on" """)
_WAITING: Final = text("""
    SELECT waits_for, count(*) AS rows, min(waiting_since) AS oldest_at,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM :now - waiting_since) / 60) AS minutes
    FROM (
        SELECT waiting_since, CASE WHEN waits_for IN ('explanation', 'correction', 'person') THEN 'requests'
            ELSE waits_for END AS waits_for
        FROM desk.case_file WHERE mode = :mode AND waiting_since IS NOT NULL
    ) waits GROUP BY waits_for""")
_DECIDED: Final = text("""
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY decided_ms) AS p50,
        percentile_cont(0.99) WITHIN GROUP (ORDER BY decided_ms) AS p99
    FROM desk.case_file WHERE mode = :mode AND decided_at >= :since""")
_OVERDUE: Final = text(
    "SELECT count(*) FROM desk.case_file WHERE mode = :mode AND due_at < :now AND waits_for IS NOT NULL"
)
