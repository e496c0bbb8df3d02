"""The sandbox: a made-up application for a partner's engineers, in test mode, without any borrower.

It is a hand-over like every other: the partner fetches its package, takes it, tells events about it and sends
its books. Beside it lies an application of a made-up neighbour, which nobody but that neighbour may see.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from puhui.cost import Terms, quote
from puhui.exchange.handover import store as handovers
from puhui.exchange.handover.handing_over import PACKAGE_FIELD
from puhui.exchange.handover.shown import shown_event
from puhui.exchange.model import HandoverStatus
from puhui.exchange.package import ApplicationPackage, Asked, ConsentShown, OfferShown, Who, written
from puhui.exchange.package.model import ADVICE_OWNER
from puhui.exchange.package.sealing import seal
from puhui.exchange.reconciliation import Break
from puhui.ground import Mode, Work
from puhui.intake import current_text
from puhui.kernel import Problem, Text, new_id
from puhui.matching import Catalogue, Institution, Product

NEIGHBOUR: Final = "sandbox_neighbour"
"""The institution whose application nobody else may see. It is no partner and takes part in nothing."""
_FIELDS: Final = ("application", "identity")
"""What the made-up borrower consented to: no figures, so there is no credit data in the package."""
_WHO: Final = Who(
    "测试沙箱", "990000199001010017", "13800000000", "测试小吃店", "92990000MA00TEX70F", "990000", "6210"
)
_STANDS: Final = timedelta(days=1)

Breaks = Callable[[Work, str, str], Iterable[Break]]
"""(work, institution, reference) → what the platform was told about it and does not believe."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Where to begin: the package that waits, and a neighbour's reference that must stay invisible."""

    package_id: UUID
    neighbour_reference: str


def open_sandbox(work: Work, house: Work, catalogue: Catalogue) -> Sandbox | Problem:
    """A fresh made-up application for the institution of this `work`; `house` is a work of the platform."""
    whose = work.institution
    if work.actor.mode is not Mode.TEST:
        return _TEST_ONLY
    product = next((it for it in catalogue.products if it.institution == whose), None)
    if whose is None or product is None:
        return _NO_PRODUCT
    package = _package(work, catalogue.institutions[whose], product)
    if isinstance(package, Problem):
        return package
    _hand_over(work, package)
    work.audit("sandbox.opened", f"package:{package.package_id}")
    return Sandbox(package.package_id, _neighbour(house, whose))


def look_at(work: Work, reference: str, breaks: Breaks | None) -> Mapping[str, Any] | Problem:
    """What the platform made of everything it was told about a reference of this institution."""
    whose = work.institution or ""
    if work.actor.mode is not Mode.TEST:
        return _TEST_ONLY
    row = handovers.handover_by_reference(work.connection, work.actor.mode, whose, reference)
    if row is None:
        return _UNKNOWN
    told = handovers.applied_events(work.connection, whose, reference)
    return {
        "status": row.status,
        "heard_through": row.heard_through,
        "applied_through": row.applied_through,
        "applied": [shown_event(it, None).kind.value for it in told],
        "disagreements": [asdict(it) for it in breaks(work, whose, reference)] if breaks else None,
    }


def _package(work: Work, us: Institution, product: Product) -> ApplicationPackage | Problem:
    text = current_text("institution", work.today())
    if text is None:
        return _NO_PRODUCT
    amount_fen, months = product.amount_least_fen, min(product.months)
    rate = max(product.rates.values())
    quoted = quote(
        Terms(amount_fen, months, product.method, rate, work.today(), product.charged_fees, product.day_count)
    )
    return ApplicationPackage(
        package_id=new_id(),
        version=1,
        institution=us.code,
        pseudonym=new_id().hex + "5a4d0b0c",
        application=Asked(amount_fen, months, "stock", "individual_business"),
        product=product.code,
        offer=OfferShown(
            amount_fen, months, Decimal(rate), quoted.apr_simple, quoted.total_cost_fen, work.today()
        ),
        identity=_WHO,
        consent=ConsentShown(
            consent_id=new_id(),
            text_id=text.id,
            text_version=text.version,
            text_hash=text.hash(us.name.zh, us.contact),
            fields=_FIELDS,
            purpose=text.purpose,
            until=work.now() + _STANDS,
        ),
        credit_data=None,
        advice_owner=ADVICE_OWNER,
        test=True,
    )


def _hand_over(work: Work, package: ApplicationPackage) -> None:
    """Nothing is sent: the package waits to be fetched."""
    owner_id = new_id()
    content = written(package).decode()
    row = _row(work, package.institution) | {
        "owner_id": owner_id,
        "package_id": package.package_id,
        "consent_id": package.consent.consent_id,
        "pseudonym": package.pseudonym,
        "sealed_package": seal(work, package.institution, owner_id, PACKAGE_FIELD, content),
        "status": HandoverStatus.SENDING,
    }
    handovers.add_handover(work.connection, row)


def _neighbour(house: Work, whose: str) -> str:
    """One application of the neighbour's for each partner; it ended long ago and never moves."""
    reference = f"neighbour-of-{whose}"
    row = _row(house, NEIGHBOUR) | {
        "owner_id": new_id(),
        "package_id": new_id(),
        "consent_id": new_id(),
        "pseudonym": "",
        "sealed_package": b"",
        "status": HandoverStatus.CLOSED,
        "reference": reference,
    }
    handovers.add_handover(house.connection, row)
    return reference


def _row(work: Work, institution: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "institution": institution,
        "mode": Mode.TEST,
        "application_id": new_id(),
        "offer_id": new_id(),
        "begun_at": work.now(),
        "changed_at": work.now(),
    }


_TEST_ONLY: Final = Problem(
    "sandbox.forbidden",
    Text("沙箱只接受测试模式的请求。", "The sandbox takes requests in test mode only."),
    Text("请设置 X-Puhui-Mode: test。", "Set X-Puhui-Mode: test."),
    "X-Puhui-Mode",
)
_NO_PRODUCT: Final = Problem(
    "sandbox.unavailable",
    Text(
        "平台的产品目录里没有这家机构的产品。", "The platform's catalogue has no product of this institution."
    ),
    Text("请先让平台登记产品。", "Have the platform register a product first."),
)
_UNKNOWN: Final = Problem(
    "event.reference.not_found",
    Text("这里没有这个编号的申请。", "There is no application under this reference here."),
    Text("请核对 reference。", "Check the reference."),
    "reference",
)
