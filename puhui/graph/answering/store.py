"""SQL of an answer: the lines that are told, as PostgreSQL knows them now, and what became of whom."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, text

from puhui.graph.usable import USABLE, looked_at
from puhui.ground import Mode

_LINES: Final = text(f"""
    SELECT r.number, r.kind, r.from_node, r.to_node, r.source, r.valid_from, r.valid_to, r.weight,
        r.consent_id IS NOT NULL AS is_consented, r.recorded_at
    FROM graph.relation r WHERE r.number = ANY(:numbers) AND {USABLE} ORDER BY r.number
""")


def lines(
    connection: Connection, mode: Mode, numbers: Iterable[int], *, as_of: datetime, now: datetime
) -> Sequence[Row[Any]]:
    """Those of the relations that may be looked at now and held on the day."""
    bound = looked_at(mode, as_of, now) | {"numbers": sorted(numbers)}
    return connection.execute(_LINES, bound).all()
