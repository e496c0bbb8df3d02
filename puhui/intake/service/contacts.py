"""The contact register: ask before contacting, tell afterwards. One register for everybody."""

from datetime import datetime, timedelta
from uuid import UUID

from puhui.ground import Work
from puhui.intake import contact_store as store
from puhui.intake.contact import Channel, Contact, ContactPurpose, MayContact, judge
from puhui.intake.reference import contact_rules
from puhui.intake.service.access import known_subject
from puhui.kernel import BEIJING, FixedClock, Problem, Text, business_date, new_id
from puhui.rulebook import rulebook

_CLOCKS_MAY_DIFFER = timedelta(minutes=5)


def may_contact(
    work: Work, subject_id: UUID, channel: Channel, purpose: ContactPurpose, at: datetime | None = None
) -> MayContact | Problem:
    """Whether somebody may be contacted at `at` (now, unless said). Asked inside the transaction of the
    attempt, it also lets no second asker in between."""
    if problem := known_subject(work, subject_id):
        return problem
    at, mode = at or work.now(), work.actor.mode
    store.hold_register(work.connection, subject_id)
    midnight = at.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    number = store.number_of(work.connection, mode, subject_id)
    return judge(
        store.contacts_since(work.connection, mode, subject_id, number, midnight),
        opted_out=store.opted_out(work.connection, mode, subject_id, channel=channel, purpose=purpose, at=at),
        purpose=purpose,
        channel=channel,
        at=at,
        rules=contact_rules(rulebook().on(business_date(FixedClock(at)))),
    )


def record_contact(
    work: Work,
    subject_id: UUID,
    channel: Channel,
    purpose: ContactPurpose,
    *,
    answered: bool,
    at: datetime | None = None,
) -> Contact | Problem:
    """Keep an attempt that was made, allowed or not: a register that refuses bad news is no register."""
    if problem := known_subject(work, subject_id):
        return problem
    at = at or work.now()
    if at > work.now() + _CLOCKS_MAY_DIFFER:
        return _FUTURE
    made = Contact(new_id(), subject_id, channel, purpose, at, answered)
    number = store.number_of(work.connection, work.actor.mode, subject_id)
    store.add_contact(work.connection, work.actor.mode, made, number, work.actor.id)
    work.audit("contact.recorded", f"subject:{subject_id}", channel=channel.value, purpose=purpose.value)
    return made


def wish_contact(
    work: Work,
    subject_id: UUID,
    wanted: bool,
    channel: Channel | None = None,
    purpose: ContactPurpose | None = None,
) -> Problem | None:
    """The subject wants, or no longer wants, to be contacted this way or for this; for everything unless
    said. The latest wish counts."""
    if problem := known_subject(work, subject_id):
        return problem
    mode, now = work.actor.mode, work.now()
    store.add_wish(
        work.connection,
        mode,
        subject_id,
        channel=channel or store.EVERY,
        purpose=purpose or store.EVERY,
        wanted=wanted,
        at=now,
        actor=work.actor.id,
    )
    work.audit("contact.wished", f"subject:{subject_id}", wanted=wanted)
    return None


_FUTURE = Problem(
    "contact.at.future",
    Text("联系时间在将来。", "The time of the contact is in the future."),
    Text("请改正时间。", "Correct the time."),
    "at",
)
