"""Where a case stands, read from what the rooms have kept; nothing is remembered beside them."""

from dataclasses import replace
from typing import Final

from puhui.app.institution.case import Case, Stage
from puhui.app.institution.own_products import own_product, product_named
from puhui.app.party import Party, party_now
from puhui.decision import DecisionOwner, Kept, Underwriting, decision_of, underwriting_of
from puhui.exchange import ApplicationPackage, package_of
from puhui.ground import Work
from puhui.intake import Application, Status
from puhui.kernel import Outcome, Problem, Text
from puhui.loan import ContractState, contract_for
from puhui.matching import KeptMatching, Wanted, lendable, offers_of

_ENDED: Final = frozenset({Status.WITHDRAWN, Status.EXPIRED})
_SIGNED: Final = frozenset({ContractState.SIGNED, ContractState.CLOSED})


def case_now(work: Work, party: Party, asked: Application) -> Case | Problem:
    """The whole case. A contract that was signed outlives whatever stopped the application."""
    file, party = underwriting_of(work, asked.id), party_now(work, party)
    package = package_of(work, file.reference) if file and file.reference else None
    if isinstance(package, Problem):
        return package
    product = product_named(party, package.product) if package else own_product(work, party, asked)
    if product is None:
        return _NO_PRODUCT
    reference = file.reference if file else None
    case = Case(asked, Stage.INQUIRY, party.institution, product, reference)
    contract = contract_for(work, asked.id)
    if contract is not None and contract.state in _SIGNED:
        return replace(_decided(work, case, package), stage=Stage.LOAN, contract=contract)
    if file is not None and file.stopped_at is not None:
        return replace(case, stage=Stage.CLOSED, why=_WHY.get(file.stopped_why or "", _WHY["stopped"]))
    if asked.status in _ENDED:
        return replace(case, stage=Stage.CLOSED, why=_WHY[asked.status.value])
    case = _decided(work, _waiting(case, file), package)
    return case if contract is None else replace(case, stage=Stage.CONTRACT, contract=contract)


def _waiting(case: Case, file: Underwriting | None) -> Case:
    if file is None or file.confirmed_at is None:
        return case
    return replace(case, stage=Stage.REFERRED if file.referred_at else Stage.DECIDING)


def _decided(work: Work, case: Case, package: ApplicationPackage | None) -> Case:
    """The case with the institution's own decision, where there is one; advice decides nothing here."""
    kept = decision_of(work, case.application.id)
    if not isinstance(kept, Kept) or kept.owner is not DecisionOwner.INSTITUTION:
        return case
    case = replace(case, decision=kept)
    if kept.outcome is Outcome.REFER:
        return replace(case, stage=Stage.REFERRED, reasons=kept.reasons)
    if kept.outcome is Outcome.DECLINE:
        return replace(case, stage=Stage.REFUSED, reasons=kept.reasons)
    return _with_terms(work, case, kept, package)


def _with_terms(work: Work, case: Case, kept: Kept, package: ApplicationPackage | None) -> Case:
    """Terms within the product's table. What no product can carry is a refusal with its reason."""
    if package is None and (none_fits := _none_fits(work, case)):
        return replace(case, stage=Stage.REFUSED, reasons=(none_fits,))
    terms = lendable(
        case.product,
        _wanted(case.application, package),
        limit_fen=kept.limit_fen,
        band=kept.band,
        today=work.today(),
    )
    if isinstance(terms, Problem):
        return replace(case, stage=Stage.REFUSED, reasons=(terms.what,))
    stage = Stage.COUNTER_OFFER if terms.is_counter_offer else Stage.APPROVED
    return replace(case, stage=stage, terms=terms)


def _wanted(asked: Application, package: ApplicationPackage | None) -> Wanted:
    if package is None:
        return Wanted(asked.amount_fen, asked.months)
    return Wanted(package.offer.amount_fen, package.offer.months, package.offer.annual_rate)


def _none_fits(work: Work, case: Case) -> Text | None:
    made = offers_of(work, case.application.id)
    if isinstance(made, KeptMatching) and not made.offers and made.fell_out:
        return made.said
    return None


_WHY: Final = {
    "withdrawn": Text("申请已撤回。", "The application was withdrawn."),
    "expired": Text("申请已过期，没有发生任何借款。", "The application has run out; nothing was borrowed."),
    "consent_withdrawn": Text(
        "授权已撤回，机构已停止处理，没有发生任何借款。",
        "The consent was withdrawn; the institution has stopped and nothing was borrowed.",
    ),
    "left": Text("你已选择不借，没有发生任何借款。", "You chose not to borrow; nothing was borrowed."),
    "stopped": Text("办理已停止，没有发生任何借款。", "It was stopped; nothing was borrowed."),
}
_NO_PRODUCT = Problem(
    "case.product.gone",
    Text("这个产品已经不再提供。", "This product is no longer offered."),
    Text("请返回平台选择其他方案。", "Go back and choose another offer."),
)
