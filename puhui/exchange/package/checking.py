"""Checking a package where it arrives, before anything in it is used: is it ours, consented to, and true.

Pure. Nothing of the sender is believed that can be reckoned again: the offer's cost is quoted anew from the
institution's own product, and the consent's words are compared with the text they claim to be.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from puhui.cost import Terms, Unquotable, quote
from puhui.exchange.package.applicant import wrong_applicant
from puhui.exchange.package.covered import beyond, fields_of
from puhui.exchange.package.model import ApplicationPackage
from puhui.exchange.package.written import NO_BUREAU
from puhui.intake import ConsentText
from puhui.kernel import BEIJING, Language, Problem, Text
from puhui.matching import Catalogue, Product

PURPOSE: Final = "credit_assessment"
_SOURCE: Final = "application_package"


def check_package(
    package: ApplicationPackage,
    catalogue: Catalogue,
    texts: Mapping[tuple[str, str], ConsentText],
    now: datetime,
    *,
    recipient: str,
    cra_ids: tuple[str, ...],
) -> Problem | None:
    """The first thing that is wrong with it. `recipient` is our own code; `cra_ids` are the licensed bureaus
    agreed on with the platform: credit data through any other is refused."""
    return next(_wrong(package, catalogue, texts, now, recipient, cra_ids), None)


def _wrong(  # noqa: PLR0917 - the checks in their order
    package: ApplicationPackage,
    catalogue: Catalogue,
    texts: Mapping[tuple[str, str], ConsentText],
    now: datetime,
    recipient: str,
    cra_ids: tuple[str, ...],
) -> Iterator[Problem]:
    if package.institution != recipient:
        yield _NOT_OURS
    yield from _consent(package, catalogue, texts, now)
    if package.credit_data is not None and package.credit_data.via_cra_id not in cra_ids:
        yield NO_BUREAU
    today = now.astimezone(BEIJING).date()
    if package.offer.quoted_on > today:
        yield _DISAGREES.at("offer.quoted_on")
    if package.offer.amount_fen > package.application.amount_fen:
        yield _DISAGREES.at("offer.amount_fen")
    yield from _product(package, catalogue)
    yield from wrong_applicant(package, today)


def _consent(
    package: ApplicationPackage,
    catalogue: Catalogue,
    texts: Mapping[tuple[str, str], ConsentText],
    now: datetime,
) -> Iterator[Problem]:
    given = package.consent
    if given.until.tzinfo is None or given.until <= now:
        yield _ENDED
    text = texts.get((given.text_id, given.text_version))
    if text is None or (text.source, text.purpose) != (_SOURCE, given.purpose) or given.purpose != PURPOSE:
        yield _OTHER_TEXT.at("consent.text_id")
        return
    if given.text_hash not in set(_hashes(text, catalogue, package.institution)):
        yield _OTHER_TEXT.at("consent.text_hash")
    if not set(given.fields) <= set(text.fields):
        yield _OTHER_TEXT.at("consent.fields")
    if problem := beyond(fields_of(package), given.fields):
        yield problem


def _hashes(text: ConsentText, catalogue: Catalogue, recipient: str) -> Iterator[str]:
    """The words as they were shown with us named in them, in either language (PIPL 23)."""
    us = catalogue.institutions.get(recipient)
    if us is not None:
        for language in Language:
            yield text.hash(us.name.in_(language), us.contact)


def _product(package: ApplicationPackage, catalogue: Catalogue) -> Iterator[Problem]:
    ours = [it for it in catalogue.products if it.code == package.product]
    if not ours or ours[0].institution != package.institution:
        yield _UNKNOWN_PRODUCT
        return
    product, offer = ours[0], package.offer
    if not product.active_from <= offer.quoted_on <= product.active_to:
        yield _UNKNOWN_PRODUCT
    if not product.amount_least_fen <= offer.amount_fen <= product.amount_most_fen:
        yield _DISAGREES.at("offer.amount_fen")
    if offer.months not in product.months:
        yield _DISAGREES.at("offer.months")
    if offer.annual_rate not in product.rates.values():
        yield _DISAGREES.at("offer.annual_rate")
    yield from _cost(package, product)


def _cost(package: ApplicationPackage, product: Product) -> Iterator[Problem]:
    offer = package.offer
    terms = Terms(
        principal_fen=offer.amount_fen,
        months=offer.months,
        method=product.method,
        annual_rate=offer.annual_rate,
        drawdown=offer.quoted_on,
        fees=product.charged_fees,
        day_count=product.day_count,
    )
    try:
        reckoned = quote(terms)
    except Unquotable:
        yield _DISAGREES.at("offer")
        return
    if reckoned.total_cost_fen != offer.total_cost_fen:
        yield _DISAGREES.at("offer.total_cost_fen")
    if reckoned.apr_simple != offer.apr_simple:
        yield _DISAGREES.at("offer.apr_simple")


_NOT_OURS: Final = Problem(
    "package.recipient.forbidden",
    Text("这个资料包不是给本机构的。", "This package is not for this institution."),
    Text("请发给授权书写明的机构。", "Send it to the institution that the consent names."),
    "institution",
)
_ENDED: Final = Problem(
    "package.consent.expired",
    Text("资料包所依据的授权已到期。", "The consent it travels under has ended."),
    Text("请让本人重新授权。", "Have the person consent again."),
    "consent.until",
)
_OTHER_TEXT: Final = Problem(
    "package.consent.other_words",
    Text(
        "资料包所附授权与授权书原文不符，或没有写明本机构。",
        "The consent is not to the words of its text with this institution named in it.",
    ),
    Text("请核对授权书的版本和接收方。", "Check the version of the text and its recipient."),
)
_UNKNOWN_PRODUCT: Final = Problem(
    "package.product.unknown",
    Text("本机构没有这个产品，或当日不在售。", "There is no such product here, or not on that day."),
    Text("请更新产品目录。", "Bring the catalogue up to date."),
    "product",
)
_DISAGREES: Final = Problem(
    "package.offer.disagrees",
    Text(
        "方案的金额、期限、利率或成本与本机构的产品重新计算的不一致。",
        "The offer does not agree with what is reckoned anew from our product.",
    ),
    Text("请按现行产品重新报价。", "Quote it again from the present product."),
)
