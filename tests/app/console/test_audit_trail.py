"""The audit trail over HTTP: read page by page, verified as a whole, the first broken link named."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from puhui.ground import SYSTEM, Ground
from puhui.ground.audit import seal_waiting
from tests.app.console.staff import Browser, hired


@pytest.fixture
def auditor(ground: Ground) -> Iterator[Browser]:
    """An auditor who has signed in; the head file of other tests is put aside."""
    ground.settings.audit_head.unlink(missing_ok=True)
    hired(ground, "he.audit", "auditor")
    browser = Browser(ground)
    browser.sign_in("he.audit")
    yield browser
    ground.settings.audit_head.unlink(missing_ok=True)


def note(ground: Ground, times: int, target: str = "thing:1") -> None:
    """Write that many entries."""
    with ground.work(SYSTEM) as work:
        for number in range(times):
            work.audit("thing.noted", target, number=number)


def seal(ground: Ground) -> None:
    """Close the chain over everything written."""
    seal_waiting(ground.engine, ground.vault.keys.audit, ground.settings.audit_head, ground.clock.now())


def rows(auditor: Browser, query: str = "") -> list[dict[str, object]]:
    """Entries as they are shown."""
    found = auditor.send("GET", f"/api/v1/audit?{query}")["rows"]
    assert isinstance(found, list)
    return found


def test_the_newest_comes_first_and_pages_follow_without_a_gap(ground: Ground, auditor: Browser) -> None:
    """Three pages of two hold what one page of six does."""
    note(ground, 6)
    query, numbers = "target=thing:1&at_most=2", []
    page = auditor.send("GET", f"/api/v1/audit?{query}")
    while True:
        found = page["rows"]
        assert isinstance(found, list)
        numbers += [row["detail"]["number"] for row in found]
        if page["after"] is None:
            break
        page = auditor.send("GET", f"/api/v1/audit?{query}&after={page['after']}")
    assert numbers == [5, 4, 3, 2, 1, 0]


def test_entries_are_found_by_who_what_which_thing_and_when(ground: Ground, auditor: Browser) -> None:
    """Each condition is matched whole; both days count."""
    note(ground, 2, "thing:1")
    note(ground, 1, "thing:2")
    assert len(rows(auditor, "target=thing:2")) == 1
    assert len(rows(auditor, "action=thing.noted")) == 3
    assert {row["actor_id"] for row in rows(auditor, "actor=system")} == {"system"}
    today = "2026-11-23"
    assert len(rows(auditor, f"action=thing.noted&since={today}&until={today}")) == 3
    assert rows(auditor, "action=thing.noted&until=2026-11-22") == []


def test_people_are_shown_by_their_login(ground: Ground, auditor: Browser) -> None:
    """Both who did it and whose account it was done to."""
    account = hired(ground, "li.ops", "operations")
    made = rows(auditor, f"target=account:{account.id}")[0]
    assert (made["action"], made["login"], made["target_login"]) == ("account.created", None, "li.ops")
    auditor.send("POST", "/api/v1/audit/verification")
    assert rows(auditor, "action=audit.verified")[0]["login"] == "he.audit"


def test_a_whole_trail_is_told_with_how_much_was_walked(ground: Ground, auditor: Browser) -> None:
    """Sealed entries and those that still wait."""
    note(ground, 5)
    seal(ground)
    note(ground, 2)
    found = auditor.send("POST", "/api/v1/audit/verification")
    assert found["whole"] is True and found["broken"] is None
    assert int(str(found["sealed"])) >= 5 and int(str(found["unsealed"])) >= 2


def test_the_first_broken_link_is_named(ground: Ground, auditor: Browser) -> None:
    """Somebody with the database and without the key changes an entry: its place and how are told."""
    note(ground, 5)
    seal(ground)
    third = rows(auditor, "action=thing.noted")[2]
    with ground.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(
            text("UPDATE ground.audit_entry SET action = 'thing.unsaid' WHERE entry_id = :id"),
            {"id": third["entry_id"]},
        )
    found = auditor.send("POST", "/api/v1/audit/verification")
    broken = found["broken"]
    assert isinstance(broken, dict) and found["whole"] is False
    assert (broken["kind"], broken["position"], broken["entry_id"]) == (
        "entry_altered",
        third["position"],
        third["entry_id"],
    )
    assert broken["what"] == {"zh": "这一条记录被改动过", "en": "this entry was altered"}


def test_reading_needs_the_role_for_it(ground: Ground, auditor: Browser) -> None:
    """Operations neither reads nor verifies; what is asked for beyond the limits is refused."""
    hired(ground, "li.ops", "operations")
    other = Browser(ground)
    other.sign_in("li.ops")
    assert other.send("GET", "/api/v1/audit").status == 403
    assert other.send("POST", "/api/v1/audit/verification").status == 403
    assert auditor.send("GET", "/api/v1/audit?at_most=5000").status == 422
    assert auditor.send("GET", "/api/v1/audit?whom=me").status == 422


def test_the_first_and_the_last_day_of_the_calendar_are_days(ground: Ground, auditor: Browser) -> None:
    """From the year 1 to 9999 is everything, and no error of the house."""
    note(ground, 2)
    always = "target=thing:1&since=0001-01-01&until=9999-12-31"
    assert len(rows(auditor, always)) == 2
