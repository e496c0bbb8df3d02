"""Choose one offer, which only leads to the institution's own page."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.ground import Work
from puhui.intake import Application, Status, application, move_application
from puhui.kernel import Problem, Text
from puhui.matching import events, store
from puhui.matching.catalogue import shipped_catalogue
from puhui.matching.match import partner_list_hash
from puhui.matching.model import Catalogue
from puhui.matching.service.asking import covered_now


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where to go on: the institution's own page. Nothing about the borrower travels with the address."""

    offer_id: UUID
    page: str
    host: str
    institution: Text
    next: Text


def choose_offer(work: Work, offer_id: UUID, catalogue: Catalogue | None = None) -> Redirect | Problem:
    """Choose one offer and learn where to go on. Choosing twice is choosing once.

    An offer rests on data that a consent covered; once it is taken back, nothing goes on from here.
    """
    row = store.get_offer(work.connection, work.actor.mode, offer_id)
    if row is None:
        return _NOT_FOUND
    asked = application(work, row.application_id)
    if isinstance(asked, Problem):
        return _NOT_FOUND
    if not covered_now(work, asked) >= set(row.request["data"]):
        return _NO_CONSENT
    if problem := _too_late(work, row, asked, catalogue or shipped_catalogue()):
        return problem
    institution = (catalogue or shipped_catalogue()).institutions[row.institution]
    if store.add_choice(work.connection, offer_id, work.now(), work.actor.id):
        work.audit("offer.chosen", f"offer:{offer_id}", institution=row.institution)
        payload = {"offer_id": str(offer_id), "application_id": str(asked.id), "host": "institution"}
        work.post(events.OFFER_CHOSEN, payload, f"{events.OFFER_CHOSEN}:{offer_id}")
    if asked.status is Status.OFFERED:
        moved = move_application(work, asked.id, Status.REDIRECTED)
        if isinstance(moved, Problem):
            return moved
    following = row.told["next"]
    return Redirect(
        offer_id,
        institution.page,
        "institution",
        institution.name,
        Text(following["zh"], following["en"]),
    )


def _too_late(work: Work, row: Row[Any], asked: Application, catalogue: Catalogue) -> Problem | None:
    if row.valid_until <= work.now():
        return _RAN_OUT
    if asked.status not in {Status.OFFERED, Status.REDIRECTED}:
        return _NOT_OPEN
    institution = catalogue.institutions.get(row.institution)
    if institution is None or partner_list_hash(institution) != row.partner_list_hash:
        return _LIST_CHANGED
    listed = institution.partner_list
    return None if listed.valid_from <= work.today() <= listed.valid_to else _LIST_CHANGED


_AGAIN = Text("请重新查看方案。", "Look for offers again.")
_NOT_FOUND = Problem("offer.not_found", Text("没有找到这个方案。", "There is no such offer."), _AGAIN)
_NO_CONSENT = Problem(
    "offer.consent.forbidden",
    Text(
        "这个方案所依据的授权已撤回或到期，不能继续办理。",
        "A consent that this offer rests on was withdrawn or has ended; nothing goes on from here.",
    ),
    Text("如需继续，请重新授权并重新评估。", "To go on, consent again and have it decided again."),
)
_RAN_OUT = Problem("offer.expired.gone", Text("这个方案已过有效期。", "This offer has run out."), _AGAIN)
_NOT_OPEN = Problem(
    "offer.application.closed",
    Text(
        "这笔申请已撤回、过期或正在重新评估。", "This application was withdrawn, expired or is decided anew."
    ),
    _AGAIN,
)
_LIST_CHANGED = Problem(
    "offer.partner_list.conflict",
    Text("机构的合作名单已有变化。", "The institution's partner list has changed."),
    _AGAIN,
)
