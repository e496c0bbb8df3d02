"""Building a package on the platform: block by block, each only where the consent names it.

The figures and the advice never enter it: they are left at a licensed bureau, and the package says where.
"""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from puhui.decision import credit_data
from puhui.exchange.package.checking import PURPOSE
from puhui.exchange.package.covered import beyond, fields_of
from puhui.exchange.package.model import (
    ADVICE_OWNER,
    ApplicationPackage,
    Asked,
    ConsentShown,
    CreditData,
    OfferShown,
    Who,
)
from puhui.exchange.package.pseudonym import pseudonym
from puhui.exchange.ports import Relay
from puhui.ground import Erased, Mode, Work
from puhui.intake import Application, Consent, Subject, application, covering_consent, identity_of, subject
from puhui.kernel import BEIJING, Problem, Text, new_id
from puhui.matching import KeptMatching, KeptOffer, offers_of

SOURCE: Final = "application_package"
_NEEDED: Final = frozenset({"identity", "application"})
_EVERY: Final = _NEEDED | {"features", "decision"}


def build_package(
    work: Work, application_id: UUID, offer_id: UUID, relay: Relay
) -> ApplicationPackage | Problem:
    """The package for the institution whose offer was chosen, or why nothing may leave."""
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return asked
    found = _offer(work, asked, offer_id)
    if isinstance(found, Problem):
        return found
    offer, quoted_on = found
    consent = standing_consent(work, asked.owner_id, offer.institution)
    if isinstance(consent, Problem):
        return consent
    who = _who(work, asked)
    if isinstance(who, Problem):
        return who
    identity, kind = who
    credit = _credit(work, asked, offer.institution, consent, relay)
    if isinstance(credit, Problem):
        return credit
    package = ApplicationPackage(
        package_id=new_id(),
        version=1,
        institution=offer.institution,
        pseudonym=pseudonym(work.vault, offer.institution, asked.owner_id),
        application=Asked(asked.amount_fen, asked.months, asked.purpose, kind),
        product=offer.product,
        offer=_shown(offer, quoted_on),
        identity=identity,
        consent=_consent(consent),
        credit_data=credit,
        advice_owner=ADVICE_OWNER,
        test=work.actor.mode is Mode.TEST,
    )
    return beyond(fields_of(package), consent.fields) or package


def standing_consent(work: Work, owner_id: UUID, institution: str) -> Consent | Problem:
    """The consent that names this institution and stands now: the widest that was asked for, else one with at
    least what an application cannot do without."""
    for fields in (_EVERY, _NEEDED):
        found = covering_consent(work, owner_id, SOURCE, PURPOSE, fields, recipient=institution)
        if isinstance(found, Consent):
            break
    return found


def _offer(work: Work, asked: Application, offer_id: UUID) -> tuple[KeptOffer, date] | Problem:
    kept = offers_of(work, asked.id)
    if isinstance(kept, Problem):
        return kept
    for offer in kept.offers:
        if offer.id == offer_id and offer.chosen_at is not None:
            return offer, _quoted_on(kept)
    return _NOT_CHOSEN


def _quoted_on(kept: KeptMatching) -> date:
    assert kept.made_at is not None  # noqa: S101 - a round with an offer was made at some time
    return kept.made_at.astimezone(BEIJING).date()


def _who(work: Work, asked: Application) -> tuple[Who, str] | Problem:
    """The owner, and the business beside the owner where there is one."""
    owner, owner_named = subject(work, asked.owner_id), identity_of(work, asked.owner_id)
    if isinstance(owner, Problem) or isinstance(owner_named, Problem):
        return _NO_IDENTITY
    business, firm = owner, owner_named
    if asked.enterprise_id is not None:
        other, named = subject(work, asked.enterprise_id), identity_of(work, asked.enterprise_id)
        if not isinstance(other, Subject) or isinstance(named, Problem):
            return _NO_IDENTITY
        business, firm = other, named
    beside = asked.enterprise_id is not None
    who = Who(
        name=owner_named.name,
        resident_id=owner_named.resident_id,
        phone=owner_named.phone,
        business_name=firm.name if beside else None,
        uscc=firm.uscc,
        region=business.region,
        trade=business.trade,
    )
    return who, business.kind.value


def _credit(
    work: Work, asked: Application, institution: str, consent: Consent, relay: Relay
) -> CreditData | Problem | None:
    """Figures and advice, left at the bureau; nothing at all where the consent does not name the figures."""
    fields: Collection[str] = consent.fields & {"features", "decision"}
    if "features" not in fields:
        return None
    data = credit_data(work, asked.id, frozenset(fields))
    if isinstance(data, Erased):
        return _NO_IDENTITY
    if isinstance(data, Problem):
        return data
    parcel: Mapping[str, Any] = data
    left = relay.deposit(parcel, institution, str(consent.id))
    return left if isinstance(left, Problem) else CreditData(left.via_cra_id, left.parcel)


def _shown(offer: KeptOffer, quoted_on: date) -> OfferShown:
    return OfferShown(
        amount_fen=offer.amount_fen,
        months=offer.months,
        annual_rate=Decimal(offer.told["annual_rate"]),
        apr_simple=offer.apr_simple,
        total_cost_fen=offer.total_cost_fen,
        quoted_on=quoted_on,
    )


def _consent(given: Consent) -> ConsentShown:
    return ConsentShown(
        consent_id=given.id,
        text_id=given.text_id,
        text_version=given.text_version,
        text_hash=given.text_hash,
        fields=tuple(sorted(given.fields)),
        purpose=given.purpose,
        until=given.until,
    )


_NOT_CHOSEN: Final = Problem(
    "handover.offer.not_found",
    Text("没有找到已选的方案。", "There is no such offer that was chosen."),
    Text("请重新查看方案。", "Look for offers again."),
)
_NO_IDENTITY: Final = Problem(
    "handover.identity.gone",
    Text("申请人的身份信息已删除，不能办理。", "The applicant's identity was erased; nothing can be sent."),
)
