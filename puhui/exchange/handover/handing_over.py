"""Handing an application over to the institution whose offer was chosen: prepared once, sent until taken.

A package is built, left sealed and then sent as it is: a retry carries the same bytes under the same key.
One application is with one institution at a time; choosing the next offer takes the one before back, and
a signed contract cannot be left by choosing.
"""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from puhui.exchange import events
from puhui.exchange.handover import store
from puhui.exchange.handover.shown import shown_handover
from puhui.exchange.handover.stopping import take_back
from puhui.exchange.model import BINDING, OPEN, Handover, HandoverStatus
from puhui.exchange.package.building import build_package
from puhui.exchange.package.model import ApplicationPackage
from puhui.exchange.package.sealing import seal, unseal
from puhui.exchange.package.written import read_package, written
from puhui.exchange.partners import partner
from puhui.exchange.ports import Relay
from puhui.ground import Erased, Work
from puhui.intake import Application, application
from puhui.kernel import Problem, Text, new_id

PACKAGE_FIELD: Final = "exchange.package"


def send_package(work: Work, application_id: UUID, offer_id: UUID, relay: Relay) -> Handover | Problem:
    """Prepare the package of a chosen offer and have it sent. Asked again for the same offer, it is the same
    hand-over."""
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return asked
    store.lock_application(work.connection, application_id)
    before = store.handovers_of(work.connection, work.actor.mode, application_id, lock=True)
    for row in before:
        if row.offer_id == offer_id:
            return shown_handover(work, row)
    if any(row.status in BINDING for row in before):
        return _SIGNED
    package = build_package(work, application_id, offer_id, relay)
    if isinstance(package, Problem):
        return package
    if isinstance(known := partner(work, package.institution), Problem) or not known.stands(work.today()):
        return _NO_PARTNER
    for row in before:
        if row.status in OPEN:
            take_back(work, row, "another_offer")
    return _begin(work, asked, offer_id, package)


def package_of_handover(work: Work, row: Row[Any]) -> ApplicationPackage | Problem:
    """What was prepared for a hand-over, opened."""
    content = unseal(work, row.institution, row.owner_id, PACKAGE_FIELD, row.sealed_package)
    return ERASED_PACKAGE if isinstance(content, Erased) else read_package(content.encode())


def _begin(work: Work, asked: Application, offer_id: UUID, package: ApplicationPackage) -> Handover | Problem:
    content = written(package).decode()
    row = {
        "id": new_id(),
        "institution": package.institution,
        "mode": work.actor.mode,
        "application_id": asked.id,
        "offer_id": offer_id,
        "owner_id": asked.owner_id,
        "package_id": package.package_id,
        "consent_id": package.consent.consent_id,
        "pseudonym": package.pseudonym,
        "sealed_package": seal(work, package.institution, asked.owner_id, PACKAGE_FIELD, content),
        "status": HandoverStatus.SENDING,
        "begun_at": work.now(),
        "changed_at": work.now(),
    }
    begun = store.add_handover(work.connection, row)
    kept = store.handover_of_offer(work.connection, work.actor.mode, offer_id)
    if kept is None:
        return ERASED_PACKAGE
    if begun:
        work.audit("handover.begun", f"application:{asked.id}", institution=package.institution)
        payload = {"handover_id": str(kept.id)}
        work.post(events.PACKAGE_DUE, payload, f"{events.PACKAGE_DUE}:{kept.id}")
    return shown_handover(work, kept)


_SIGNED: Final = Problem(
    "handover.signed.conflict",
    Text(
        "这笔申请已经和一家机构签了合同，不能再交给另一家。",
        "A contract was signed for this application; it cannot go to another institution.",
    ),
    Text("需要更多资金时请另提申请。", "Make another application if you need more."),
)
_NO_PARTNER: Final = Problem(
    "handover.partner.unavailable",
    Text("现在无法把申请交给这家机构。", "The application cannot be handed to this institution now."),
    Text("请选择其他方案，或稍后再试。", "Choose another offer, or try again later."),
)
ERASED_PACKAGE: Final = Problem(
    "handover.package.gone",
    Text("资料包已删除。", "The package was erased."),
    Text("请重新申请。", "Apply again."),
)
