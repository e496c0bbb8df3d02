"""The file an institution keeps while it decides about an application: what was brought, confirmed, stopped.

An application of the institution's own borrower has one too, without a reference.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.decision import events, store
from puhui.decision.brought import Brought, read_brought, to_bring
from puhui.decision.keeping import Kept, open_inputs, open_kept
from puhui.ground import ERASED, Erased, Work
from puhui.intake import application
from puhui.kernel import Problem, Text

_SEALED_AS = "underwriting.data"


@dataclass(frozen=True, slots=True)
class Underwriting:
    """`confirmed_at`: the borrower agreed to the one inquiry. `referred_at`: no machine could decide.
    `stopped_at`: nothing new may be done, `stopped_why` is a code."""

    application_id: UUID
    reference: str | None
    consent_until: datetime | None
    opened_at: datetime
    confirmed_at: datetime | None
    referred_at: datetime | None
    stopped_at: datetime | None
    stopped_why: str | None


def credit_data(
    work: Work, application_id: UUID, fields: Collection[str]
) -> dict[str, Any] | Erased | Problem:
    """What a platform may send of its newest decision, by the consented `fields` (`features`, `decision`)."""
    newest = store.newest_of(work.connection, work.actor.mode, application_id)
    row = None if newest is None else store.get_decision(work.connection, work.actor.mode, newest)
    if row is None or isinstance(application(work, application_id), Problem):
        return _NOTHING_DECIDED
    kept, inputs = open_kept(work, row), open_inputs(work, row)
    if not isinstance(kept, Kept) or isinstance(inputs, Erased):
        return ERASED
    work.audit("decision.credit_data_read", f"decision:{kept.id}", fields=",".join(sorted(fields)))
    return to_bring(inputs, kept.record, fields)


def open_underwriting(
    work: Work, application_id: UUID, reference: str | None = None, consent_until: datetime | None = None
) -> Underwriting:
    """Begin a file, once: opened again it is the one that is there."""
    row = {
        "application_id": application_id,
        "mode": work.actor.mode.value,
        "reference": reference,
        "consent_until": consent_until,
        "opened_at": work.now(),
    }
    if store.open_underwriting(work.connection, row):
        work.audit("underwriting.opened", f"application:{application_id}")
    found = underwriting_of(work, application_id)
    if found is None:
        raise RuntimeError("this reference belongs to another application")
    return found


def underwriting_of(work: Work, application_id: UUID) -> Underwriting | None:
    """The file of an application that this actor may see; None where there is none."""
    row = store.underwriting(work.connection, work.actor.mode, application_id)
    if row is None or isinstance(application(work, application_id), Problem):
        return None
    return _opened(row)


def underwriting_for(work: Work, reference: str) -> Underwriting | None:
    """The file that a platform knows by this reference."""
    row = store.underwriting_by_reference(work.connection, work.actor.mode, reference)
    return None if row is None else _opened(row)


def bring(work: Work, application_id: UUID, subject_id: UUID, parcel: Mapping[str, Any]) -> Problem | None:
    """Keep the figures that came through the bureau, sealed under their subject's key."""
    brought = read_brought(parcel)
    if isinstance(brought, Problem):
        return brought
    written = orjson.dumps(dict(parcel)).decode()
    sealed = work.vault.seal(work.connection, subject_id, _SEALED_AS, written)
    store.change_underwriting(work.connection, application_id, sealed_data=sealed)
    work.audit("underwriting.data_kept", f"application:{application_id}")
    return None


def brought_for(work: Work, application_id: UUID, subject_id: UUID) -> Brought | Erased | None:
    """The figures that were kept; None before they came."""
    row = store.underwriting(work.connection, work.actor.mode, application_id)
    if row is None or row.sealed_data is None:
        return None
    opened = work.vault.open(work.connection, subject_id, _SEALED_AS, row.sealed_data)
    if isinstance(opened, Erased):
        return opened
    found = read_brought(orjson.loads(opened))
    return None if isinstance(found, Problem) else found


def confirm_underwriting(work: Work, application_id: UUID) -> Problem | None:
    """The borrower agreed to be asked about once; said twice, it is said once. A stopped file stays so."""
    found = underwriting_of(work, application_id)
    if found is None:
        return _NO_FILE
    if found.stopped_at is not None:
        return _STOPPED
    if found.confirmed_at is None:
        store.change_underwriting(work.connection, application_id, confirmed_at=work.now())
        work.audit("underwriting.confirmed", f"application:{application_id}")
        payload = {"application_id": str(application_id), "mode": work.actor.mode.value}
        key = f"{events.UNDERWRITING_CONFIRMED}:{application_id}"
        work.post(events.UNDERWRITING_CONFIRMED, payload, key)
    return None


def refer_underwriting(work: Work, application_id: UUID) -> None:
    """No machine could decide; a person has to. Nothing is approved by it."""
    store.change_underwriting(work.connection, application_id, referred_at=work.now())
    work.audit("underwriting.referred", f"application:{application_id}")


def stop_underwriting(work: Work, application_id: UUID, why: str) -> bool:
    """Nothing new is done from here on; False where it had stopped before. `why` is a code."""
    stopped = store.stop_underwriting(work.connection, application_id, work.now(), why)
    if stopped:
        work.audit("underwriting.stopped", f"application:{application_id}", why=why)
    return stopped


def _opened(row: Row[Any]) -> Underwriting:
    return Underwriting(**{name: getattr(row, name) for name in Underwriting.__slots__})


_NOTHING_DECIDED = Problem(
    "decision.not_found",
    Text("这笔申请还没有决定。", "This application was not decided yet."),
    Text("请先评估。", "Have it decided first."),
)
_NO_FILE = Problem(
    "underwriting.not_found",
    Text("没有找到这笔申请的审批卷宗。", "There is no file about this application."),
    Text("请核对编号。", "Check the id."),
)
_STOPPED = Problem(
    "underwriting.stopped.closed",
    Text("这笔申请已经停止办理。", "This application was stopped."),
    Text("如需继续，请重新申请。", "Apply again to go on."),
)
