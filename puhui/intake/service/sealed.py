"""A subject as it is stored: what is personal sealed, what is searched as a blind index, and back again."""

from datetime import date
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.ground import Erased, Mode, Work
from puhui.intake.model import Identity, Subject, SubjectKind
from puhui.intake.registering import Checked
from puhui.intake.written import folded
from puhui.kernel.identifiers import Mobile, ResidentId, parse_mobile, parse_resident_id

_SEALED: Final = ("name", "resident_id", "uscc", "phone")


def to_row(work: Work, subject_id: UUID, checked: Checked) -> dict[str, Any]:
    """A new subject's row."""
    identity, new = checked.identity, checked.new
    evidence = orjson.dumps(checked.evidence).decode() if checked.evidence else None
    personal = {name: getattr(identity, name) for name in _SEALED}
    personal |= {"place": checked.place, "evidence": evidence}
    return {
        "id": subject_id,
        "mode": work.actor.mode,
        "kind": new.kind,
        "key_index": key_index(work, checked.key),
        "name_index": name_index(work, identity.name),
        "phone_index": phone_index(work, identity.phone),
        **{f"sealed_{name}": _seal(work, subject_id, name, value) for name, value in personal.items()},
        "region": new.region,
        "trade": checked.trade,
        "since": new.since,
        "registered_at": work.now(),
        "registered_by": work.actor.id,
    }


def shown(work: Work, row: Row[Any]) -> Subject:
    """The subject of a row, its numbers masked; without a name once its key was destroyed."""
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


def opened_identity(work: Work, row: Row[Any]) -> Identity | None:
    """The identifiers in the open, or None once the key was destroyed."""
    opened = {name: _opened(work, row, name) for name in _SEALED}
    if opened["name"] is None:
        return None
    return Identity(opened["name"], opened["resident_id"], opened["uscc"], opened["phone"])


def key_index(work: Work, number: str) -> bytes:
    """What a subject is found by: the blind index of its identity number or credit code."""
    return work.vault.blind_index("subject_key", number)


def name_index(work: Work, name: str) -> bytes:
    """The blind index of a name, however it was spaced or written."""
    return work.vault.blind_index("subject_name", folded(name))


def phone_index(work: Work, phone: str | None) -> bytes | None:
    """The blind index of a phone, if there is one."""
    return work.vault.blind_index("subject_phone", phone) if phone else None


def _seal(work: Work, subject_id: UUID, field: str, value: str | None) -> bytes | None:
    return None if value is None else work.vault.seal(work.connection, subject_id, field, value)


def _opened(work: Work, row: Row[Any], field: str) -> str | None:
    sealed = row._mapping[f"sealed_{field}"]
    if sealed is None:
        return None
    value = work.vault.open(work.connection, row.id, field, bytes(sealed))
    return None if isinstance(value, Erased) else value


def _masked_id(number: str | None, today: date) -> str | None:
    parsed = parse_resident_id(number, on=today) if number else None
    return str(parsed) if isinstance(parsed, ResidentId) else None


def _masked_phone(phone: str | None) -> str | None:
    parsed = parse_mobile(phone) if phone else None
    return str(parsed) if isinstance(parsed, Mobile) else None
