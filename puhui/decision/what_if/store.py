"""SQL of looking at kept decisions again: applications in a time, each with its newest decision."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, and_, select, tuple_

from puhui.decision.tables import decision
from puhui.ground import Mode

_PAGE: Final = 500
BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)
END: Final = datetime(9000, 1, 1, tzinfo=UTC)


def newest_in(
    connection: Connection, mode: Mode, since: datetime, until: datetime, at_most: int | None = None
) -> Iterator[Row[Any]]:
    """The newest decision of each application that was decided in a time, the latest first, page by page."""
    wanted, left = _wanted(mode, since, until), at_most
    page = _page(connection, wanted, None, left)
    while page:
        yield from page
        left = None if left is None else left - len(page)
        page = _page(connection, wanted, page[-1], left)


def newest_ever(connection: Connection, mode: Mode, at_most: int) -> Iterator[Row[Any]]:
    """The newest decision of each of the applications decided last, the latest first."""
    return newest_in(connection, mode, BEGINNING, END, at_most)


def _wanted(mode: Mode, since: datetime, until: datetime) -> Select[Any]:
    later = decision.alias()
    own = (decision.c.mode == mode.value) & decision.c.application_id.is_not(None)
    in_time = (decision.c.decided_at >= since) & (decision.c.decided_at < until)
    follows = and_(
        later.c.application_id == decision.c.application_id,
        later.c.decided_at < until,
        tuple_(later.c.decided_at, later.c.id) > tuple_(decision.c.decided_at, decision.c.id),
    )
    order = decision.c.decided_at.desc(), decision.c.id.desc()
    return select(decision).where(own, in_time, ~select(later.c.id).where(follows).exists()).order_by(*order)


def _page(
    connection: Connection, wanted: Select[Any], last: Row[Any] | None, left: int | None
) -> list[Row[Any]]:
    if last is not None:
        wanted = wanted.where(tuple_(decision.c.decided_at, decision.c.id) < (last.decided_at, last.id))
    return list(connection.execute(wanted.limit(_PAGE if left is None else min(left, _PAGE))).all())
