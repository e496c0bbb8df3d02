"""What people of either side see: partners, what was refused of them, and where a hand-over is."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query

from puhui.exchange.canonical import instant
from puhui.exchange.handover.stopping import handover_of
from puhui.exchange.model import Partner, Refusal
from puhui.exchange.partners import partners, refusals_of
from puhui.exchange.saying import event_json
from puhui.ground import ActorKind, Work
from puhui.ground.web import Router, answer, work_for

router = Router(prefix="/api/v1", tags=["exchange"])


@router.get("/partners")
def show_partners(work: Annotated[Work, Depends(work_for("partner.read"))]) -> dict[str, Any]:
    """Who we exchange with, and until when."""
    return {"partners": [_shown_partner(it) for it in partners(work)]}


@router.get("/refusals")
def show_refusals(
    work: Annotated[Work, Depends(work_for("refusal.read"))],
    institution: Annotated[str | None, Query(max_length=40)] = None,
    at_most: Annotated[int, Query(ge=1, le=500)] = 100,
) -> dict[str, Any]:
    """What was refused of partners, the latest first."""
    return {"refusals": [_shown_refusal(it) for it in refusals_of(work, institution, at_most)]}


@router.get("/applications/{application_id}/handover")
def show_handover(
    application_id: UUID, work: Annotated[Work, Depends(work_for("handover.read"))]
) -> dict[str, Any]:
    """Where an application is that was handed to an institution, and what that has told. The way in is shown
    to the borrower alone."""
    now = answer(handover_of(work, application_id))
    is_own = work.actor.kind is ActorKind.BORROWER
    return {
        "institution": now.institution,
        "offer_id": str(now.offer_id),
        "status": now.status.value,
        "why": now.why,
        "reference": now.reference,
        "changed_at": instant(now.changed_at),
        "told": [event_json(it) for it in now.told],
        "entry_url": now.entry_url if is_own else None,
        "entry_until": instant(now.entry_until) if is_own and now.entry_until else None,
    }


def _shown_partner(partner: Partner) -> dict[str, Any]:
    return {
        "institution": partner.institution,
        "is_platform": partner.is_platform,
        "name": {"zh": partner.name.zh, "en": partner.name.en},
        "base_url": partner.base_url,
        "page_host": partner.page_host,
        "key_id": partner.key_id,
        "cra_ids": list(partner.cra_ids),
        "valid_from": partner.valid_from.isoformat(),
        "valid_to": partner.valid_to.isoformat(),
        "revoked_at": None if partner.revoked_at is None else instant(partner.revoked_at),
    }


def _shown_refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "institution": refusal.institution,
        "at": instant(refusal.at),
        "action": refusal.action,
        "code": refusal.code,
        "key_id": refusal.key_id,
        "digest": refusal.digest,
        "times": refusal.times,
    }
