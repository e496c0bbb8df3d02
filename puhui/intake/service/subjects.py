"""Register a subject once, find it again, read it."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.ground import Work
from puhui.intake import events, store
from puhui.intake.model import Identity, NewSubject, Subject, together
from puhui.intake.reference import limits
from puhui.intake.registering import Checked, check_subject
from puhui.intake.service.access import SUBJECT_NOT_FOUND, is_visitor, may_see
from puhui.intake.service.links import link_business, not_an_owner
from puhui.intake.service.sealed import (
    key_index,
    name_index,
    opened_identity,
    phone_index,
    shown,
    to_row,
)
from puhui.kernel import Problem, Text, new_id
from puhui.kernel.identifiers import ResidentId, parse_resident_id, parse_uscc


def register_subject(work: Work, new: NewSubject) -> Subject | Problem:
    """A new subject, or the one already registered under the same identifier: nobody is doubled.

    An identifier that is known under another name is a conflict. A visitor who has not shown who they are
    must give the known phone as well, and a borrower finds only what is their own: a credit code is public,
    and knowing it makes nobody the owner.
    """
    checked = check_subject(new, today=work.today(), limits=limits())
    if not isinstance(checked, Checked):
        return together(checked)
    if new.operated_by is not None and (problem := not_an_owner(work, new.operated_by)):
        return problem.at("operated_by")
    index = key_index(work, checked.key)
    found = store.find_subject(work.connection, work.actor.mode, new.kind, index)
    if found is None:
        subject_id = new_id()
        if store.add_subject(work.connection, to_row(work, subject_id, checked)):
            _announce(work, subject_id, new)
            return _linked(work, subject_id, new)
        found = store.find_subject(work.connection, work.actor.mode, new.kind, index)
    if found is None or not _same(work, found, checked):
        return _KNOWN_OTHERWISE
    return _linked(work, found.id, new)


def subject(work: Work, subject_id: UUID) -> Subject | Problem:
    """One subject as it may be shown."""
    row = store.get_subject(work.connection, work.actor.mode, subject_id)
    if row is None or not may_see(work, subject_id):
        return SUBJECT_NOT_FOUND
    return shown(work, row)


def find_subjects(work: Work, identifier: str) -> tuple[Subject, ...]:
    """Every subject under a resident identity number or credit code; nothing is found by part of one."""
    parsed = parse_resident_id(identifier, on=work.today())
    value = parsed.value if isinstance(parsed, ResidentId) else None
    if value is None and not isinstance(uscc := parse_uscc(identifier), Problem):
        value = uscc.value
    if value is None:
        return ()
    rows = store.subjects_by_key(work.connection, work.actor.mode, key_index(work, value))
    return tuple(shown(work, row) for row in rows if may_see(work, row.id))


def identity_of(work: Work, subject_id: UUID) -> Identity | Problem:
    """The identifiers in the open, for a verification or a connector. Every reading is in the audit trail."""
    row = store.get_subject(work.connection, work.actor.mode, subject_id)
    if row is None or not may_see(work, subject_id):
        return SUBJECT_NOT_FOUND
    identity = opened_identity(work, row)
    if identity is None:
        return _ERASED
    work.audit("subject.identity_read", f"subject:{subject_id}")
    return identity


def _same(work: Work, row: Row[Any], checked: Checked) -> bool:
    if row.name_index != name_index(work, checked.identity.name):
        return False
    if is_visitor(work):
        return bool(row.phone_index == phone_index(work, checked.identity.phone))
    return may_see(work, row.id) or row.registered_by == work.actor.id


def _linked(work: Work, subject_id: UUID, new: NewSubject) -> Subject | Problem:
    row = store.get_subject(work.connection, work.actor.mode, subject_id)
    if row is None:
        return SUBJECT_NOT_FOUND
    if new.operated_by is not None:
        linked = link_business(work, new.operated_by, subject_id, new.since)
        if isinstance(linked, Problem):
            return linked
    return shown(work, row)


def _announce(work: Work, subject_id: UUID, new: NewSubject) -> None:
    work.audit("subject.registered", f"subject:{subject_id}", kind=new.kind.value)
    payload = {"subject_id": str(subject_id), "kind": new.kind.value, "mode": work.actor.mode.value}
    work.post(events.SUBJECT_REGISTERED, payload, f"{events.SUBJECT_REGISTERED}:{subject_id}")


_KNOWN_OTHERWISE = Problem(
    "subject.known.conflict",
    Text(
        "这个证件号已登记，但姓名（名称）、手机号或登记人与当时不同。",
        "This identifier is already registered, under another name or phone or by somebody else.",
    ),
    Text(
        "请核对姓名和手机号；如果资料有变，请联系人工更正。",
        "Check name and phone; if they have changed, ask a person to correct them.",
    ),
)


_ERASED = Problem(
    "subject.erased.gone", Text("这个主体的个人信息已删除。", "This subject's personal data was erased.")
)
