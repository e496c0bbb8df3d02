"""Register a subject once, find it again, read it, and link an owner to a business."""

from datetime import date
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.ground import Erased, Mode, Work
from puhui.intake import events, store
from puhui.intake.model import (
    BUSINESSES,
    Identity,
    NewSubject,
    Operates,
    Subject,
    SubjectKind,
    together,
)
from puhui.intake.reference import limits
from puhui.intake.registering import Checked, check_subject
from puhui.intake.service.access import SUBJECT_NOT_FOUND, is_visitor, known_subject, may_see
from puhui.intake.written import folded
from puhui.kernel import Problem, Text, new_id
from puhui.kernel.identifiers import Mobile, ResidentId, parse_mobile, parse_resident_id, parse_uscc

_SEALED: Final = ("name", "resident_id", "uscc", "phone")


def register_subject(work: Work, new: NewSubject) -> Subject | Problem:
    """A new subject, or the one already registered under the same identifier: nobody is doubled.

    An identifier that is known under another name is a conflict. A visitor who has not shown who they are
    must give the known phone as well, and a borrower finds only what is their own: a credit code is public,
    and knowing it makes nobody the owner.
    """
    checked = check_subject(new, today=work.today(), limits=limits())
    if not isinstance(checked, Checked):
        return together(checked)
    if new.operated_by is not None and (problem := _not_an_owner(work, new.operated_by)):
        return problem.at("operated_by")
    key_index = work.vault.blind_index("subject_key", checked.key)
    found = store.find_subject(work.connection, work.actor.mode, new.kind, key_index)
    if found is None:
        subject_id = new_id()
        if store.add_subject(work.connection, _row(work, subject_id, checked, key_index)):
            _announce(work, subject_id, new)
            return _linked(work, subject_id, new)
        found = store.find_subject(work.connection, work.actor.mode, new.kind, key_index)
    if found is None or not _same(work, found, checked):
        return _KNOWN_OTHERWISE
    return _linked(work, found.id, new)


def subject(work: Work, subject_id: UUID) -> Subject | Problem:
    """One subject as it may be shown."""
    row = store.get_subject(work.connection, work.actor.mode, subject_id)
    if row is None or not may_see(work, subject_id):
        return SUBJECT_NOT_FOUND
    return _shown(work, row)


def find_subjects(work: Work, identifier: str) -> tuple[Subject, ...]:
    """Every subject under a resident identity number or credit code; nothing is found by part of one."""
    parsed = parse_resident_id(identifier, on=work.today())
    value = parsed.value if isinstance(parsed, ResidentId) else None
    if value is None and not isinstance(uscc := parse_uscc(identifier), Problem):
        value = uscc.value
    if value is None:
        return ()
    key_index = work.vault.blind_index("subject_key", value)
    rows = store.subjects_by_key(work.connection, work.actor.mode, key_index)
    return tuple(_shown(work, row) for row in rows if may_see(work, row.id))


def identity_of(work: Work, subject_id: UUID) -> Identity | Problem:
    """The identifiers in the open, for a verification or a connector. Every reading is in the audit trail."""
    row = store.get_subject(work.connection, work.actor.mode, subject_id)
    if row is None or not may_see(work, subject_id):
        return SUBJECT_NOT_FOUND
    opened = {name: _opened(work, row, name) for name in _SEALED}
    if opened["name"] is None:
        return _ERASED
    work.audit("subject.identity_read", f"subject:{subject_id}")
    return Identity(opened["name"], opened["resident_id"], opened["uscc"], opened["phone"])


def link_business(
    work: Work, owner_id: UUID, business_id: UUID, since: date | None = None
) -> Operates | Problem:
    """Say that a person operates a business. Said twice, it stays one link."""
    if problem := _not_an_owner(work, owner_id) or _not_a_business(work, business_id):
        return problem
    if since is not None and since > work.today():
        return _LINK_IN_FUTURE
    if _is_somebody_elses(work, business_id):
        return _NOT_YOURS
    new = Operates(owner_id, business_id, since, work.now())
    if store.link(work.connection, work.actor.mode, new):
        work.audit("subject.linked", f"subject:{business_id}", owner=str(owner_id))
        payload = {"owner_id": str(owner_id), "business_id": str(business_id)}
        work.post(events.BUSINESS_LINKED, payload, f"{events.BUSINESS_LINKED}:{owner_id}:{business_id}")
        return new
    known = store.links_of(work.connection, work.actor.mode, business_id)
    return next(it for it in known if it.owner_id == owner_id)


def links_of(work: Work, subject_id: UUID) -> tuple[Operates, ...] | Problem:
    """The ownership links at either end of a subject."""
    if problem := known_subject(work, subject_id):
        return problem
    return store.links_of(work.connection, work.actor.mode, subject_id)


def _not_an_owner(work: Work, owner_id: UUID) -> Problem | None:
    row = store.get_subject(work.connection, work.actor.mode, owner_id)
    if row is None or not may_see(work, owner_id):
        return SUBJECT_NOT_FOUND
    return None if row.kind == SubjectKind.PERSON else _OWNER_IS_A_PERSON


