"""What a count by group needs of those who asked: nothing of it is a name, a number or a place.

The resident's number is opened here and goes no further: what leaves are birth day and sex, for counting in
the process that asked. They are in no list, no answer and no model; whoever counts audits that once.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.ground import ActorKind, Erased, Work
from puhui.ground.vault import Keyring
from puhui.intake import store
from puhui.kernel.identifiers import ResidentId, parse_resident_id


@dataclass(frozen=True, slots=True)
class Traits:
    """Of an application: the kind of its business, its region, its owner's birth day and sex where known."""

    business_kind: str
    region: str | None
    born: date | None = field(default=None, repr=False)
    is_male: bool | None = field(default=None, repr=False)


def traits_of(work: Work, application_ids: Collection[UUID], keys: Keyring) -> Mapping[UUID, Traits]:
    """The traits of applications by id, for counting by the house itself; `keys` are those of the owners.

    Without applications whose owner was erased. Nobody but the house and its system counts.
    """
    if work.actor.kind not in {ActorKind.PERSON, ActorKind.SYSTEM} or not application_ids:
        return {}
    rows = store.traits(work.connection, work.actor.mode, application_ids)
    return {row.id: _traits(work, row, keys) for row in rows if not keys.is_erased(row.owner_id)}


def _traits(work: Work, row: Row[Any], keys: Keyring) -> Traits:
    if row.sealed_resident_id is None:
        return Traits(row.kind, row.region)
    number = keys.open(row.owner_id, "resident_id", bytes(row.sealed_resident_id))
    parsed = None if isinstance(number, Erased) else parse_resident_id(number, on=work.today())
    if not isinstance(parsed, ResidentId):
        return Traits(row.kind, row.region)
    return Traits(row.kind, row.region, parsed.born, parsed.is_male)
