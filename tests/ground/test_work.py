"""One request, one transaction."""

import pytest
from sqlalchemy import func, select

from puhui.ground import Actor, Ground, Work
from puhui.ground.tables import audit_entry, outbox


def _rows(ground: Ground) -> tuple[int, int]:
    with ground.engine.connect() as connection:
        return (
            connection.execute(select(func.count()).select_from(audit_entry)).scalar_one(),
            connection.execute(select(func.count()).select_from(outbox)).scalar_one(),
        )


def test_what_a_work_did_is_there_when_it_ends(ground: Ground, clerk: Actor) -> None:
    """Audit entry and message become visible together, at commit."""
    with ground.work(clerk) as work:
        work.audit("application.create", "application:1", channel="branch")
        work.post("application.created", {"application_id": "1"}, "1")
        assert _rows(ground) == (0, 0)
    assert _rows(ground) == (1, 1)


def test_a_work_that_fails_leaves_nothing(ground: Ground, clerk: Actor) -> None:
    """An exception takes the audit entry and the message with it."""
    with pytest.raises(RuntimeError, match="surprise"), ground.work(clerk) as work:
        work.audit("application.create", "application:1")
        work.post("application.created", {"application_id": "1"}, "1")
        raise RuntimeError("surprise")
    assert _rows(ground) == (0, 0)


def test_the_day_of_a_work_is_the_day_in_beijing(work: Work) -> None:
    """02:00 UTC is ten in the morning, the same day."""
    assert work.today().isoformat() == "2026-11-23"
    assert work.now().isoformat() == "2026-11-23T02:00:00+00:00"
