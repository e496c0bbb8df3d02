"""All SQL of the contact register. Attempts and wishes are appended, never changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from puhui.ground import Mode
from puhui.intake.contact import Channel, Contact, ContactPurpose
from puhui.intake.tables import contact, contact_wish, subject
from puhui.kernel import new_id

EVERY = "every"
"""A wish about every channel or every purpose."""


def hold_register(connection: Connection, subject_id: UUID) -> None:
    """Let one asker at a time through for this subject, so that two attempts cannot both be the sixth."""
    connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"contact:{subject_id}", 0))))


def number_of(connection: Connection, mode: Mode, subject_id: UUID) -> bytes | None:
    """The blind index of the subject's phone, by which attempts to one number are counted."""
    return connection.execute(
        select(subject.c.phone_index).where((subject.c.id == subject_id) & (subject.c.mode == mode))
    ).scalar_one_or_none()


def contacts_since(
    connection: Connection, mode: Mode, subject_id: UUID, number: bytes | None, since: datetime
) -> tuple[Contact, ...]:
    """Attempts to the subject or to the same number, whoever made them."""
    same = contact.c.subject_id == subject_id
    if number is not None:
        same |= contact.c.number_index == number
    rows = connection.execute(
        select(contact)
        .where(same & (contact.c.mode == mode) & (contact.c.at >= since))
        .order_by(contact.c.at)
    )
    return tuple(
        Contact(it.id, it.subject_id, Channel(it.channel), ContactPurpose(it.purpose), it.at, it.answered)
        for it in rows
    )


def add_contact(connection: Connection, mode: Mode, made: Contact, number: bytes | None, actor: str) -> None:
    """Keep one attempt."""
    row = {name: getattr(made, name) for name in Contact.__slots__}
    connection.execute(insert(contact).values(**row, mode=mode, number_index=number, actor=actor))


def add_wish(
    connection: Connection,
    mode: Mode,
    subject_id: UUID,
    *,
    channel: str,
    purpose: str,
    wanted: bool,
    at: datetime,
    actor: str,
) -> None:
    """Keep what the subject wishes from now on."""
    row = {"id": new_id(), "mode": mode, "subject_id": subject_id, "channel": channel, "purpose": purpose}
    connection.execute(insert(contact_wish).values(**row, wanted=wanted, at=at, actor=actor))


def opted_out(
    connection: Connection,
    mode: Mode,
    subject_id: UUID,
    *,
    channel: Channel,
    purpose: ContactPurpose,
    at: datetime,
) -> bool:
    """Whether the latest wish about this channel and purpose is a no. Silence is not a no."""
    about = contact_wish.c.channel.in_((channel, EVERY)) & contact_wish.c.purpose.in_((purpose, EVERY))
    mine = (contact_wish.c.subject_id == subject_id) & (contact_wish.c.mode == mode)
    latest = (
        select(contact_wish.c.wanted)
        .where(mine & about & (contact_wish.c.at <= at))
        .order_by(contact_wish.c.at.desc(), contact_wish.c.id.desc())
        .limit(1)
    )
    return connection.execute(latest).scalar_one_or_none() is False
