"""My consents with the button that takes each of them back."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from puhui.app.pages.page import page, see
from puhui.app.pages.views.consent import GivenConsent
from puhui.ground import Work
from puhui.ground.identity import subject_of
from puhui.ground.web import Router, answer, borrower_work
from puhui.intake import (
    Consent,
    consent_texts,
    consents_of,
    withdraw_consent,
)
from puhui.kernel import Text

router = Router(include_in_schema=False)


@router.get("/consents")
def my_consents(
    request: Request,
    work: Annotated[Work, Depends(borrower_work("page.read"))],
    withdrawn: bool = False,
) -> HTMLResponse:
    """Everything the borrower agreed to, newest first."""
    given = sorted(_all_mine(work), key=lambda it: (it.signed_at, it.id), reverse=True)
    return page(request, "consents.html", consents=[_shown(it, work.now()) for it in given], done=withdrawn)


@router.post("/consents/{consent_id}/withdraw")
def withdraw(consent_id: UUID, work: Annotated[Work, Depends(borrower_work("page.withdraw"))]) -> Response:
    """One press; if the same was agreed to twice, both go."""
    chosen = answer(withdraw_consent(work, consent_id))
    for other in _all_mine(work):
        same = (other.text_id, other.recipient) == (chosen.text_id, chosen.recipient)
        if same and other.stands(work.now()):
            answer(withdraw_consent(work, other.id))
    return see("/consents?withdrawn=true")


def _all_mine(work: Work) -> list[Consent]:
    owner_id = subject_of(work.actor)
    if owner_id is None:
        return []
    return list(answer(consents_of(work, owner_id)))


def _shown(consent: Consent, now: datetime) -> GivenConsent:
    text = consent_texts().get((consent.text_id, consent.text_version))
    state = "withdrawn" if consent.revoked_at else "active" if consent.stands(now) else "expired"
    return GivenConsent(
        id=str(consent.id),
        title=text.title if text else Text(consent.source, consent.source),
        recipient=consent.recipient_name,
        given_at=consent.signed_at,
        until=consent.until,
        state=state,
        withdrawn_at=consent.revoked_at,
    )
