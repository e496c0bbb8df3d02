"""The contact register: quiet hours, unanswered attempts, wishes, and one count for everybody."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from puhui.ground import Work
from puhui.intake import (
    Channel,
    Contact,
    ContactPurpose,
    MayContact,
    NewSubject,
    SubjectKind,
    may_contact,
    record_contact,
    wish_contact,
)
from puhui.kernel import BEIJING, FixedClock, Problem

from .test_subjects import OWNER, registered

CALL, COLLECTION = Channel.CALL, ContactPurpose.COLLECTION


def at(clock: str, day: int = 23) -> datetime:
    """An instant of November 2026 in Beijing."""
    return datetime.fromisoformat(f"2026-11-{day}T{clock}").replace(tzinfo=BEIJING)


def may(work: Work, new: NewSubject = OWNER, **said: object) -> MayContact:
    """What the register answers."""
    asked = {"channel": CALL, "purpose": COLLECTION} | said
    found = may_contact(work, registered(work, new).id, **asked)  # type: ignore[arg-type]
    assert isinstance(found, MayContact)
    return found


@pytest.mark.parametrize(
    ("clock", "allowed"),
    [("21:59:59", True), ("22:00:00", False), ("00:00:00", False), ("07:59:59", False), ("08:00:00", True)],
)
def test_nobody_is_called_between_ten_at_night_and_eight(work: Work, clock: str, allowed: bool) -> None:
    """The borders to the second, in Beijing time; the answer says from when on."""
    found = may(work, at=at(clock))
    assert found.allowed is allowed
    if not allowed:
        assert found.from_when == at("08:00", 24 if clock.startswith("22") else 23)


def test_after_six_unanswered_attempts_it_is_enough_for_today(work: Work) -> None:
    """The seventh is refused whoever asks; tomorrow begins anew, and an answered call does not count."""
    owner = registered(work, OWNER)
    noon = replace(work, clock=FixedClock(at("12:00")))
    for _ in range(5):
        record_contact(noon, owner.id, CALL, COLLECTION, answered=False)
    record_contact(noon, owner.id, CALL, COLLECTION, answered=True)
    assert may(work, at=at("13:00"))
    record_contact(noon, owner.id, Channel.SMS, ContactPurpose.VISIT, answered=False)
    refused = may(work, at=at("13:00"))
    assert not refused
    assert refused.why_not is not None
    assert refused.why_not.code == "contact.unanswered.too_many"
    assert may(work, at=at("09:00", 24))


def test_one_number_is_one_count_even_for_two_subjects(work: Work) -> None:
    """A farm household that shares its head's phone shares the attempts too."""
    owner = registered(work, OWNER)
    for _ in range(6):
        record_contact(work, owner.id, CALL, COLLECTION, answered=False, at=work.now())
    farm = NewSubject(
        SubjectKind.FARM_HOUSEHOLD,
        "测试张三",
        resident_id=OWNER.resident_id,
        phone="138 0000 0000",
        place="测试村",
    )
    assert not may(work, farm, at=work.now())


def test_a_wish_not_to_be_contacted_is_kept_and_can_be_taken_back(work: Work) -> None:
    """Marketing stops, answers to one's own questions go on; the latest wish counts."""
    owner = registered(work, OWNER)
    assert wish_contact(work, owner.id, wanted=False, purpose=ContactPurpose.MARKETING) is None
    assert not may(work, purpose=ContactPurpose.MARKETING)
    assert may(work, purpose=ContactPurpose.SERVICE)
    wish_contact(work, owner.id, wanted=True, purpose=ContactPurpose.MARKETING)
    assert may(work, purpose=ContactPurpose.MARKETING)


def test_a_contact_in_the_future_is_no_contact(work: Work) -> None:
    """The register keeps what happened."""
    owner = registered(work, OWNER)
    later = work.now() + timedelta(hours=1)
    assert isinstance(record_contact(work, owner.id, CALL, COLLECTION, answered=True, at=later), Problem)
    assert isinstance(record_contact(work, owner.id, CALL, COLLECTION, answered=True), Contact)
