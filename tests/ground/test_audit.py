"""The audit trail: written with the work, sealed behind it, and every way of tampering shows."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from puhui.ground import Actor, Ground
from puhui.ground.audit import AuditReport, Break, verify_trail
from puhui.ground.worker import seal_once


@pytest.fixture
def trail(ground: Ground, clerk: Actor, tmp_path: Path) -> Ground:
    """Ten sealed entries and two that still wait, with a head of their own."""
    ground = replace(ground, settings=replace(ground.settings, home=tmp_path))
    _write(ground, clerk, 10)
    assert seal_once(ground) == 10
    _write(ground, clerk, 2)
    return ground


def _write(ground: Ground, clerk: Actor, entries: int) -> None:
    with ground.work(clerk) as work:
        for number in range(entries):
            work.audit("decision.make", f"application:{number}", outcome="refer", share=0.1, day=work.today())


def _verify(ground: Ground) -> AuditReport:
    return verify_trail(ground.engine, ground.vault.keys.audit, ground.settings.audit_head)


def _tamper(ground: Ground, statement: str) -> None:
    """As a superuser who switches the triggers off."""
    with ground.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(statement))


def _entry(ground: Ground, position: int) -> UUID:
    with ground.engine.connect() as connection:
        query = text("SELECT entry_id FROM ground.audit_link WHERE position = :position")
        found: UUID = connection.execute(query, {"position": position}).scalar_one()
        return found


def test_an_untouched_trail_is_whole_and_counts_what_waits(trail: Ground) -> None:
    """Ten links walked, two entries not yet sealed."""
    report = _verify(trail)
    assert (report.whole, report.sealed, report.unsealed) == (True, 10, 2)
    assert seal_once(trail) == 2
    assert _verify(trail) == AuditReport(12, 0, None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ground.audit_entry SET action = 'nothing'",
        "DELETE FROM ground.audit_entry",
        "TRUNCATE ground.audit_entry",
        "DELETE FROM ground.audit_link",
    ],
)
def test_the_database_refuses_to_change_what_was_written(trail: Ground, statement: str) -> None:
    """Update, delete and truncate are refused by a trigger, not by good manners."""
    with pytest.raises(IntegrityError, match="append-only"), trail.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "kind", "position"),
    [
        ("UPDATE ground.audit_entry SET action='decision.none' WHERE number=4", Break.ENTRY_ALTERED, 4),
        ("UPDATE ground.audit_entry SET at=at-interval '1 day' WHERE number=4", Break.ENTRY_ALTERED, 4),
        ("UPDATE ground.audit_entry SET detail='{}' WHERE number=10", Break.ENTRY_ALTERED, 10),
        ("DELETE FROM ground.audit_entry WHERE number=4", Break.ENTRY_DELETED, 4),
        ("DELETE FROM ground.audit_link WHERE position=7", Break.LINK_MISSING, 7),
        ("UPDATE ground.audit_link SET digest=sha256('x') WHERE position=5", Break.LINK_ALTERED, 5),
        ("UPDATE ground.audit_link SET sealed_at=now() WHERE position=5", Break.LINK_ALTERED, 5),
        ("DELETE FROM ground.audit_link WHERE position>8", Break.TAIL_CUT, 9),
        ("DELETE FROM ground.audit_link", Break.TAIL_CUT, 1),
        ("UPDATE ground.audit_entry SET target='x' WHERE number=11", Break.ENTRY_FORGED, None),
        ("DELETE FROM ground.audit_entry WHERE number=12", Break.ENTRY_DELETED, None),
        ("DELETE FROM ground.audit_waiting", Break.ENTRY_HIDDEN, None),
    ],
)
def test_tampering_shows_and_is_named(
    trail: Ground, statement: str, kind: Break, position: int | None
) -> None:
    """The first broken link is named, by what was done to it and where."""
    _tamper(trail, statement)
    broken = _verify(trail).broken
    assert broken is not None
    assert (broken.kind, broken.position) == (kind, position)


def test_swapping_two_entries_shows(trail: Ground) -> None:
    """Each entry is genuine, but not in the order it was sealed in."""
    third, fourth = _entry(trail, 3), _entry(trail, 4)
    _tamper(trail, f"UPDATE ground.audit_link SET entry_id='{UUID(int=0)}' WHERE position=3")
    _tamper(trail, f"UPDATE ground.audit_link SET entry_id='{third}' WHERE position=4")
    _tamper(trail, f"UPDATE ground.audit_link SET entry_id='{fourth}' WHERE position=3")
    broken = _verify(trail).broken
    assert broken is not None
    assert (broken.kind, broken.position, broken.entry_id) == (Break.LINK_ALTERED, 3, fourth)


def test_an_entry_written_without_the_key_shows(trail: Ground) -> None:
    """Somebody with the database but without the key file adds a line and asks for it to be sealed."""
    forged = UUID(int=7)
    _tamper(
        trail,
        f"""WITH e AS (INSERT INTO ground.audit_entry
            (entry_id, at, actor_id, actor_kind, mode, action, target, detail, mac)
            SELECT '{forged}', at, actor_id, actor_kind, mode, 'consent.give', target, detail, mac
            FROM ground.audit_entry WHERE number=1 RETURNING entry_id)
            INSERT INTO ground.audit_waiting SELECT entry_id FROM e""",
    )
    broken = _verify(trail).broken
    assert broken is not None
    assert (broken.kind, broken.entry_id) == (Break.ENTRY_FORGED, forged)
    seal_once(trail)
    sealed = _verify(trail).broken
    assert sealed is not None
    assert (sealed.kind, sealed.position, sealed.entry_id) == (Break.ENTRY_ALTERED, 13, forged)


def test_a_cut_tail_shows_even_with_its_entries_gone(trail: Ground) -> None:
    """What is left is whole in itself; only the head outside the database tells."""
    _tamper(trail, "DELETE FROM ground.audit_entry WHERE number > 6")
    _tamper(trail, "DELETE FROM ground.audit_waiting")
    _tamper(trail, "DELETE FROM ground.audit_link WHERE position > 6")
    broken = _verify(trail).broken
    assert broken is not None
    assert (broken.kind, broken.position) == (Break.TAIL_CUT, 7)


def test_a_missing_or_altered_head_shows(trail: Ground) -> None:
    """Without its head a chain cannot show that nothing was cut off."""
    head = trail.settings.audit_head
    head.write_text(head.read_text().replace('"position": 10', '"position": 9'))
    altered = _verify(trail).broken
    head.unlink()
    missing = _verify(trail).broken
    assert altered is not None
    assert missing is not None
    assert (altered.kind, missing.kind) == (Break.HEAD_ALTERED, Break.HEAD_MISSING)


def test_a_work_that_commits_late_is_sealed_later(ground: Ground, clerk: Actor, tmp_path: Path) -> None:
    """An entry with an earlier number that becomes visible after a later one was sealed breaks nothing."""
    ground = replace(ground, settings=replace(ground.settings, home=tmp_path))
    with ground.work(clerk) as slow:
        slow.audit("application.create", "application:slow")
        _write(ground, clerk, 1)
        assert seal_once(ground) == 1
    assert seal_once(ground) == 1
    assert _verify(ground) == AuditReport(2, 0, None)


def test_a_detail_never_carries_what_is_sensitive(ground: Ground, clerk: Actor) -> None:
    """A sensitive name is a programming error; a sensitive look is taken out of the sentence."""
    with ground.work(clerk) as work:
        with pytest.raises(ValueError, match="mobile"):
            work.audit("contact.record", "subject:1", mobile="13800138000")
        work.audit("contact.record", "subject:1", note="called 13800138000")
        stored = work.connection.execute(text("SELECT detail::text FROM ground.audit_entry")).scalar_one()
    assert "138" not in stored
