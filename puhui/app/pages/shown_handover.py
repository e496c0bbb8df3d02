"""A hand-over as its borrower sees it: from what was told, never from what we would like to be true."""

from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from puhui.app.pages.views.handover import Answered, Mirrored, Shown
from puhui.app.platform.listening import CHOICE_LASTS
from puhui.exchange import EventKind, Handover, HandoverStatus, Partner, handover_of, partner
from puhui.ground import Work
from puhui.kernel import Problem, Text
from puhui.loan.mirror import mirrored
from puhui.matching import KeptOffer

_OPEN: Final = frozenset({HandoverStatus.RECEIVED, HandoverStatus.DECIDING, HandoverStatus.OFFERED})


def handed_over(work: Work, offer: KeptOffer) -> Shown:
    """Where the application is with the institution of this offer."""
    to = partner(work, offer.institution)
    if not isinstance(to, Partner) or not to.stands(work.today()):
        return Shown("absent")
    handed = handover_of(work, offer.application_id)
    if not isinstance(handed, Handover) or handed.offer_id != offer.id:
        waited = work.now() - (offer.chosen_at or work.now())
        return Shown("expired" if waited > CHOICE_LASTS else "preparing", host=to.page_host)
    entry = handed.entry_url if _may_enter(handed, work.now()) else None
    return Shown(
        handed.status.value,
        entry_url=entry,
        host=to.page_host,
        may_renew=handed.status in _OPEN,
        answered=_answered(handed),
        mirrored=_loan(work, handed.application_id),
    )


def _may_enter(handed: Handover, now: datetime) -> bool:
    return handed.status in _OPEN and handed.entry_until is not None and now < handed.entry_until


def _answered(handed: Handover) -> Answered | None:
    decided = [it.body for it in handed.told if it.kind is EventKind.APPLICATION_DECIDED]
    if not decided:
        return None
    body = decided[-1]
    return Answered(
        limit_fen=body["limit_fen"] or 0,
        months=body["months"] or 0,
        annual_rate=Decimal(body["annual_rate"]) if body["annual_rate"] else None,
        is_counter_offer=body["is_counter_offer"],
        reasons=tuple(Text(it["zh"], it["en"]) for it in body["reasons"]),
    )


def _loan(work: Work, application_id: UUID) -> Mirrored | None:
    found = mirrored(work, application_id)
    if found is None or isinstance(found, Problem) or not found.drawdowns:
        return None
    lent = [it for it in found.drawdowns if it.value_date is not None]
    if not lent:
        return None
    owed_fen = sum(it.outstanding_fen for it in lent)
    return Mirrored(sum(it.amount_fen for it in lent), owed_fen, all(it.settled_on for it in lent))
