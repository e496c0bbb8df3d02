"""Taking a hand-over back: by the borrower, by another choice, or by silence.

On the platform it ends at once; the institution is told until it answers. A contract that was signed stands.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from puhui.exchange import events
from puhui.exchange.data import figures
from puhui.exchange.handover import store
from puhui.exchange.handover.shown import shown_handover
from puhui.exchange.model import BINDING, OPEN, Handover, HandoverStatus
from puhui.ground import ActorKind, Mode, Work
from puhui.intake import Application, application
from puhui.kernel import Problem, Text


def handover_of(work: Work, application_id: UUID) -> Handover | Problem:
    """The newest hand-over of an application; a borrower sees their own."""
    if not _may_see(work, application_id):
        return _NONE
    rows = store.handovers_of(work.connection, work.actor.mode, application_id)
    return shown_handover(work, rows[0]) if rows else _NONE


def withdraw_package(work: Work, application_id: UUID, why: str = "withdrawn") -> Handover | Problem:
    """Stop what is not signed yet: the consent or the application was taken back.

    Withdrawn twice, it is withdrawn once; after a signature nothing is stopped and the hand-over stays as it
    is, because the contract lives on.
    """
    rows = store.handovers_of(work.connection, work.actor.mode, application_id, lock=True)
    if not rows or not _may_see(work, application_id):
        return _NONE
    for row in rows:
        if row.status in OPEN:
            take_back(work, row, why)
    return handover_of(work, application_id)


def withdraw_consented(work: Work, consent_id: UUID) -> int:
    """Stop every open hand-over that travelled under this consent; how many there were."""
    rows = store.open_under_consent(work.connection, work.actor.mode, consent_id, sorted(OPEN))
    for row in rows:
        take_back(work, row, "consent_withdrawn")
    return len(rows)


def expire_handovers(work: Work) -> int:
    """End hand-overs whose institution has been silent for too long; how many. Nothing was borrowed, and the
    next offer may be chosen."""
    ended = 0
    for status in sorted(OPEN):
        minutes = figures()[f"silence_{status.value}_minutes"]
        for handover_id in store.silent_handovers(
            work.connection, status.value, work.now() - timedelta(minutes=minutes)
        ):
            row = store.get_handover(work.connection, handover_id)
            if row is not None:
                acting = replace(work, actor=replace(work.actor, mode=Mode(row.mode)))
                take_back(acting, row, "silence", HandoverStatus.EXPIRED)
                ended += 1
    return ended


def take_back(work: Work, row: Row[Any], why: str, status: HandoverStatus = HandoverStatus.CLOSED) -> None:
    """End an open hand-over here and have the institution told. The row is locked by whoever calls."""
    move(work, row, status, why)
    work.audit("handover.ended", f"handover:{row.id}", why=why, institution=row.institution)
    payload = {"handover_id": str(row.id)}
    work.post(events.WITHDRAWAL_DUE, payload, f"{events.WITHDRAWAL_DUE}:{row.id}")


def move(work: Work, row: Row[Any], status: HandoverStatus, why: str | None = None) -> None:
    """Give a hand-over another status and say so."""
    if row.status == status:
        return
    over = status not in OPEN | BINDING
    ended = {"sealed_entry_url": None, "entry_until": None} if over else {}
    store.change_handover(work.connection, row.id, status=status, why=why, changed_at=work.now(), **ended)
    payload = {
        "handover_id": str(row.id),
        "application_id": str(row.application_id),
        "status": status.value,
    }
    key = f"{events.HANDOVER_MOVED}:{row.id}:{row.applied_through}:{status.value}"
    work.post(events.HANDOVER_MOVED, payload, key)


def _may_see(work: Work, application_id: UUID) -> bool:
    return work.actor.kind is not ActorKind.BORROWER or isinstance(
        application(work, application_id), Application
    )


_NONE: Final = Problem(
    "handover.not_found",
    Text("这笔申请还没有交给任何机构。", "This application was not handed to any institution."),
    Text("请先选择一个方案。", "Choose an offer first."),
)
