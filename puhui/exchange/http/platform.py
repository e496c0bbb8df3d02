"""What an institution calls on the platform: tell an event, fetch packages where it runs no server."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request

from puhui.exchange.handover.fetching import taken_by_hand, waiting_packages
from puhui.exchange.hearing import hear
from puhui.exchange.http.reading import JSON_BODY, object_in
from puhui.exchange.model import Partner
from puhui.exchange.partners.door import content_of, partner_work
from puhui.exchange.saying import read_event
from puhui.ground import Work
from puhui.ground.web import Router, answer

router = Router(prefix="/partner/v1", tags=["partner"])


@router.post("/events", status_code=202, openapi_extra=JSON_BODY)
def hear_event(
    request: Request, work: Annotated[Work, Depends(partner_work("event.tell"))]
) -> dict[str, str]:
    """Hear one event: `applied`, `known` (it was here before) or `waiting` (one before it is missing)."""
    institution = work.institution or ""
    event = answer(read_event(content_of(request).body, institution, work.actor.mode))
    return {"event_id": str(event.event_id), "heard": answer(hear(work, event)).value}


@router.get("/packages")
def fetch_packages(
    work: Annotated[Work, Depends(partner_work("package.fetch"))],
    after: UUID | None = None,
    at_most: Annotated[int, Query(ge=1, le=50)] = 20,
) -> dict[str, Any]:
    """Packages that wait for this institution, for one that runs no server of its own."""
    return {"packages": waiting_packages(work, after, at_most)}


@router.post("/packages/{package_id}/received", openapi_extra=JSON_BODY)
def package_taken(
    package_id: UUID, request: Request, work: Annotated[Work, Depends(partner_work("package.fetch"))]
) -> dict[str, str]:
    """Say that a fetched package was accepted, under which reference, and where the borrower goes on."""
    partner: Partner = request.state.partner
    return {"status": answer(taken_by_hand(work, partner, package_id, object_in(request))).value}
