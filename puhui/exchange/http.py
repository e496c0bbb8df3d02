"""What partners call, version 1. Bodies are read by this room alone, after the signature was verified.

At an institution: take a package, look at it, stop it, let the borrower in again. On the platform: hear an
event, let an institution without a server fetch its packages. For staff on both sides: partners, refusals.
"""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Query, Request

from puhui.exchange.canonical import instant, read_canonical
from puhui.exchange.door import content_of, partner_work
from puhui.exchange.hearing import hear
from puhui.exchange.model import Entry, Partner, Received, ReceivedStatus, Refusal
from puhui.exchange.package import read_package
from puhui.exchange.partners import partners, refusals_of
from puhui.exchange.saying import event_json, read_event
from puhui.exchange.service import (
    entry_address,
    issue_entry,
    receive_package,
    received_of,
    taken_by_hand,
    waiting_packages,
    withdraw_received,
)
from puhui.exchange.telling import told_about
from puhui.ground import Work
from puhui.ground.web import Router, answer, work_for
from puhui.kernel import Problem, Text
from puhui.matching import Catalogue

institution_router = Router(prefix="/partner/v1", tags=["partner"])
platform_router = Router(prefix="/partner/v1", tags=["partner"])
router = Router(prefix="/api/v1", tags=["exchange"])

_JSON: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
}


@institution_router.post("/applications", status_code=202, openapi_extra=_JSON)
def take_package(
    request: Request, work: Annotated[Work, Depends(partner_work("package.receive"))]
) -> dict[str, Any]:
    """Accept an application package. The same package again gives the same reference and a fresh way in."""
    package = answer(read_package(content_of(request).body))
    received = answer(receive_package(work, package, _catalogue(request)))
    return _shown(received) | _entry(request, answer(issue_entry(work, received)))


@institution_router.get("/applications/{reference}")
def look(reference: str, work: Annotated[Work, Depends(partner_work("package.read"))]) -> dict[str, Any]:
    """Where an application is, with everything that was told about it: whoever missed an event finds it."""
    received = answer(received_of(work, reference))
    told = told_about(work, received.reference)
    return _shown(received) | {"events": [event_json(it) for it in told]}


@institution_router.post("/applications/{reference}/withdraw", openapi_extra=_JSON)
def stop(
    reference: str, request: Request, work: Annotated[Work, Depends(partner_work("package.withdraw"))]
) -> dict[str, Any]:
    """Stop what is not signed; `status` says whether it was stopped or is signed already."""
    stopped = answer(withdraw_received(work, reference, _why(request)))
    return {"status": ReceivedStatus.WITHDRAWN.value} if stopped is None else _shown(stopped)


@institution_router.post("/applications/{reference}/entry", openapi_extra=_JSON)
def let_in_again(
    reference: str, request: Request, work: Annotated[Work, Depends(partner_work("package.entry"))]
) -> dict[str, Any]:
    """Another one-time way in for the borrower; the ones before it close."""
    received = answer(received_of(work, reference))
    return _entry(request, answer(issue_entry(work, received)))


@platform_router.post("/events", status_code=202, openapi_extra=_JSON)
def hear_event(
    request: Request, work: Annotated[Work, Depends(partner_work("event.tell"))]
) -> dict[str, str]:
    """Hear one event: `applied`, `known` (it was here before) or `waiting` (one before it is missing)."""
    institution = work.institution or ""
    event = answer(read_event(content_of(request).body, institution, work.actor.mode))
    return {"event_id": str(event.event_id), "heard": answer(hear(work, event)).value}


@platform_router.get("/packages")
def fetch_packages(
    work: Annotated[Work, Depends(partner_work("package.fetch"))],
    after: UUID | None = None,
    at_most: Annotated[int, Query(ge=1, le=50)] = 20,
) -> dict[str, Any]:
    """Packages that wait for this institution, for one that runs no server of its own."""
    return {"packages": waiting_packages(work, after, at_most)}


@platform_router.post("/packages/{package_id}/received", openapi_extra=_JSON)
def package_taken(
    package_id: UUID, request: Request, work: Annotated[Work, Depends(partner_work("package.fetch"))]
) -> dict[str, str]:
    """Say that a fetched package was accepted, under which reference, and where the borrower goes on."""
    partner: Partner = request.state.partner
    return {"status": answer(taken_by_hand(work, partner, package_id, _object(request))).value}


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


def _catalogue(request: Request) -> Catalogue | None:
    """The institution's own products, where the application has them."""
    party = getattr(request.app.state, "party", None)
    found: Catalogue | None = getattr(party, "catalogue", None)
    return found


def _entry(request: Request, entry: Entry) -> dict[str, str]:
    page_url = getattr(request.app.state, "page_url", None) or str(request.base_url)
    return {"entry_url": entry_address(page_url, entry), "entry_until": instant(entry.until)}


def _shown(received: Received) -> dict[str, str]:
    return {
        "reference": received.reference,
        "package_id": str(received.package_id),
        "status": received.status.value,
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


def _why(request: Request) -> str:
    why = _object(request).get("why", "withdrawn")
    if (
        not isinstance(why, str)
        or not why.replace("_", "").isalnum()
        or not 0 < len(why) <= 40
        or not why.isascii()
    ):
        answer(_NOT_READ)
    return str(why)


def _object(request: Request) -> dict[str, Any]:
    try:
        found = read_canonical(content_of(request).body or b"{}")
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else answer(_NOT_READ)


_NOT_READ: Final = Problem(
    "partner.body",
    Text("内容不是所需的 JSON 对象。", "The body is not the JSON object that is needed here."),
    Text("请按 docs/partner-api.md 改正。", "Correct it as docs/partner-api.md says."),
    "body",
)