def _not_a_business(work: Work, business_id: UUID) -> Problem | None:
    row = store.get_subject(work.connection, work.actor.mode, business_id)
    if row is None:
        return SUBJECT_NOT_FOUND
    return None if SubjectKind(row.kind) in BUSINESSES else _NOT_A_BUSINESS


def _is_somebody_elses(work: Work, business_id: UUID) -> bool:
    """Whether a borrower reaches for a business that they neither operate nor registered themselves."""
    row = store.get_subject(work.connection, work.actor.mode, business_id)
    return row is None or not (may_see(work, business_id) or row.registered_by == work.actor.id)


def _same(work: Work, row: Row[Any], checked: Checked) -> bool:
    if row.name_index != _index(work, "name", folded(checked.identity.name)):
        return False
    if is_visitor(work):
        return bool(row.phone_index == _phone_index(work, checked))
    return may_see(work, row.id) or row.registered_by == work.actor.id


def _linked(work: Work, subject_id: UUID, new: NewSubject) -> Subject | Problem:
    row = store.get_subject(work.connection, work.actor.mode, subject_id)
    if row is None:
        return SUBJECT_NOT_FOUND
    if new.operated_by is not None:
        linked = link_business(work, new.operated_by, subject_id, new.since)
        if isinstance(linked, Problem):
            return linked
    return _shown(work, row)


def _announce(work: Work, subject_id: UUID, new: NewSubject) -> None:
    work.audit("subject.registered", f"subject:{subject_id}", kind=new.kind.value)
    payload = {"subject_id": str(subject_id), "kind": new.kind.value, "mode": work.actor.mode.value}
    work.post(events.SUBJECT_REGISTERED, payload, f"{events.SUBJECT_REGISTERED}:{subject_id}")


def _row(work: Work, subject_id: UUID, checked: Checked, key_index: bytes) -> dict[str, Any]:
    identity, new = checked.identity, checked.new
    evidence = orjson.dumps(checked.evidence).decode() if checked.evidence else None
    personal = {name: getattr(identity, name) for name in _SEALED}
    personal |= {"place": checked.place, "evidence": evidence}
    return {
        "id": subject_id,
        "mode": work.actor.mode,
        "kind": new.kind,
        "key_index": key_index,
        "name_index": _index(work, "name", folded(identity.name)),
        "phone_index": _phone_index(work, checked),
        **{f"sealed_{name}": _seal(work, subject_id, name, value) for name, value in personal.items()},
        "region": new.region,
        "trade": checked.trade,
        "since": new.since,
        "registered_at": work.now(),
        "registered_by": work.actor.id,
    }


def _index(work: Work, field: str, value: str) -> bytes:
    return work.vault.blind_index(f"subject_{field}", value)


def _phone_index(work: Work, checked: Checked) -> bytes | None:
    phone = checked.identity.phone
    return _index(work, "phone", phone) if phone else None


def _seal(work: Work, subject_id: UUID, field: str, value: str | None) -> bytes | None:
    return None if value is None else work.vault.seal(work.connection, subject_id, field, value)


def _opened(work: Work, row: Row[Any], field: str) -> str | None:
    sealed = row._mapping[f"sealed_{field}"]
    if sealed is None:
        return None
    value = work.vault.open(work.connection, row.id, field, bytes(sealed))
    return None if isinstance(value, Erased) else value


def _shown(work: Work, row: Row[Any]) -> Subject:
    name, phone = _opened(work, row, "name"), _opened(work, row, "phone")
    number = _opened(work, row, "resident_id")
    evidence = _opened(work, row, "evidence")
    return Subject(
        id=row.id,
        kind=SubjectKind(row.kind),
        mode=Mode(row.mode),
        name=name or "",
        id_masked=_masked_id(number, work.today()) or _opened(work, row, "uscc") or "",
        phone_masked=_masked_phone(phone),
        region=row.region,
        place=_opened(work, row, "place"),
        trade=row.trade,
        since=row.since,
        evidence=tuple(orjson.loads(evidence)) if evidence else (),
        registered_at=row.registered_at,
        erased=name is None,
    )


def _masked_id(number: str | None, today: date) -> str | None:
    parsed = parse_resident_id(number, on=today) if number else None
    return str(parsed) if isinstance(parsed, ResidentId) else None


def _masked_phone(phone: str | None) -> str | None:
    parsed = parse_mobile(phone) if phone else None
    return str(parsed) if isinstance(parsed, Mobile) else None


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
_NOT_YOURS = Problem(
    "subject.business.forbidden",
    Text("这个经营主体是由别人登记的。", "Somebody else registered this business."),
    Text("如果是您的，请联系人工核实。", "If it is yours, ask a person to check."),
)
_OWNER_IS_A_PERSON = Problem(
    "subject.owner.kind",
    Text("经营者应是自然人。", "The owner must be a person."),
    Text("请先登记经营者本人。", "Register the owner first."),
)
_NOT_A_BUSINESS = Problem(
    "subject.business.kind",
    Text("自然人不能作为经营主体。", "A person cannot be the business."),
    Text("请登记为个体工商户或未登记经营者。", "Register an individual business or unregistered operator."),
)
_LINK_IN_FUTURE = Problem(
    "subject.since.future",
    Text("开始经营的日期在将来。", "The date when it began is in the future."),
    Text("请改正日期。", "Correct the date."),
    "since",
)
