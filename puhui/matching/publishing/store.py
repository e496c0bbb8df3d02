"""SQL of the preview: past requests."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import distinct_on

from puhui.ground import Mode
from puhui.matching.tables import round_


def newest_requests(connection: Connection, mode: Mode, at_most: int) -> Sequence[dict[str, Any]]:
    """What the newest rounds were asked, newest first; one an application."""
    each = (
        select(round_.c.request, round_.c.made_at, round_.c.id)
        .where(round_.c.mode == mode)
        .ext(distinct_on(round_.c.application_id))
        .order_by(round_.c.application_id, round_.c.made_at.desc(), round_.c.id.desc())
        .subquery()
    )
    wanted = select(each.c.request).order_by(each.c.made_at.desc(), each.c.id.desc()).limit(at_most)
    return connection.execute(wanted).scalars().all()
