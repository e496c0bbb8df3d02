"""What staff of either side see: partners, and what was refused of them."""

from typing import Annotated, Any

from fastapi import Depends, Query

from puhui.exchange.canonical import instant
from puhui.exchange.model import Partner, Refusal
from puhui.exchange.partners import partners, refusals_of
from puhui.ground import Work
from puhui.ground.web import Router, work_for

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
