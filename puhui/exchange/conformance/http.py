"""The sandbox over HTTP, for partners' programs in test mode. Wired on the platform only.

`app.state.mirror_breaks`, which app sets, gives what the platform was told and does not believe.
"""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Depends, Request

from puhui.exchange.conformance.sandbox import Breaks, look_at, open_sandbox
from puhui.exchange.http.reading import JSON_BODY
from puhui.exchange.model import Partner
from puhui.exchange.partners.door import partner_work
from puhui.ground import SYSTEM, Ground, Mode, Work
from puhui.ground.web import Router, answer
from puhui.matching import Catalogue, catalogue_now, shipped_catalogue

router = Router(prefix="/partner/v1/sandbox", tags=["partner"])


@router.post("/applications", status_code=201, openapi_extra=JSON_BODY)
def open_one(request: Request, work: Annotated[Work, Depends(partner_work("sandbox.use"))]) -> dict[str, str]:
    """Make a made-up application that waits for this institution, in test mode."""
    ground: Ground = request.app.state.ground
    partner: Partner = request.state.partner
    with ground.work(replace(SYSTEM, mode=Mode.TEST)) as house:
        opened = answer(open_sandbox(work, house, catalogue_now(house, _catalogue(request))))
    return {
        "package_id": str(opened.package_id),
        "neighbour_reference": opened.neighbour_reference,
        "page_host": partner.page_host,
    }


@router.get("/applications/{reference}")
def look(
    request: Request, reference: str, work: Annotated[Work, Depends(partner_work("sandbox.use"))]
) -> dict[str, Any]:
    """What the platform made of what it was told, with every amount that does not agree."""
    breaks: Breaks | None = getattr(request.app.state, "mirror_breaks", None)
    return dict(answer(look_at(work, reference, breaks)))


def _catalogue(request: Request) -> Catalogue:
    found = getattr(request.app.state, "catalogue", None)
    return found if isinstance(found, Catalogue) else shipped_catalogue()
