"""What a platform calls at an institution: take a package, look at it, stop it, let the borrower in again."""

from typing import Annotated, Any

from fastapi import Depends, Request

from puhui.exchange.canonical import instant
from puhui.exchange.http.reading import JSON_BODY, why_in
from puhui.exchange.model import Entry, Received, ReceivedStatus
from puhui.exchange.package import read_package
from puhui.exchange.partners.door import content_of, partner_work
from puhui.exchange.received.entering import entry_address, issue_entry
from puhui.exchange.received.receiving import receive_package, received_of, withdraw_received
from puhui.exchange.saying import event_json
from puhui.exchange.telling import told_about
from puhui.ground import Work
from puhui.ground.web import Router, answer
from puhui.matching import Catalogue

router = Router(prefix="/partner/v1", tags=["partner"])


@router.post("/applications", status_code=202, openapi_extra=JSON_BODY)
def take_package(
    request: Request, work: Annotated[Work, Depends(partner_work("package.receive"))]
) -> dict[str, Any]:
    """Accept an application package. The same package again gives the same reference and a fresh way in."""
    package = answer(read_package(content_of(request).body))
    received = answer(receive_package(work, package, _catalogue(request)))
    return _shown(received) | _entry(request, answer(issue_entry(work, received)))


@router.get("/applications/{reference}")
def look(reference: str, work: Annotated[Work, Depends(partner_work("package.read"))]) -> dict[str, Any]:
    """Where an application is, with everything that was told about it: whoever missed an event finds it."""
    received = answer(received_of(work, reference))
    told = told_about(work, received.reference)
    return _shown(received) | {"events": [event_json(it) for it in told]}


@router.post("/applications/{reference}/withdraw", openapi_extra=JSON_BODY)
def stop(
    reference: str, request: Request, work: Annotated[Work, Depends(partner_work("package.withdraw"))]
) -> dict[str, Any]:
    """Stop what is not signed; `status` says whether it was stopped or is signed already."""
    stopped = answer(withdraw_received(work, reference, why_in(request)))
    return {"status": ReceivedStatus.WITHDRAWN.value} if stopped is None else _shown(stopped)


@router.post("/applications/{reference}/entry", openapi_extra=JSON_BODY)
def let_in_again(
    reference: str, request: Request, work: Annotated[Work, Depends(partner_work("package.entry"))]
) -> dict[str, Any]:
    """Another one-time way in for the borrower; the ones before it close."""
    received = answer(received_of(work, reference))
    return _entry(request, answer(issue_entry(work, received)))


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
